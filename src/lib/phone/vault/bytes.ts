// Bytes as the Web Crypto API takes them, and as text.

/** Bytes that own an ArrayBuffer: what crypto calls and IndexedDB accept. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const bytesOfText = (text: string): Bytes => new TextEncoder().encode(text);

/** The buffers one after the other. */
export function joined(...parts: readonly Uint8Array[]): Bytes {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** As base64url text without padding. */
export const base64urlOf = (bytes: Uint8Array): string =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

/** Bytes of base64url text, padding or not. Throws on other characters. */
export function bytesOfBase64url(text: string): Bytes {
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
