// Reads a JSON body, gzipped or plain, and never unpacks more of it than the limits allow (sync-spec WR3).
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { limits } from '#protocol/limits.ts';

export class TooLarge extends Error {}
export class NotReadable extends Error {}

/** No message of ours nests deeper; what walks a value later may then do so without looking. */
const DEEPEST = limits.depth + 8;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');

/** The JSON value of a body; `{}` when there is none. Throws `TooLarge` or `NotReadable`. */
export async function readJson(request: Request): Promise<unknown> {
	const text = await textOf(await bytesOf(request));
	return text === '' ? {} : parseJson(text);
}

/** The value of a text that somebody sent, nested no deeper than anything of ours. Throws `NotReadable`. */
export function parseJson(text: string): unknown {
	if (isTooDeep(text)) throw new NotReadable('the text nests too deep');
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new NotReadable('the text is not JSON', { cause });
	}
}

/** What is too long is read to its end but not kept: a phone that is cut off while it sends never sees our answer. */
async function bytesOf({ body }: Request): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
			length += chunk.byteLength;
			if (length <= limits.compressedBytes) chunks.push(chunk);
		}
	} catch (cause) {
		// The framework's own limit ends the stream with its status.
		const isLimit = (cause as { status?: number }).status === 413;
		throw isLimit ? new TooLarge('far too long') : new NotReadable('the body broke off', { cause });
	}
	if (length > limits.compressedBytes) throw new TooLarge(`${length} bytes`);
	return Buffer.concat(chunks);
}

const inflate = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);

/** A gzip body begins with 1f 8b, which no JSON does; a bomb is unpacked up to the limit and no further. */
async function textOf(bytes: Uint8Array): Promise<string> {
	try {
		const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
		const plain = isGzip ? await inflate(bytes, { maxOutputLength: limits.inflatedBytes }) : bytes;
		return new TextDecoder('utf-8', { fatal: true }).decode(plain);
	} catch (cause) {
		const isLimit = (cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
		throw isLimit
			? new TooLarge('too long when unpacked')
			: new NotReadable('the body is no text', { cause });
	}
}

/**
 * Counted before anything is parsed: brackets outside of texts. Letter by letter, for a text of 2 MB may be a million
 * brackets, and a match made of each would cost the server a hundred times its length.
 */
function isTooDeep(text: string): boolean {
	let depth = 0;
	for (let at = 0; at < text.length; at += 1) {
		const letter = text.charCodeAt(at);
		if (letter === QUOTE) at = endOfText(text, at);
		else if (letter === OPEN_LIST || letter === OPEN_OBJECT) depth += 1;
		else if (letter === CLOSE_LIST || letter === CLOSE_OBJECT) depth -= 1;
		if (depth > DEEPEST) return true;
	}
	return false;
}

/** Where the quote stands that ends the text which begins at `at`; the end of all when none does. */
function endOfText(text: string, at: number): number {
	for (let next = at + 1; next < text.length; next += 1) {
		const letter = text.charCodeAt(next);
		if (letter === QUOTE) return next;
		if (letter === BACKSLASH) next += 1;
	}
	return text.length;
}
