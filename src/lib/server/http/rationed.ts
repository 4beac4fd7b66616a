import type { RequestEvent } from '@sveltejs/kit';
import { isRefusal, type Refused } from './refuse.ts';

/** Asks about a code as long as this address has not tried too many that do not exist. */
export async function rationed<T extends object>(
	{ locals: { limits }, getClientAddress }: RequestEvent,
	ask: () => Promise<T>
): Promise<T | Refused> {
	const address = getClientAddress();
	const retryAfter = await limits.waitToGuess(address);
	if (retryAfter > 0) return { code: 'too-many', retryAfter };
	const answer = await ask();
	if (isRefusal(answer) && answer.code === 'invite-unknown') await limits.countMiss(address);
	return answer;
}
