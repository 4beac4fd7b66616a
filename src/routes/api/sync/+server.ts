import { packAnswer } from '#protocol/packed-page.ts';
import { PACKED_SINCE } from '#protocol/version.ts';
import { guarded } from '#server/http/endpoint.ts';
import { SyncBody } from '#server/http/sync-body.ts';
import { RE_KEY } from '#server/sync/accept.ts';
import { answerRevoked } from '#server/sync/answer-revoked.ts';
import { answerSync } from '#server/sync/answer-sync.ts';

/** Ops go up, row states come down (sync-spec WR1). From a phone that was shut out they go to quarantine. */
export const POST = guarded(
	'see-totals',
	SyncBody,
	async ({ locals: { storage, limits, ledger, clock } }, request, caller) => {
		const retryAfter = await limits.waitToSync(`${caller.commune} ${caller.device}`);
		if (retryAfter > 0) return { code: 'too-many', retryAfter };
		const answer = await answerSync(storage, caller, request, Date.now(), ledger && { ledger });
		if (answer === RE_KEY) return { code: RE_KEY };
		clock?.saw(answer.clock);
		return request.p < PACKED_SINCE ? answer : packAnswer(answer);
	},
	async ({ locals: { storage } }, request, caller) => {
		const answer = await answerRevoked(storage, caller, request, Date.now());
		return answer === RE_KEY ? { code: RE_KEY } : answer;
	}
);
