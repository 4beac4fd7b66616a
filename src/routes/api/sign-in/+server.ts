import { SignInRequest } from '#protocol/sign-in.ts';
import { sessionCookie } from '#server/accounts/cookies.ts';
import { signIn } from '#server/accounts/sign-in.ts';
import { open } from '#server/http/endpoint.ts';
import { rationed } from '#server/http/rationed.ts';

/** "Bắt đầu": uses the invite up and enrols this browser; again by the same attempt, the same. */
export const POST = open(SignInRequest, async (event, request) => {
	const { locals, cookies, url } = event;
	const signedIn = await rationed(event, () => signIn(locals.storage, request, Date.now()));
	if ('code' in signedIn) return signedIn;
	const { enrolment, token } = signedIn;
	const { name, options } = sessionCookie(enrolment.member, url);
	cookies.set(name, token, options);
	return enrolment;
});
