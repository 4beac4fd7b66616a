// One request to our own server. An answer counts only if it is JSON and carries our header: the page that a hall's
// Wi-Fi puts in its place changes nothing (sync-spec WR6).
import type { MemberId } from '#domain/ids.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/messages.ts';
import { MEMBER_HEADER, SERVER_HEADER } from '#protocol/version.ts';
import { PRACTICE } from './practice/practice-member.ts';

/**
 * `captive`: somebody else answered. `unreachable`: no answer, or half of one, within the time. `refused` without a
 * refusal: also what stands before our server said so, or its answer was beyond all bounds.
 */
export type Reply =
	| { kind: 'ok'; body: unknown }
	| { kind: 'refused'; status: number; refusal?: Refusal; retryAfterMs?: number }
	| { kind: 'captive' }
	| { kind: 'unreachable' };

export interface AskOptions {
	/** Whose session is meant, when the browser holds several members'. */
	member?: MemberId;
	timeoutMs?: number;
	fetch?: typeof fetch;
}

/** How long whoever says nothing else waits for an answer. */
export const ANSWER_MS = 20_000;

/** No server asks for a longer pause; a longer one is a mistake, and a timer of a browser ends at 24 days. */
const LONGEST_PAUSE_MS = 3_600_000;

/** Said by what stands before a server, in its place: it is there, and cannot answer now. */
const GATEWAY = [429, 502, 503, 504];

const NO_ANSWER: Reply = { kind: 'unreachable' };

/** POSTs `message` as JSON, gzipped above 1 KB (sync-spec WR1). Never rejects. */
export function askServer(path: string, message: unknown, options: AskOptions = {}): Promise<Reply> {
	return packed(JSON.stringify(message))
		.then((sent) => send(path, sent, options))
		.catch(() => NO_ANSWER);
}

/** GETs an answer. Never rejects. */
export function readFromServer(path: string, options: AskOptions = {}): Promise<Reply> {
	return send(path, {}, options).catch(() => NO_ANSWER);
}

interface Sent {
	body?: BodyInit;
	encoding?: 'gzip';
}

/** Without a body it only reads. */
async function send(path: string, { body, encoding }: Sent, options: AskOptions): Promise<Reply> {
	const { member, timeoutMs = ANSWER_MS, fetch: ask = fetch } = options;
	// What is practised concerns nobody (F8).
	if (member === PRACTICE) return NO_ANSWER;
	const response = await ask(path, {
		...(body === undefined ? { method: 'GET' } : { method: 'POST', body }),
		headers: {
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...(encoding === undefined ? {} : { 'content-encoding': encoding }),
			...(member === undefined ? {} : { [MEMBER_HEADER]: member })
		},
		cache: 'no-store',
		credentials: 'same-origin',
		// A portal's redirect is then an answer without our header, not an error without a name.
		redirect: 'manual',
		signal: AbortSignal.timeout(timeoutMs)
	});
	return replyOf(response);
}

async function packed(text: string): Promise<Sent> {
	const plain = new Blob([text]);
	if (plain.size <= limits.plainBytes) return { body: text };
	const packedBody = plain.stream().pipeThrough(new CompressionStream('gzip'));
	return { body: await new Response(packedBody).arrayBuffer(), encoding: 'gzip' };
}

/** Rejects on half a body: the caller takes it for no answer. */
async function replyOf(response: Response): Promise<Reply> {
	const { status, headers } = response;
	if (!isOurs(headers)) {
		// Nobody reads it: a page without end would go on being loaded.
		await response.body?.cancel();
		return GATEWAY.includes(status) ? refusedBy(status, headers) : { kind: 'captive' };
	}
	const text = await textWithin(response, limits.answerBytes);
	if (text === undefined) return { kind: 'refused', status };
	if (status === 200) return { kind: 'ok', body: JSON.parse(text) };
	const refusal = Refusal.safeParse(jsonOrNothing(text));
	return { ...refusedBy(status, headers), ...(refusal.success ? { refusal: refusal.data } : {}) };
}

/** JSON from this server, and nothing else (sync-spec WR6). */
function isOurs(headers: Headers): boolean {
	const isJson = headers.get('content-type')?.startsWith('application/json') === true;
	return headers.get(SERVER_HEADER) !== null && isJson;
}

function refusedBy(status: number, headers: Headers): Extract<Reply, { kind: 'refused' }> {
	const retryAfterMs = pauseOf(headers.get('retry-after'));
	return { kind: 'refused', status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** In seconds: a date would be read by this phone's clock, which may be wrong. */
function pauseOf(retryAfter: string | null): number | undefined {
	const ms = Number(retryAfter ?? Number.NaN) * 1_000;
	return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_PAUSE_MS) : undefined;
}

/** Undefined when the body goes on beyond `most` bytes, counted as they come out of their packing: it is cut there. */
async function textWithin({ body }: Response, most: number): Promise<string | undefined> {
	if (body === null) return '';
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let text = '';
	for (let length = 0; ;) {
		const { done, value } = await reader.read();
		if (done) return text + decoder.decode();
		length += value.byteLength;
		if (length > most) {
			await reader.cancel();
			return undefined;
		}
		text += decoder.decode(value, { stream: true });
	}
}

function jsonOrNothing(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
