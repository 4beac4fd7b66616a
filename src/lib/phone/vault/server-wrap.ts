// The outbox key, wrapped so that only the server can unwrap it: ephemeral ECDH P-256, HKDF-SHA-256, AES-GCM.
import { OUTBOX_KEY_INFO } from '#protocol/sealing.ts';
import { type Bytes, bytesOfBase64url, bytesOfText } from './bytes.ts';

export interface WrappedToServer {
	/** Our half of the agreement, raw. */
	ephemeral: Bytes;
	iv: Bytes;
	key: Bytes;
}

const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const;
const INFO = bytesOfText(OUTBOX_KEY_INFO);

/** `serverKey`: ECDH P-256 point, raw, base64url. Rejects when it is no such point. */
export async function wrapToServer(key: CryptoKey, serverKey: string): Promise<WrappedToServer> {
	const theirs = await crypto.subtle.importKey('raw', bytesOfBase64url(serverKey), P256, false, []);
	const ours = await crypto.subtle.generateKey(P256, false, ['deriveBits']);
	const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', ours.publicKey));
	const under = await agreedKey(ours.privateKey, theirs, ephemeral, 'wrapKey');
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const wrapped = await crypto.subtle.wrapKey('raw', key, under, { name: 'AES-GCM', iv });
	return { ephemeral, iv, key: new Uint8Array(wrapped) };
}

/** The wrapping key that both sides reach; the ephemeral point is its salt. */
export async function agreedKey(
	privateKey: CryptoKey,
	publicKey: CryptoKey,
	ephemeral: Bytes,
	usage: 'wrapKey' | 'unwrapKey'
): Promise<CryptoKey> {
	const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256);
	const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
	const how = { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info: INFO };
	return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, [usage]);
}
