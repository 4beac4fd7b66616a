// Answers travel compressed where the browser takes it: a hamlet's first download is mostly repeated words (sync-spec WR2).
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { limits } from '#protocol/limits.ts';

const compressors: Record<string, (text: string) => Promise<Uint8Array>> = {
	br: (text) => brotli(text, { params: brotliFor(text) }),
	gzip: promisify<string, Uint8Array>(gzip)
};
/** A window of n bits reaches back 2^n bytes less these (RFC 7932, 9.1). */
const BROTLI_GAP = 16;
const brotli = promisify<string, object, Uint8Array>(brotliCompress);

/**
 * A window that is just as wide as the text: the answer comes out the same, and one of 1 KB takes neither the time nor the
 * memory of one of 4 MB.
 */
function brotliFor(text: string): Record<number, number> {
	const window = Math.ceil(Math.log2(Buffer.byteLength(text) + BROTLI_GAP));
	return {
		[constants.BROTLI_PARAM_QUALITY]: 5,
		[constants.BROTLI_PARAM_LGWIN]: Math.min(
			Math.max(window, constants.BROTLI_MIN_WINDOW_BITS),
			constants.BROTLI_DEFAULT_WINDOW
		)
	};
}

export async function jsonAnswer(request: Request, value: object): Promise<Response> {
	const text = JSON.stringify(value);
	const encoding = text.length > limits.plainBytes ? encodingFor(request) : undefined;
	const headers = { 'content-type': 'application/json', vary: 'accept-encoding' };
	if (encoding === undefined) return new Response(text, { headers });
	const bytes = await compressors[encoding]?.(text);
	return new Response(bytes as BodyInit, { headers: { ...headers, 'content-encoding': encoding } });
}

/** The best of what the browser takes; browsers name what they take without weights. */
function encodingFor(request: Request): string | undefined {
	const taken = (request.headers.get('accept-encoding') ?? '').split(/[\s,]+/);
	return Object.keys(compressors).find((encoding) => taken.includes(encoding));
}
