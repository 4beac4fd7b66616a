// The keys that unsent work is sealed with. A phone wraps its own to our public key; only this server unwraps it.
import { timingSafeEqual } from 'node:crypto';
import { WrappedKey } from '#protocol/bundle.ts';
import { IV_BYTES, OP_PURPOSE, OUTBOX_KEY_INFO, SEAL_VERSION } from '#protocol/sealing.ts';
import type { ReadTransaction, Storage } from '#server/storage/storage.ts';
import type { Caller } from './sessions.ts';

const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const;
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64url'));
const wordsOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text));

/** A key of 256 bits that seals a phone's ops. */
export type OutboxKey = Uint8Array<ArrayBuffer>;

/** Opens what was wrapped to the key pair of this database; undefined when it was not. */
export async function unwrapOutboxKey(
	keyPair: string,
	{ ephemeral, iv, key }: WrappedKey
): Promise<OutboxKey | undefined> {
	try {
		const ours = await crypto.subtle.importKey('jwk', ownKey(keyPair), P256, false, ['deriveBits']);
		const theirs = await crypto.subtle.importKey('raw', bytesOf(ephemeral), P256, false, []);
		const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, 256);
		const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
		const how = { name: 'HKDF', hash: 'SHA-256', salt: bytesOf(ephemeral), info: wordsOf(OUTBOX_KEY_INFO) };
		const under = await crypto.subtle.deriveKey(how, material, AES, false, ['decrypt']);
		const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(iv) }, under, bytesOf(key));
		return plain.byteLength === 32 ? new Uint8Array(plain) : undefined;
	} catch {
		return undefined;
	}
}

const AES = { name: 'AES-GCM', length: 256 } as const;

/** Without the uses that the pair was made for: the import names its own. */
function ownKey(keyPair: string): JsonWebKey {
	const { kty, crv, x, y, d } = JSON.parse(keyPair) as JsonWebKey;
	return { kty, crv, x, y, d } as JsonWebKey;
}

/** What reads the ops that were sealed with a key: their text, or undefined for what it did not seal. */
export async function openerOf(key: OutboxKey): Promise<(sealed: string) => Promise<string | undefined>> {
	const aes = await crypto.subtle.importKey('raw', key, AES, false, ['decrypt']);
	const additionalData = wordsOf(String.fromCharCode(SEAL_VERSION) + OP_PURPOSE);
	return async (sealed) => {
		const bytes = bytesOf(sealed);
		const iv = bytes.subarray(1, 1 + IV_BYTES);
		if (bytes[0] !== SEAL_VERSION) return undefined;
		try {
			const how = { name: 'AES-GCM', iv, additionalData };
			const plain = await crypto.subtle.decrypt(how, aes, bytes.subarray(1 + IV_BYTES));
			return new TextDecoder().decode(plain);
		} catch {
			return undefined;
		}
	};
}

/** Notes the key of the caller's device. Refused when it is not wrapped to this server: nothing could be opened with it. */
export async function registerOutboxKey(
	storage: Storage,
	{ commune, device: number }: Caller,
	key: WrappedKey
): Promise<{ ok: true } | { code: 'bad-request' }> {
	const keyPair = await storage.read((tx) => tx.meta('keyPair'));
	if ((await unwrapOutboxKey(keyPair ?? '{}', key)) === undefined) return { code: 'bad-request' };
	await storage.write(async (tx) => {
		const device = await tx.lockDevice(commune, number);
		if (device !== undefined) await tx.putDevice(commune, { ...device, outboxKey: JSON.stringify(key) });
	});
	return { ok: true };
}

/** Whether a device said that it seals with this key. */
export async function isKeyOf(
	tx: ReadTransaction,
	{ outboxKey }: { outboxKey?: string },
	key: OutboxKey
): Promise<boolean> {
	if (outboxKey === undefined) return false;
	const wrapped = WrappedKey.safeParse(JSON.parse(outboxKey));
	const registered =
		wrapped.data && (await unwrapOutboxKey((await tx.meta('keyPair')) ?? '{}', wrapped.data));
	return registered !== undefined && timingSafeEqual(registered, key);
}
