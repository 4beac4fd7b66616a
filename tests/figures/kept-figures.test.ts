// What a phone has kept of its boards from one look to the next, against the same counted anew, while an evening is played by
// chance.
import { expect, test } from 'vitest';
import { dayOf } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';
import { boardOf, groupBoardsOf, otherItemsOf } from '../../src/routes/hamlet/board.ts';
import { notReachedOf } from '../../src/routes/hamlet/not-reached.ts';
import {
	keptBoard,
	keptGroupBoards,
	keptNotReached,
	keptOtherItems
} from '../../src/routes/hamlet/kept-board.ts';
import { keptDoors, keptNotLately } from '../../src/routes/hamlet/kept-lists.ts';
import { doorsOf, notLatelyOf } from '../../src/routes/hamlet/lists.ts';
import { DoorRows } from '../../src/routes/today/door-rows.ts';
import { TestServer } from '../support/test-server.ts';
import { playAtSample } from './play-at-sample.ts';

/** So few that an evening's visits are on the list as well. */
const DAYS = 0;

const kept = (view: View, hamlet: HamletId, today: string): unknown[] => [
	keptBoard(view, hamlet, today, false),
	keptGroupBoards(view, hamlet, today, false),
	keptOtherItems(view, hamlet, today, false),
	keptNotReached(view, hamlet, today),
	keptNotLately(view, hamlet, today, DAYS),
	keptDoors(view, hamlet, today)
];

function countedAnew(view: View, hamlet: HamletId, today: string): unknown[] {
	const checklist = view.checklist(today);
	return [
		boardOf(view, hamlet, checklist, today, false),
		groupBoardsOf(view, hamlet, checklist, today, false),
		otherItemsOf(view, hamlet, checklist, today, false),
		notReachedOf(view, hamlet, checklist, today),
		notLatelyOf(view, hamlet, checklist, today, DAYS),
		doorsOf(view, new DoorRows(view), hamlet, checklist, today)
	];
}

test('[F20] what is kept of a board is what is counted anew, whatever was recorded or came down meanwhile', async () => {
	const server = await TestServer.startWithSample();
	let looks = 0;
	try {
		await playAtSample(server, 500, 3, (view, now) => {
			const hamlet = view.hamlets().find(({ id }) => view.holdsAllOf(id))?.id;
			if (hamlet === undefined) throw new Error('a phone holds no hamlet');
			expect(kept(view, hamlet, dayOf(now))).toEqual(countedAnew(view, hamlet, dayOf(now)));
			looks += 1;
		});
	} finally {
		await server.stop();
	}
	expect(looks).toBe(500);
}, 60_000);
