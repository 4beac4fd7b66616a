import { InviteQuestion } from '#protocol/sign-in.ts';
import { previewInvite } from '#server/accounts/invites.ts';
import { rationed } from '#server/http/rationed.ts';
import { open } from '#server/http/endpoint.ts';

/** Who is this invite for? Uses nothing up. */
export const POST = open(InviteQuestion, (event, question) =>
	rationed(event, () => previewInvite(event.locals.storage, question, Date.now()))
);
