import { describe, expect, test } from 'vitest';
import type { HamletId, HouseholdId, MemberId, PersonId } from '#domain/ids.ts';
import type { Campaign } from '#domain/programme.ts';
import type { Visit } from '#domain/visit.ts';
import type { View } from '#phone/store/view.ts';
import { itemWith, makePerson } from '../../../tests/support/register.ts';
import { itemChangesOf, periodOf, reachChangeOf } from './change.ts';

const DONG = 'dong' as HamletId;
const TODAY = '2026-11-22';
/** Noon in Việt Nam. */
const noon = (day: string) => Date.parse(`${day}T05:00Z`);

function visit(day: string, outcome: Visit['outcome'] = 'met', voided = false): Visit {
	return { household: 'h' as HouseholdId, by: 'm' as MemberId, at: noon(day), outcome, voided };
}

/** A hamlet of doors with these visits; of those in `told` there are answers. */
function change(doors: Record<string, Visit[]>, told: readonly string[] = []) {
	const view = {
		householdsOf: () => Object.keys(doors).map((id) => ({ id })),
		factsOf: (id: string) => ({
			people: [makePerson(id)],
			answersByPerson: () => (told.includes(id) ? { VN2: { status: 'not-yet' } } : {}),
			householdAnswers: {},
			visits: doors[id] ?? []
		})
		// Of a view, as much as the line reads.
	} as unknown as View;
	return reachChangeOf(view, DONG, '2026-11-20', TODAY);
}

describe('[F20] households reached, day by day', () => {
	test('each counts once, on the day on which somebody was first found there', () => {
		const { days, total } = change({
			before: [visit('2026-11-02'), visit('2026-11-21')],
			twice: [visit('2026-11-20'), visit('2026-11-22')],
			today: [visit('2026-11-21', 'not-home'), visit('2026-11-22', 'follow-up')],
			never: [visit('2026-11-22', 'not-home')]
		});
		expect(days).toEqual([
			{ day: '2026-11-19', added: 0, sum: 1 },
			{ day: '2026-11-20', added: 1, sum: 2 },
			{ day: '2026-11-21', added: 0, sum: 2 },
			{ day: '2026-11-22', added: 1, sum: 3 }
		]);
		expect(total).toBe(4);
	});

	test('a visit that was taken back brings nothing, and one late at night is of its own day here', () => {
		const late = { ...visit(TODAY), at: Date.parse('2026-11-21T17:30Z') };
		const { days } = change({ void: [visit('2026-11-20', 'met', true)], late: [late] });
		expect(days.map(({ added }) => added)).toEqual([0, 0, 0, 1]);
	});

	test('what only answers tell of has no day: it is told apart and moves no point', () => {
		const { days, undated } = change({ told: [], shut: [visit('2026-11-21', 'not-home')] }, ['told', 'shut']);
		expect(undated).toBe(2);
		expect(days.at(-1)?.sum).toBe(0);
	});
});

describe('[F20] since when', () => {
	const campaign = (from: string, until: string): Campaign & { id: string } => ({
		id: from,
		name: 'Đợt',
		from,
		until,
		mainItems: [],
		forces: []
	});

	test('since the campaign that runs began, else the last fortnight, today among it', () => {
		expect(periodOf([campaign('2026-11-10', '2026-11-30')], TODAY).from).toBe('2026-11-10');
		expect(periodOf([campaign('2026-11-10', '2026-11-20')], TODAY)).toEqual({ from: '2026-11-09' });
	});
});

test('[F20] a person counts for an item on the day of the first help with it', () => {
	const [an, ba] = ['an', 'ba'] as [PersonId, PersonId];
	const help = (person: string, item: string, day: string, voided = false) => ({
		person: person as PersonId,
		item,
		at: noon(day),
		voided
	});
	const assists = [
		help('an', 'VN2', TODAY),
		help('an', 'VN2', '2026-11-21'),
		help('ba', 'VN2', TODAY),
		help('ba', 'SK', TODAY, true),
		help('elsewhere', 'VN2', TODAY),
		help('an', 'SK', '2026-11-01')
	];
	const items = [itemWith('VN2'), itemWith('SK')];
	const changes = itemChangesOf(items, new Set([an, ba]), assists, '2026-11-20', TODAY);
	expect(changes.map(({ item, today, since }) => [item.code, today, since])).toEqual([
		['VN2', 1, 2],
		['SK', 0, 0]
	]);
});
