import { packAnswer } from '#protocol/packed-page.ts';
import { PACKED_SINCE } from '#protocol/version.ts';
import { guarded } from '#server/http/endpoint.ts';
import { SyncBody } from '#server/http/sync-body.ts';
import { RE_KEY } from '#server/sync/accept.ts';
import { answerSync } from '#server/sync/answer-sync.ts';

/** Ops go up, row states come down (sync-spec WR1). */
export const POST = guarded('see-totals', SyncBody, async ({ locals }, request, caller) => {
	const retryAfter = await locals.limits.waitToSync(`${caller.commune} ${caller.device}`);
	if (retryAfter > 0) return { code: 'too-many', retryAfter };
	const answer = await answerSync(locals.storage, caller, request, Date.now());
	if (answer === RE_KEY) return { code: RE_KEY };
	return request.p < PACKED_SINCE ? answer : packAnswer(answer);
});
