// Unsent work as a real phone's vault seals it, in a bundle that somebody else can carry.
import { base64urlOf } from '#phone/vault/bytes.ts';
import { type Keyring, makeKeyring, openKeyring } from '#phone/vault/keyring.ts';
import type { Bundle, WrappedKey } from '#protocol/bundle.ts';
import { publicKeyOf } from '#server/accounts/secrets.ts';
import type { OpEnvelope } from '#protocol/op.ts';
import type { TestCommune } from './test-commune.ts';

/** The keys of one enrolment, made for the key pair of this commune's database. */
export async function keysFor({ storage }: Pick<TestCommune, 'storage'>): Promise<Keyring> {
	return makeKeyring(publicKeyOf((await storage.read((tx) => tx.meta('keyPair'))) ?? '{}'));
}

export function wrappedKeyOf({ outboxKeyToServer: { ephemeral, iv, key } }: Keyring): WrappedKey {
	return { ephemeral: base64urlOf(ephemeral), iv: base64urlOf(iv), key: base64urlOf(key) };
}

/** The ops sealed one by one: n, t and o stay plain, as in the outbox. */
export async function bundleOf(
	keys: Keyring,
	from: Pick<Bundle, 'member' | 'device' | 'epoch'>,
	ops: readonly OpEnvelope[]
): Promise<Bundle> {
	const sealers = await openKeyring(keys);
	const sealed = ops.map(async ({ n, t, o, ...body }) => ({
		n,
		t: t as number,
		...(o === undefined ? {} : { o }),
		s: base64urlOf(await sealers.ops.seal(body))
	}));
	return { v: 1, ...from, key: wrappedKeyOf(keys), ops: await Promise.all(sealed) };
}
