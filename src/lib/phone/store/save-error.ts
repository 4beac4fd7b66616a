// Why a tap could not be kept. The reason is shown beside what was typed; nothing fails in silence (phone page LS).
import { StoreLost } from './store-lost.ts';

/** `full`: no room on the phone. `closed`: this page gave the database up. `lost`: the browser lost it. `failed`: else. */
export type SaveError = 'full' | 'closed' | 'lost' | 'failed';

const reasons: Record<string, SaveError> = {
	QuotaExceededError: 'full',
	DatabaseClosedError: 'closed',
	InvalidStateError: 'lost',
	UnknownError: 'lost',
	OpenFailedError: 'lost',
	MissingAPIError: 'lost',
	NotFoundError: 'lost',
	TimeoutError: 'lost',
	StoreLost: 'lost'
};

/** Looks through what Dexie wraps: an abort names its cause in `inner`; one without a cause is a connection cut off. */
export function saveErrorOf(error: unknown): SaveError {
	if (error instanceof StoreLost && error.how === 'taken-over') return 'closed';
	const names = namesOf(error);
	const named = names.map((name) => reasons[name]).filter((reason) => reason !== undefined);
	// A full disk comes wrapped in an abort or an unknown error: it is the one thing a person can do something about.
	if (named.includes('full')) return 'full';
	return named[0] ?? (names.at(-1) === 'AbortError' ? 'lost' : 'failed');
}

function namesOf(error: unknown): string[] {
	const names: string[] = [];
	for (let cause = error; cause instanceof Object && names.length < 5;) {
		const { name, inner } = cause as { name?: string; inner?: unknown };
		names.push(name ?? '');
		cause = inner;
	}
	return names;
}
