// The PIN is a curtain (phone page, "Sealing and keys"): it joins the device key, it never stands alone.
import { type Bytes, bytesOfText } from './bytes.ts';

export interface PinSalt {
	salt: Bytes;
	/** PBKDF2-SHA-256 rounds; kept beside the salt so that they can grow. */
	rounds: number;
}

const ROUNDS = 600_000;

export const makePinSalt = (): PinSalt => ({
	salt: crypto.getRandomValues(new Uint8Array(16)),
	rounds: ROUNDS
});

/** 256 bits of the PIN, slow on purpose. */
export async function pinBits(pin: string, { salt, rounds }: PinSalt): Promise<Bytes> {
	const key = await crypto.subtle.importKey('raw', bytesOfText(pin), 'PBKDF2', false, ['deriveBits']);
	const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
	return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}
