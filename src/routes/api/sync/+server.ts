import { SyncRequest } from '#protocol/messages.ts';
import { guarded } from '#server/http/endpoint.ts';
import { RE_KEY } from '#server/sync/accept.ts';
import { answerSync } from '#server/sync/answer-sync.ts';

/** Ops go up, row states come down (sync-spec WR1). */
export const POST = guarded('see-totals', SyncRequest, async ({ locals }, request, caller) => {
	const retryAfter = await locals.limits.waitToSync(`${caller.commune} ${caller.device}`);
	if (retryAfter > 0) return { code: 'too-many', retryAfter };
	const answer = await answerSync(locals.storage, caller, request, Date.now());
	return answer === RE_KEY ? { code: RE_KEY } : answer;
});
