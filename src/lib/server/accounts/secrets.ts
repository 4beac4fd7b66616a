// What a database gets once, when it is made: its epoch, the key pair that unsent work is sealed to, the key of code hashes.
// And the hashes under which codes and tokens are kept, so that a stolen copy of the database opens no session.
import { createHash, createHmac, generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import type { Storage } from '#server/storage/storage.ts';

export async function ensureSecrets(storage: Storage): Promise<void> {
	if ((await storage.read((tx) => tx.meta('epoch'))) !== undefined) return;
	await storage.write(async (tx) => {
		// Of two processes that start at once on a new database the second waits here, and then finds it done.
		if (!(await tx.addMeta('epoch', randomBytes(12).toString('base64url')))) return;
		await tx.setMeta('pepper', randomBytes(32).toString('base64url'));
		await tx.setMeta('keyPair', JSON.stringify(newKeyPair()));
	});
}

function newKeyPair(): JsonWebKey {
	return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
}

/** The public half of the stored pair: ECDH P-256 point, raw (65 bytes), base64url. */
export function publicKeyOf(keyPair: string): string {
	const { x = '', y = '' } = JSON.parse(keyPair) as JsonWebKey;
	const point = [Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
	return Buffer.concat(point).toString('base64url');
}

/** 256 bits of chance, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** For secrets of 128 bits and more, which nobody finds by trying. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** For 12 digits, which could be tried out against a stolen copy: hashed under the server's key. */
export const hashOfDigits = (digits: string, pepper: string): string =>
	createHmac('sha256', pepper).update(digits).digest('base64url');
