import { expect, test } from 'vitest';
import type { HamletId, HouseholdId, MemberId, PersonId, SessionId } from '#domain/ids.ts';
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

function workOf(
	visits: ReturnType<typeof visit>[],
	assists: (ReturnType<typeof assist> & { session?: SessionId })[] = [],
	rows: Record<string, unknown[]> = {}
) {
	const ids = ['a', 'b', 'c'];
	const source = {
		householdsOf: () => ids.map((id) => ({ id })),
		visitsOf: (id: string) => visits.filter(({ household }) => household === id),
		standingPerson: (id: string) => id,
		populationOf: () => ({ people: [{ id: 'p1' }, { id: 'p2' }] }),
		all: (c: string) => (c === 'assists' ? assists : (rows[c] ?? []))
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
	expect(workOf(visits)).toMatchObject({ visited: 1, assists: 0 });
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
	expect(workOf([], assists)).toMatchObject({ visited: 0, assists: 2 });
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
	const summary = summaryOf('Thôn Đông', board(), { visited: 12, assists: 9, sessions: [] }, NOW);
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
	const { lines } = summaryOf(
		'Thôn Đông',
		board({ reached: 247 }),
		{ visited: 0, assists: 0, sessions: [] },
		NOW
	);
	expect(lines).toEqual(['Hôm nay chưa ghi nhà nào.', 'Đã đến 247/247 hộ.']);
});

test('[F24] what the figures may lack goes out with them, as the last line', () => {
	const lack = '3 người chưa gửi: số liệu có thể thiếu.';
	const summary = summaryOf('Thôn Đông', board(), { visited: 12, assists: 9, sessions: [] }, NOW, lack);
	expect(textOf(summary).split('\n').slice(-2)).toEqual(['Số liệu lúc 19:42, theo các máy đã gửi.', lack]);
});

test('[F21] the day’s sessions are told with who came and was helped, not one that nobody came to or that was dropped', () => {
	const session = (id: string, more: object = {}) => ({
		...{ id, hamlet: DONG, kind: 'evening', place: 'x', day: DAY },
		...more
	});
	const came = (to: string, person: string) => ({ session: to, person, at: NOW, by: 'm' });
	const { sessions } = workOf([], [{ ...assist('guest'), session: 's1' as SessionId }], {
		sessions: [
			session('s1'),
			session('s2', { kind: 'training' }),
			session('s3'),
			session('s4', { voided: true }),
			session('s5', { day: '2026-11-28' })
		],
		attendance: [
			came('s1', 'p1'),
			came('s1', 'guest'),
			{ ...came('s1', 'p2'), voided: true },
			came('s2', 'p2'),
			came('s4', 'p1'),
			came('s5', 'p1')
		]
	});
	expect(sessions).toEqual([
		{ kind: 'evening', came: 2, helped: 1 },
		{ kind: 'training', came: 1, helped: 0 }
	]);
	expect(summaryOf('Thôn Đông', board(), { visited: 12, assists: 9, sessions }, NOW).lines).toEqual([
		'Hôm nay đến 12 nhà, giúp 9 lượt.',
		'Mỗi đêm 1 giờ: 2 người đến, giúp 1 người.',
		'Tập huấn: 1 người đến, giúp 0 người.',
		'Đã đến 180/247 hộ.',
		'Còn 67 hộ.'
	]);
});

test('a line of the picture breaks between words, and a word that is too long stands alone', () => {
	const widthOf = (row: string) => row.length * 100;
	expect(rowsOf('một hai ba bốn', widthOf)).toEqual(['một hai', 'ba bốn']);
	expect(rowsOf('một-từ-rất-dài-không-ngắt hai', widthOf)).toEqual(['một-từ-rất-dài-không-ngắt', 'hai']);
});
