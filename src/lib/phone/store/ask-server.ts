// One request to our own server. An answer counts only if it is JSON and carries our header: the page that a hall's
// Wi-Fi puts in its place changes nothing (sync-spec WR6).
import type { MemberId } from '#domain/ids.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/messages.ts';
import { MEMBER_HEADER, SERVER_HEADER } from '#protocol/version.ts';

/** `captive`: somebody else answered. `unreachable`: no answer, or half of one, within the time. */
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

const TIMEOUT_MS = 20_000;

/** POSTs `message` as JSON, gzipped above 1 KB (sync-spec WR1). Never rejects. */
export async function askServer(path: string, message: unknown, options: AskOptions = {}): Promise<Reply> {
	const { member, timeoutMs = TIMEOUT_MS, fetch: send = fetch } = options;
	try {
		const { body, encoding } = await packed(JSON.stringify(message));
		const response = await send(path, {
			method: 'POST',
			body,
			headers: {
				'content-type': 'application/json',
				...(encoding === undefined ? {} : { 'content-encoding': encoding }),
				...(member === undefined ? {} : { [MEMBER_HEADER]: member })
			},
			cache: 'no-store',
			credentials: 'same-origin',
			// A portal's redirect is then an answer without our header, not an error without a name.
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs)
		});
		return await replyOf(response);
	} catch {
		return { kind: 'unreachable' };
	}
}

async function packed(text: string): Promise<{ body: BodyInit; encoding?: 'gzip' }> {
	const plain = new Blob([text]);
	if (plain.size <= limits.plainBytes) return { body: text };
	const packedBody = plain.stream().pipeThrough(new CompressionStream('gzip'));
	return { body: await new Response(packedBody).arrayBuffer(), encoding: 'gzip' };
}

/** Rejects on half a body: the caller takes it for no answer. */
async function replyOf(response: Response): Promise<Reply> {
	if (response.headers.get(SERVER_HEADER) === null) return { kind: 'captive' };
	if (response.status === 200) return { kind: 'ok', body: await response.json() };
	const refusal = Refusal.safeParse(await response.json().catch(() => undefined));
	const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
	return {
		kind: 'refused',
		status: response.status,
		...(refusal.success ? { refusal: refusal.data } : {}),
		...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {})
	};
}
