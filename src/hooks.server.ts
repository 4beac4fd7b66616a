// Every request that is not a file comes by here: the database, who is asking, one line of log.
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { makeRateLimits } from '#server/accounts/rate-limits.ts';
import { makeClockWatch } from '#server/http/clock-watch.ts';
import { handleApi } from '#server/http/handle-api.ts';
import { secureResponses } from '#server/http/headers.ts';
import { log, withoutWords } from '#server/http/log.ts';
import { ledgerFileOf, openStorage } from '#server/open-storage.ts';
import { LedgerFile } from '#server/operator/ledger-file.ts';
import { building } from '$app/environment';

// One database for the life of the process; the build's prerendering has none.
const storage = building ? undefined : await openStorage(process.env);
const limits = makeRateLimits();
const ledger = new LedgerFile(ledgerFileOf(process.env));
const clock = makeClockWatch(log, performance.now.bind(performance));
// On a gentle stop the file is left tidy; a hard one loses nothing either.
process.once('sveltekit:shutdown', () => void storage?.close());
if (!building) secureResponses(process.env.ORIGIN?.startsWith('https:') === true);

export const handle: Handle = async ({ event, resolve }) => {
	if (storage === undefined || !event.url.pathname.startsWith('/api/')) return resolve(event);
	const startedAt = performance.now();
	event.locals.storage = storage;
	event.locals.limits = limits;
	event.locals.ledger = ledger;
	event.locals.clock = clock;
	const response = await handleApi({ event, resolve });
	const ms = Math.round(performance.now() - startedAt);
	log.info({ method: event.request.method, route: event.route.id, status: response.status, ms });
	return response;
};

/** What is told to the outside is a code; what happened is in the log, without anybody's data. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status !== 404) log.error({ route: event.route.id, fault: withoutWords(error) });
	return { message: 'error' };
};
