// The figures of the boards as the screens compute them, by the names under which the checker in SQL counts them.
import type { Coverage } from '#domain/coverage.ts';
import type { Day } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';
import { blockedOf } from '../../src/routes/hamlet/blocked.ts';
import { assistsOf } from '../../src/routes/hamlet/board.ts';
import {
	keptBoard,
	keptGroupBoards,
	keptNotReached,
	keptOtherItems
} from '../../src/routes/hamlet/kept-board.ts';
import type { Figures } from './sql-figures.ts';

export function figuresOfBoards(view: View, today: Day): Figures {
	const figures: Figures = {};
	for (const { id } of view.hamlets()) {
		addFigures(figures, view, id, today, false);
		addFigures(figures, view, id, today, true);
	}
	return figures;
}

function addFigures(figures: Figures, view: View, hamlet: HamletId, today: Day, countsAway: boolean): void {
	const add = (numbers: Record<string, number>, ...names: string[]) => {
		for (const [name, value] of Object.entries(numbers))
			if (value !== 0) figures[[...names, ...(countsAway ? ['with away'] : []), name].join(' · ')] = value;
	};
	const checklist = view.checklist(today);
	const board = keptBoard(view, hamlet, today, countsAway);
	const others = keptOtherItems(view, hamlet, today, countsAway);
	const items = [...checklist.mainItems, ...checklist.otherItems];
	for (const coverage of [...board.main, ...others.ofPersons])
		add(countsOf(coverage), 'item', hamlet, coverage.item.code);
	for (const { group, main } of keptGroupBoards(view, hamlet, today, countsAway))
		for (const coverage of main)
			add(countsOf(coverage), 'item by group', hamlet, group ?? '', coverage.item.code);
	for (const { reason, people } of blockedOf(view, hamlet, items, today, countsAway))
		add({ people: people.length }, 'blocked by reason', hamlet, reason);
	// What does not turn on who is away is counted once.
	if (countsAway) return;
	const { total, reached, invite, away } = board;
	add({ total, reached }, 'board', hamlet);
	add({ away }, 'away', hamlet);
	add({ invite }, 'invite', hamlet);
	for (const { group, ...reach } of keptGroupBoards(view, hamlet, today, countsAway))
		add({ total: reach.total, reached: reach.reached }, 'group', hamlet, group ?? '');
	const notReached = keptNotReached(view, hamlet, today);
	add(
		{ listed: notReached.length, begun: notReached.filter(({ isBegun }) => isBegun).length },
		'not reached',
		hamlet
	);
	for (const { item, eligible, done, notYet, blocked, unasked } of others.ofHouseholds)
		add({ eligible, done, notYet, blocked, unasked }, 'household item', hamlet, item.code);
	const people = new Set(view.populationOf(hamlet).people.map(({ id }) => id));
	for (const item of items)
		add({ assists: assistsOf(item, people, view.all('assists')) }, 'assists', hamlet, item.code);
}

const countsOf = ({ item: _, countsAway: __, ...counts }: Coverage): Record<string, number> => counts;
