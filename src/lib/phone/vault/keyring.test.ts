import { expect, test } from 'vitest';
import { aesSealer } from './aes-sealer.ts';
import { bytesOfBase64url } from './bytes.ts';
import { makeKeyring, openKeyring } from './keyring.ts';
import { agreedKey } from './server-wrap.ts';

async function serverKeys() {
	const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
	const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
	return {
		pair,
		text: btoa(String.fromCharCode(...raw))
			.replaceAll('+', '-')
			.replaceAll('/', '_')
			.replace(/=+$/, '')
	};
}

test('what was sealed is read again after a restart, and sealed differently each time', async () => {
	const keyring = await makeKeyring((await serverKeys()).text);
	const { pages } = await openKeyring(keyring);
	const page = { rows: [{ name: 'Vũ Thị Hạnh' }] };
	const [one, other] = [await pages.seal(page), await pages.seal(page)];
	expect(one).not.toEqual(other);
	expect(new TextDecoder().decode(one)).not.toContain('Hạnh');
	const later = await openKeyring(structuredClone(keyring));
	expect(await later.pages.open(one)).toEqual(page);
});

test('one changed byte is noticed, and a page cannot be read back as an op', async () => {
	const { pages, ops } = await openKeyring(await makeKeyring((await serverKeys()).text));
	const sealed = await pages.seal({ a: 1 });
	await expect(ops.open(sealed)).rejects.toThrow();
	const changed = sealed.slice();
	changed[20] = (changed[20] ?? 0) ^ 1;
	await expect(pages.open(changed)).rejects.toThrow();
	changed[0] = 9;
	await expect(pages.open(changed)).rejects.toThrow('version 9');
});

test('what was sealed for one purpose does not open for another, under one key', async () => {
	const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt'
	]);
	const sealed = await aesSealer(key, 'page').seal({ a: 1 });
	await expect(aesSealer(key, 'op').open(sealed)).rejects.toThrow();
	expect(await aesSealer(key, 'page').open(sealed)).toEqual({ a: 1 });
});

test('the device key cannot leave the browser', async () => {
	const { deviceKey } = await makeKeyring((await serverKeys()).text);
	expect(deviceKey.extractable).toBe(false);
	await expect(crypto.subtle.exportKey('raw', deviceKey)).rejects.toThrow();
});

test('with a PIN the same keyring opens with that PIN only', async () => {
	const keyring = await makeKeyring((await serverKeys()).text, '246810');
	expect(keyring.pin?.rounds).toBe(600_000);
	const sealed = await (await openKeyring(keyring, '246810')).ops.seal({ a: 1 });
	expect(await (await openKeyring(keyring, '246810')).ops.open(sealed)).toEqual({ a: 1 });
	await expect(openKeyring(keyring, '246811')).rejects.toThrow();
	await expect(openKeyring(keyring)).rejects.toThrow();
});

test('the server alone can unwrap the outbox key, and reads the ops with it', async () => {
	const { pair, text } = await serverKeys();
	expect(bytesOfBase64url(text)).toHaveLength(65);
	const keyring = await makeKeyring(text);
	const sealed = await (await openKeyring(keyring)).ops.seal({ k: 'set' });

	const { ephemeral, iv, key } = keyring.outboxKeyToServer;
	const p256 = { name: 'ECDH', namedCurve: 'P-256' };
	const theirs = await crypto.subtle.importKey('raw', ephemeral, p256, false, []);
	const under = await agreedKey(pair.privateKey, theirs, ephemeral, 'unwrapKey');
	const how = { name: 'AES-GCM', iv };
	const outboxKey = await crypto.subtle.unwrapKey('raw', key, under, how, 'AES-GCM', false, ['decrypt']);
	expect(await aesSealer(outboxKey, 'op').open(sealed)).toEqual({ k: 'set' });
});
