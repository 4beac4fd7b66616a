// Why a tap could not be kept. The reason is shown beside what was typed; nothing fails in silence (phone page LS).

/** `full`: no room on the phone. `closed`: this page gave the database up. `lost`: the browser lost it. `failed`: else. */
export type SaveError = 'full' | 'closed' | 'lost' | 'failed';

const reasons: Record<string, SaveError> = {
	QuotaExceededError: 'full',
	DatabaseClosedError: 'closed',
	InvalidStateError: 'lost',
	UnknownError: 'lost',
	OpenFailedError: 'lost',
	MissingAPIError: 'lost',
	NotFoundError: 'lost'
};

/** Looks through what Dexie wraps: an abort names its cause in `inner`. */
export function saveErrorOf(error: unknown): SaveError {
	for (let cause = error, depth = 0; cause instanceof Object && depth < 5; depth += 1) {
		const { name, inner } = cause as { name?: string; inner?: unknown };
		const reason = name === undefined ? undefined : reasons[name];
		if (reason !== undefined) return reason;
		cause = inner;
	}
	return 'failed';
}
