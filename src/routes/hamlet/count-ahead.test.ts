import { afterEach, expect, test, vi } from 'vitest';
import type { HamletId, HouseholdId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';
import { makeChecklist, TODAY } from '../../../tests/support/register.ts';
import { countAhead } from './count-ahead.ts';
import { keptBoard } from './kept-board.ts';

const DONG = 'dong' as HamletId;
const checklist = makeChecklist();

/** Five empty households, and of which of them anything was asked. */
function hamletOfFive(): { view: View; asked: string[]; walked: () => number } {
	const asked: string[] = [];
	let walks = 0;
	const households = ['h1', 'h2', 'h3', 'h4', 'h5'].map((id) => ({ id: id as HouseholdId }));
	const view: Partial<Record<keyof View, unknown>> = {
		all: () => [],
		commune: () => undefined,
		changes: () => 0,
		changesOf: () => 0,
		checklist: () => checklist,
		householdsOf: () => {
			walks += 1;
			return households;
		},
		factsOf: (id: string) => {
			asked.push(id);
			return { people: [], answersByPerson: () => ({}), householdAnswers: {}, visits: [] };
		}
	};
	// Of a view, as much as the board reads.
	return { view: view as unknown as View, asked, walked: () => walks };
}

afterEach(() => {
	vi.unstubAllGlobals();
});

test('a phone at rest counts a few households at a time, and the board asks for none of them again', () => {
	const waiting: IdleRequestCallback[] = [];
	vi.stubGlobal('requestIdleCallback', (work: IdleRequestCallback) => waiting.push(work));
	const { view, asked, walked } = hamletOfFive();
	countAhead(view, [DONG], TODAY);
	expect(asked).toEqual([]);
	const rests: string[][] = [];
	for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
		const before = asked.length;
		let left = 2;
		work({ didTimeout: false, timeRemaining: () => left-- });
		rests.push([...new Set(asked.slice(before))]);
	}
	// With the last household it adds them up.
	expect(rests).toEqual([['h1', 'h2'], ['h3', 'h4'], ['h5'], []]);
	asked.length = 0;
	const walks = walked();
	expect(keptBoard(view, DONG, TODAY, false)).toMatchObject({ reached: 0, total: 5 });
	expect(asked).toEqual([]);
	expect(walked()).toBe(walks);
});

test('a browser that does not tell when it is at rest counts when the board is opened', () => {
	const { view, asked } = hamletOfFive();
	countAhead(view, [DONG], TODAY);
	expect(asked).toEqual([]);
});
