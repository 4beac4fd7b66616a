// The one wire of a run. A port: tests and the simulator bring their own.
import type { MemberId } from '#domain/ids.ts';
import { type AskOptions, askServer, type Reply } from '#phone/store/ask-server.ts';
import type { SyncAnswer, SyncRequest } from '#protocol/messages.ts';
import { packRequest } from '#protocol/packed-ops.ts';
import { readAnswer } from '#protocol/packed-page.ts';
import { NewDevice } from '#protocol/sign-in.ts';
import type { Failure } from './outcome.ts';

export interface Transport {
	sync(request: SyncRequest): Promise<{ kind: 'ok'; answer: SyncAnswer } | Failure>;
	/** A new device number for this member (sync-spec RS1). */
	newDevice(): Promise<{ kind: 'ok'; device: NewDevice } | Failure>;
}

export function httpTransport(member: MemberId, options: AskOptions = {}): Transport {
	const ask = (path: string, message: unknown): Promise<Reply> =>
		askServer(path, message, { ...options, member });
	return {
		sync: async (request) => {
			const reply = await ask('/api/sync', packRequest(request));
			if (reply.kind !== 'ok') return failureOf(reply);
			const answer = readAnswer(reply.body);
			return answer === undefined ? { kind: 'refused' } : { kind: 'ok', answer };
		},
		newDevice: async () => {
			const reply = await ask('/api/devices', {});
			if (reply.kind !== 'ok') return failureOf(reply);
			const device = NewDevice.safeParse(reply.body);
			return device.success ? { kind: 'ok', device: device.data } : { kind: 'refused' };
		}
	};
}

/** Too many at once; or a server that is being started, as what stands before it says. */
const BUSY = [429, 502, 503, 504];

/** By status, since a refusal's body may be lost on the way (sync-spec WR4). */
export function failureOf(reply: Exclude<Reply, { kind: 'ok' }>): Failure {
	if (reply.kind !== 'refused') return { kind: reply.kind };
	if (reply.status === 401) return { kind: 'sign-in' };
	if (reply.status === 409) return { kind: 're-key' };
	if (reply.status === 413) return { kind: 'too-large' };
	if (!BUSY.includes(reply.status)) return { kind: 'refused' };
	const { retryAfterMs } = reply;
	return { kind: 'busy', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
