import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { jsonAnswer } from './json-answer.ts';

const asked = (encodings: string) =>
	new Request('http://commune', { headers: { 'accept-encoding': encodings } });
const answerOf = (bytes: number) => ({
	rows: Array.from({ length: Math.ceil(bytes / 12) }, (_, at) => `hộ ${at % 977}`)
});

/** Bits of the window that a brotli stream names at its beginning (RFC 7932, 9.1), for windows of 17 bits and more. */
const windowOf = ([first = 0]: Uint8Array): number => ((first & 0b1111) === 1 ? 17 : 17 + ((first >> 1) & 7));

describe('an answer that the browser takes with brotli', () => {
	test.each([2_000, 60_000, 400_000])('of about %d bytes comes out as it went in', async (bytes) => {
		const value = answerOf(bytes);
		const response = await jsonAnswer(asked('gzip, br'), value);
		expect(response.headers.get('content-encoding')).toBe('br');
		const unpacked = brotliDecompressSync(await response.bytes()).toString();
		expect(JSON.parse(unpacked)).toEqual(value);
	});

	test('takes a window no wider than it is long: that is memory of the server, for each phone that asks', async () => {
		const widths = [150_000, 600_000, 9_000_000].map(async (bytes) =>
			windowOf(await (await jsonAnswer(asked('br'), answerOf(bytes))).bytes())
		);
		expect(await Promise.all(widths)).toEqual([18, 20, 22]);
	});
});

test('a short answer, and one for a browser that takes nothing, travel as they are', async () => {
	expect((await jsonAnswer(asked('br'), { ok: true })).headers.get('content-encoding')).toBeNull();
	const plain = await jsonAnswer(asked('identity'), answerOf(5_000));
	expect(await plain.json()).toEqual(answerOf(5_000));
});
