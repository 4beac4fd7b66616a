// A coverage in words: its rate, its denominator, and what is unknown. Unknown is never zero, and no rate stands alone.
import type { Day } from '#domain/calendar.ts';
import type { Coverage } from '#domain/coverage.ts';
import { rateOf } from '#domain/coverage.ts';
import { formatDay, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { askedOf } from './board.ts';

/** What a CoverageBar shows; shares 0–1. */
export interface CoverageWords {
	name: string;
	rate: string;
	detail: string;
	done: number;
	blocked: number;
}

/** `target`: how many are to have it, where somebody has said so. */
export function wordsOf(coverage: Coverage, target?: { count: number; by?: Day | undefined }): CoverageWords {
	const { item, eligible, done, blocked } = coverage;
	const share = (count: number) => (eligible === 0 ? 0 : count / eligible);
	return {
		name: item.name,
		rate: rateText(coverage),
		detail: [detailText(coverage), target && targetText(target, done)].filter(Boolean).join(' · '),
		done: share(done),
		blocked: share(blocked)
	};
}

/** Rounded to one decimal, less than this would read "0,0 %" although somebody has it. */
const LEAST_SHOWN = 0.001;

/** "71,4 %", or why there is no rate yet. */
export function rateText(coverage: Coverage): string {
	const rate = rateOf(coverage);
	if (rate === undefined) return m.board_nobody_eligible();
	if (askedOf(coverage) === 0) return m.board_nobody_asked();
	return percentText(rate);
}

export const percentText = (rate: number): string =>
	rate > 0 && rate < LEAST_SHOWN ? m.board_under({ rate: formatPercent(LEAST_SHOWN) }) : formatPercent(rate);

/** "452 trên 633 người từ 14 tuổi · vướng 58 · chờ VNeID 181 · chưa hỏi 23". */
function detailText(coverage: Coverage): string {
	const { eligible, approved, blocked, waiting, unasked } = coverage;
	const parts = [askedOf(coverage) === 0 ? everyoneOf(coverage) : doneText(coverage)];
	if (approved > 0) parts.push(m.board_approved({ count: formatNumber(approved) }));
	if (blocked > 0) parts.push(m.board_blocked({ count: formatNumber(blocked) }));
	if (waiting > 0) parts.push(m.board_waiting({ count: formatNumber(waiting) }));
	if (unasked > 0 && unasked < eligible) parts.push(m.board_unasked({ count: formatNumber(unasked) }));
	return parts.join(' · ');
}

/** "chỉ tiêu 500 trước hết ngày 31/12/2026, còn 48". */
function targetText({ count, by }: { count: number; by?: Day | undefined }, done: number): string {
	const target = formatNumber(count);
	const until =
		by === undefined ? m.board_target({ target }) : m.board_target_by({ target, day: formatDay(by) });
	const left = Math.max(0, count - done);
	return `${until}, ${left === 0 ? m.board_target_met() : m.board_target_left({ left: formatNumber(left) })}`;
}

function doneText(coverage: Coverage): string {
	return m.board_of({ done: formatNumber(coverage.done), all: everyoneOf(coverage) });
}

/** The denominator: "633 người từ 14 tuổi". */
function everyoneOf({ item, eligible }: Coverage): string {
	const count = formatNumber(eligible);
	if (item.of === 'household') return m.board_households({ count });
	return item.fromAge === undefined
		? m.board_people({ count })
		: m.board_people_from_age({ count, age: item.fromAge });
}
