import { MemberInviteRequest } from '#protocol/sign-in.ts';
import { inviteByMember } from '#server/accounts/member-invites.ts';
import { guarded } from '#server/http/endpoint.ts';

/** An invite for a member who stands before the caller, to be shown on her screen (F32). */
export const POST = guarded(
	'plan-hamlet',
	MemberInviteRequest,
	async ({ locals: { storage, limits } }, { member }, caller) => {
		const retryAfter = await limits.waitToInvite(`${caller.commune} ${caller.device}`);
		if (retryAfter > 0) return { code: 'too-many', retryAfter };
		return inviteByMember(storage, caller, member, Date.now());
	}
);
