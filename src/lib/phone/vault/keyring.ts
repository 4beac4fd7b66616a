// The keys of one enrolment. Nothing here opens anything without the device key, which cannot leave this browser.
// The outbox key is wrapped a second time, to the server: unsent work can be delivered even when the rest is locked.
import { OP_PURPOSE } from '#protocol/sealing.ts';
import { aesSealer } from './aes-sealer.ts';
import { type Bytes, bytesOfText, joined } from './bytes.ts';
import { type PinSalt, makePinSalt, pinBits } from './pin.ts';
import type { Sealers } from './sealer.ts';
import { wrapToServer, type WrappedToServer } from './server-wrap.ts';

interface Wrapped {
	iv: Bytes;
	key: Bytes;
}

/** What IndexedDB keeps: the device key as a handle that cannot be exported, the others wrapped. */
export interface Keyring {
	version: 1;
	deviceKey: CryptoKey;
	/** Present when a PIN takes part in opening. */
	pin?: PinSalt;
	dataKey: Wrapped;
	outboxKey: Wrapped;
	outboxKeyToServer: WrappedToServer;
}

const AES = { name: 'AES-GCM', length: 256 } as const;

/** New keys for one enrolment. `serverKey`: ECDH P-256, raw, base64url. */
export async function makeKeyring(serverKey: string, pin?: string): Promise<Keyring> {
	const deviceKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
	const dataKey = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt', 'wrapKey']);
	const outboxKey = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt']);
	const salt = pin === undefined ? undefined : makePinSalt();
	return {
		version: 1,
		deviceKey,
		...(salt === undefined ? {} : { pin: salt }),
		dataKey: await wrap(dataKey, await wrappingKey(deviceKey, salt, pin)),
		outboxKey: await wrap(outboxKey, dataKey),
		outboxKeyToServer: await wrapToServer(outboxKey, serverKey)
	};
}

/** The sealers of this enrolment. Rejects when the PIN is wrong or missing. */
export async function openKeyring(keyring: Keyring, pin?: string): Promise<Sealers> {
	const wrapping = await wrappingKey(keyring.deviceKey, keyring.pin, pin);
	const dataKey = await unwrap(keyring.dataKey, wrapping, ['encrypt', 'decrypt', 'unwrapKey']);
	const outboxKey = await unwrap(keyring.outboxKey, dataKey, ['encrypt', 'decrypt']);
	return { pages: aesSealer(dataKey, 'page'), ops: aesSealer(outboxKey, OP_PURPOSE) };
}

/** HMAC of the PIN's bits, none without a PIN, under the device key: one path for both. */
async function wrappingKey(deviceKey: CryptoKey, salt?: PinSalt, pin?: string): Promise<CryptoKey> {
	const bits = salt === undefined ? new Uint8Array() : await pinBits(pin ?? '', salt);
	const label = bytesOfText('tung-nha data key 1\0');
	const secret = await crypto.subtle.sign('HMAC', deviceKey, joined(label, bits));
	return crypto.subtle.importKey('raw', secret, AES, false, ['wrapKey', 'unwrapKey']);
}

async function wrap(key: CryptoKey, under: CryptoKey): Promise<Wrapped> {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const wrapped = await crypto.subtle.wrapKey('raw', key, under, { name: 'AES-GCM', iv });
	return { iv, key: new Uint8Array(wrapped) };
}

function unwrap({ iv, key }: Wrapped, under: CryptoKey, usages: KeyUsage[]): Promise<CryptoKey> {
	return crypto.subtle.unwrapKey('raw', key, under, { name: 'AES-GCM', iv }, AES, false, usages);
}
