import type { Refusal } from '#protocol/messages.ts';

const statusOf: Record<Refusal['code'], number> = {
	'bad-request': 400,
	'sign-in': 401,
	forbidden: 403,
	'not-found': 404,
	'invite-unknown': 404,
	're-key': 409,
	'invite-used': 410,
	'invite-expired': 410,
	'too-large': 413,
	'too-many': 429,
	busy: 503
};

/** `retryAfter` in seconds: when it makes sense to ask again (sync-spec WR4). */
export interface Refused extends Refusal {
	retryAfter?: number;
}

/** No answer of the API but a refusal has a `code` of this list. */
export function isRefusal(answer: object): answer is Refused {
	return 'code' in answer && typeof answer.code === 'string' && Object.hasOwn(statusOf, answer.code);
}

/** Every refusal of the API looks like this. */
export function refuse({ code, ask, retryAfter }: Refused): Response {
	const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
	const body: Refusal = ask === undefined ? { code } : { code, ask };
	return Response.json(body, { status: statusOf[code], headers });
}
