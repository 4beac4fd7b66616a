// The two reassurances: "Đã lưu trên máy" the moment it is durable, "Xã đã nhận" when the server has it on disk.
import { dayOf, type Instant } from '#domain/calendar.ts';
import { capitalised, formatDay, formatNumber, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';

/** What the store knows of its own safety; a part of its status. */
export interface SavingFacts {
	saving: boolean;
	saveError?: 'full' | 'closed' | 'lost' | 'failed';
	/** Changes ever recorded on this phone. */
	recorded: number;
	/** Changes and households not yet handed in. */
	unsentOps: number;
	unsentHouseholds: number;
	/** Changes the server could not use: to be looked at. */
	review: number;
	lastReceivedAt?: Instant | undefined;
}

/** What a StateLine shows. */
export interface SavingState {
	tone: 'safe' | 'waiting' | 'busy' | 'trouble';
	text: string;
}

/** Where a page is being written on: only whether the phone holds it counts there. */
export function stateAtTheDoor(facts: SavingFacts): SavingState {
	return trouble(facts) ?? { tone: 'safe', text: m.ui_saved() };
}

/** Everywhere else: what has not been handed in, or since when all is received. `commune`: the commune's own word, "xã". */
export function stateOfHandingIn(facts: SavingFacts, commune: string, now: Instant): SavingState {
	const first = trouble(facts);
	if (first) return first;
	if (facts.unsentOps > 0) return { tone: 'waiting', text: unsentText(facts) };
	if (facts.review > 0)
		return { tone: 'trouble', text: m.ui_needs_review({ entries: formatNumber(facts.review) }) };
	const at = facts.lastReceivedAt;
	if (at === undefined) return { tone: 'safe', text: facts.recorded > 0 ? m.ui_saved() : m.ui_ready() };
	const word = capitalised(commune);
	const today = dayOf(at) === dayOf(now);
	return {
		tone: 'safe',
		text: today
			? m.ui_all_received({ commune: word, time: formatTime(at) })
			: m.ui_all_received_on({ commune: word, day: formatDay(dayOf(at)) })
	};
}

// Nothing is said to be safe that may not be: a browser that lost its database may have lost the rest too.
const notSaved = {
	full: m.ui_not_saved_full,
	closed: m.ui_not_saved_reopen,
	lost: m.ui_not_saved_reopen,
	failed: m.ui_not_saved
};

function trouble(facts: SavingFacts): SavingState | undefined {
	if (facts.saveError !== undefined) return { tone: 'trouble', text: notSaved[facts.saveError]() };
	return facts.saving ? { tone: 'busy', text: m.ui_saving() } : undefined;
}

function unsentText({ unsentHouseholds, unsentOps }: SavingFacts): string {
	const entries = formatNumber(unsentOps);
	if (unsentHouseholds === 0) return m.ui_unsent_entries({ entries });
	return m.ui_unsent({ households: formatNumber(unsentHouseholds), entries });
}
