// Answers travel compressed where the browser takes it: a hamlet's first download is mostly repeated words (sync-spec WR2).
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { limits } from '#protocol/limits.ts';

const compressors: Record<string, (text: string) => Promise<Uint8Array>> = {
	br: (text) => brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: promisify<string, Uint8Array>(gzip)
};
const brotli = promisify<string, object, Uint8Array>(brotliCompress);

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
