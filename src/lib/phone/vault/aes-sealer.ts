// AES-GCM 256 with a fresh 96-bit IV for every write. Sealed bytes: version, IV, ciphertext with its tag.
import { IV_BYTES, SEAL_VERSION as VERSION } from '#protocol/sealing.ts';
import { bytesOfText, joined } from './bytes.ts';
import type { Sealed, Sealer } from './sealer.ts';

/** `purpose` is authenticated, so that a page can never be read back as an op. */
export function aesSealer(key: CryptoKey, purpose: string): Sealer {
	const additionalData = joined(Uint8Array.of(VERSION), bytesOfText(purpose));
	return {
		seal: async (value) => {
			const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
			const plain = bytesOfText(JSON.stringify(value));
			const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain);
			return joined(Uint8Array.of(VERSION), iv, new Uint8Array(sealed));
		},
		open: async (sealed: Sealed) => {
			if (sealed[0] !== VERSION) throw new Error(`sealed by version ${sealed[0]}, this app knows ${VERSION}`);
			const iv = sealed.subarray(1, 1 + IV_BYTES);
			const body = sealed.subarray(1 + IV_BYTES);
			const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, body);
			return JSON.parse(new TextDecoder().decode(plain)) as unknown;
		}
	};
}
