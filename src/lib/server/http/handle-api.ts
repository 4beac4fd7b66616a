// What happens to every request of the API before and after its endpoint: whose it is, and how the answer is marked.
import type { Handle } from '@sveltejs/kit';
import { claimedMember, sessionCookie } from '#server/accounts/cookies.ts';
import { recognise } from '#server/accounts/sessions.ts';
import { StorageBusy } from '#server/storage/storage.ts';
import { asApiAnswer } from './headers.ts';
import { isForeign } from './origin.ts';
import { refuse } from './refuse.ts';

type Parameter = Parameters<Handle>[0];

export const handleApi = async ({ event, resolve }: Parameter): Promise<Response> =>
	asApiAnswer(await responseTo({ event, resolve }));

async function responseTo({ event, resolve }: Parameter): Promise<Response> {
	if (event.route.id === null) return refuse({ code: 'not-found' });
	if (isForeign(event)) return refuse({ code: 'forbidden' });
	try {
		await findCaller(event);
	} catch (fault) {
		if (fault instanceof StorageBusy) return refuse({ code: 'busy', retryAfter: 5 });
		throw fault;
	}
	return resolve(event);
}

/** Puts the caller of the session that the request names into `locals`, and prolongs its cookie now and then. */
async function findCaller({ request, cookies, url, locals }: Parameter['event']): Promise<void> {
	const member = claimedMember(request.headers);
	const cookie = member && sessionCookie(member, url);
	const token = cookie && cookies.get(cookie.name);
	if (member === undefined || cookie === undefined || token === undefined) return;
	const found = await recognise(locals.storage, member, token, Date.now());
	if (found === undefined) return;
	locals.caller = found.caller;
	locals.token = token;
	if (found.isRenewed) cookies.set(cookie.name, token, cookie.options);
}
