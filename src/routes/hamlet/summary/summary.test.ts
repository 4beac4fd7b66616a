import { expect, test } from 'vitest';
import type { HamletId, HouseholdId, MemberId, PersonId } from '#domain/ids.ts';
import type { VisitOutcome } from '#domain/visit.ts';
import { itemWith } from '../../../../tests/support/register.ts';
import type { Board } from '../board.ts';
import { rowsOf } from './summary-picture.ts';
import { dayWorkOf, summaryOf, textOf } from './summary.ts';

const DONG = 'dong' as HamletId;
/** 19:42 of 29/11/2026 in Việt Nam. */
const NOW = Date.UTC(2026, 10, 29, 12, 42);
const DAY = '2026-11-29';
const HOUR = 3_600_000;

const visit = (household: string, outcome: VisitOutcome, at = NOW, voided = false) => ({
	id: `${household}-${at}`,
	household: household as HouseholdId,
	outcome,
	at,
	by: 'm' as MemberId,
	voided
});
const assist = (person: string, at = NOW, voided = false) => ({
	person: person as PersonId,
	item: 'VN2',
	by: 'm' as MemberId,
	at,
	voided
});

function workOf(visits: ReturnType<typeof visit>[], assists: ReturnType<typeof assist>[] = []) {
	const ids = ['a', 'b', 'c'];
	const source = {
		householdsOf: () => ids.map((id) => ({ id })),
		visitsOf: (id: string) => visits.filter(({ household }) => household === id),
		populationOf: () => ({ people: [{ id: 'p1' }, { id: 'p2' }] }),
		all: () => assists
		// Of a view, as much as the summary reads.
	} as unknown as Parameters<typeof dayWorkOf>[0];
	return dayWorkOf(source, DONG, DAY);
}

test('[F23] a household where somebody was found today counts once, a closed door and a visit taken back do not', () => {
	const visits = [
		visit('a', 'met'),
		visit('a', 'follow-up', NOW - HOUR),
		visit('b', 'not-home'),
		visit('b', 'met', NOW - 24 * HOUR),
		visit('c', 'met', NOW, true)
	];
	expect(workOf(visits)).toEqual({ visited: 1, assists: 0 });
	expect(workOf([...visits, visit('c', 'refused')]).visited).toBe(2);
});

test('[F23] helps given today to people of the hamlet count, those taken back or given elsewhere do not', () => {
	const assists = [
		assist('p1'),
		assist('p1', NOW - HOUR),
		assist('p2', NOW - 24 * HOUR),
		assist('p2', NOW, true),
		assist('elsewhere')
	];
	expect(workOf([], assists)).toEqual({ visited: 0, assists: 2 });
});

const board = (given: Partial<Board> = {}): Board => ({
	reached: 180,
	total: 247,
	invite: 23,
	away: 4,
	main: [
		{
			item: itemWith('VN2'),
			eligible: 741,
			done: 512,
			notYet: 100,
			approved: 0,
			blocked: 58,
			waiting: 0,
			unasked: 71,
			flagged: 0,
			countsAway: false
		}
	],
	...given
});

test('[F23] the text says what was done today, how far the hamlet is, each rate with its denominator, and as of when', () => {
	const summary = summaryOf('Thôn Đông', board(), { visited: 12, assists: 9 }, NOW);
	expect(textOf(summary).split('\n')).toEqual([
		'Thôn Đông · 29/11/2026',
		'Hôm nay đến 12 nhà, giúp 9 lượt.',
		'Đã đến 180/247 hộ.',
		'Còn 67 hộ.',
		'',
		expect.stringMatching(/^• .+: 69,1\u00a0% \(512 trên 741 người từ 14 tuổi · vướng 58 · chưa hỏi 71\)$/),
		'',
		'Số liệu lúc 19:42, theo các máy đã gửi.'
	]);
});

test('[F23] a day without work, and a hamlet reached to the end, are said as they are', () => {
	const { lines } = summaryOf('Thôn Đông', board({ reached: 247 }), { visited: 0, assists: 0 }, NOW);
	expect(lines).toEqual(['Hôm nay chưa ghi nhà nào.', 'Đã đến 247/247 hộ.']);
});

test('[F24] what the figures may lack goes out with them, as the last line', () => {
	const lack = '3 người chưa gửi: số liệu có thể thiếu.';
	const summary = summaryOf('Thôn Đông', board(), { visited: 12, assists: 9 }, NOW, lack);
	expect(textOf(summary).split('\n').slice(-2)).toEqual(['Số liệu lúc 19:42, theo các máy đã gửi.', lack]);
});

test('a line of the picture breaks between words, and a word that is too long stands alone', () => {
	const widthOf = (row: string) => row.length * 100;
	expect(rowsOf('một hai ba bốn', widthOf)).toEqual(['một hai', 'ba bốn']);
	expect(rowsOf('một-từ-rất-dài-không-ngắt hai', widthOf)).toEqual(['một-từ-rất-dài-không-ngắt', 'hai']);
});
