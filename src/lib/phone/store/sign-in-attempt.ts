// The key of an attempt to sign in: with it this browser, and no other, may repeat a sign-in whose answer was lost.
// Kept before the first request, until the sign-in has succeeded; under the code's hash, since the code opens an account.
import { del, get, update } from 'idb-keyval';
import { base64urlOf, bytesOfText } from '#phone/vault/bytes.ts';
import type { Attempt } from '#protocol/sign-in.ts';

/** The attempt for this code: the one kept, or a new one, which is kept. Rejects when this browser keeps nothing. */
export async function keepAttempt(code: string): Promise<Attempt> {
	const fresh = base64urlOf(crypto.getRandomValues(new Uint8Array(16)));
	let attempt = fresh;
	await update<Attempt>(await keyOf(code), (kept) => (attempt = kept ?? fresh));
	return attempt;
}

/** Undefined when nobody has begun with this code here, or it is finished. Never rejects. */
export async function keptAttempt(code: string): Promise<Attempt | undefined> {
	try {
		return await get<Attempt>(await keyOf(code));
	} catch {
		return undefined;
	}
}

export async function forgetAttempt(code: string): Promise<void> {
	await del(await keyOf(code));
}

async function keyOf(code: string): Promise<string> {
	const hash = await crypto.subtle.digest('SHA-256', bytesOfText(code));
	return `attempt ${base64urlOf(new Uint8Array(hash))}`;
}
