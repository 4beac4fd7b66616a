import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/answer.ts';
import type { HamletId, HouseholdId, MemberId } from '#domain/ids.ts';
import type { Visit } from '#domain/visit.ts';
import type { ListedHousehold, View } from '#phone/store/view.ts';
import { makeChecklist, makePerson, TODAY, type ListedPerson } from '../../../tests/support/register.ts';
import { DoorRows } from '../today/door-rows.ts';
import { lineOfHousehold } from './call-lines.ts';
import { cardsOf, doorsOf, dueOf, longChosen, notLatelyOf, oftenShutOf } from './lists.ts';

const DONG = 'dong' as HamletId;
const checklist = makeChecklist();
const allDone: Answers = Object.fromEntries(
	checklist.mainItems.map(({ code }) => [code, { status: 'done', evidence: 'said' } as const])
);

interface Door {
	people: ListedPerson[];
	visits?: Visit[];
	given?: Partial<ListedHousehold>;
}

/** A hamlet of these doors in walking order; answers by person id. */
function hamletOf(doors: Record<string, Door>, answers: Record<string, Answers> = {}): View {
	const households = Object.entries(doors).map(([id, { given }], at) => ({
		id: id as HouseholdId,
		hamlet: DONG,
		order: at,
		status: 'active' as const,
		...given
	}));
	const view: Partial<View> = {
		householdsOf: () => households,
		peopleOf: (id) => doors[id]?.people ?? [],
		checklist: () => checklist,
		get: () => undefined,
		changesOf: () => 0,
		factsOf: (id) => ({
			people: doors[id]?.people ?? [],
			answersByPerson: (person) => answers[person] ?? {},
			householdAnswers: {},
			visits: doors[id]?.visits ?? []
		})
	};
	// Of a view, as much as the lists read.
	return view as View;
}

/** A visit so many days before `TODAY`, at noon in Việt Nam. */
function visit(outcome: Visit['outcome'], daysAgo: number, due?: string): Visit {
	const at = Date.parse(`${TODAY}T05:00Z`) - daysAgo * 86_400_000;
	const when = due === undefined ? { at } : { at, due };
	return { household: 'x' as HouseholdId, by: 'm1' as MemberId, outcome, ...when };
}

describe('[F20] not seen for long', () => {
	const long = (doors: Record<string, Door>, answers: Record<string, Answers> = {}, days = 14) =>
		notLatelyOf(hamletOf(doors, answers), DONG, checklist, TODAY, days).map(
			({ household, people }) => `${household.id} ${people}`
		);
	const two = (id: string) => [makePerson(`${id}1`), makePerson(`${id}2`)];

	test('is who was found so many days ago, the longest first; a shut door since is no meeting', () => {
		const doors = {
			new: { people: two('n'), visits: [visit('met', 13)] },
			old: { people: two('o'), visits: [visit('met', 14), visit('not-home', 1)] },
			older: { people: two('p'), visits: [visit('follow-up', 40)] }
		};
		expect(long(doors)).toEqual(['older 2', 'old 2']);
		expect(long(doors, {}, 7)).toEqual(['older 2', 'old 2', 'new 2']);
		expect(long(doors, {}, 30)).toEqual(['older 2']);
	});

	test('counts who still lacks something, and leaves a household where nobody does', () => {
		const doors = { a: { people: two('a'), visits: [visit('met', 20)] } };
		expect(long(doors, { a1: allDone })).toEqual(['a 1']);
		expect(long(doors, { a1: allDone, a2: allDone })).toEqual([]);
	});

	test('puts last whom only answers tell of, and leaves who was never reached', () => {
		const doors = {
			told: { people: two('t') },
			never: { people: two('n'), visits: [visit('not-home', 20)] },
			seen: { people: two('s'), visits: [visit('met', 20)] }
		};
		expect(long(doors, { t1: { VN2: { status: 'not-yet' } } })).toEqual(['seen 2', 'told 2']);
	});

	test('leaves who said no, and who wants nothing written down', () => {
		const doors = {
			no: { people: two('a'), visits: [visit('met', 30), visit('refused', 20)] },
			nothing: { people: two('b'), visits: [visit('met', 30)], given: { noRecord: true } }
		};
		expect(long(doors)).toEqual([]);
	});

	test('is asked for in days that are offered; anything else is the middle one', () => {
		const asked = (query: string) => longChosen(new URL(`http://x/hamlet/not-lately${query}`));
		expect([asked('?n=7'), asked('?n=30'), asked('?n=8'), asked('')]).toEqual([7, 30, 14, 14]);
	});
});

describe('[F20] doors', () => {
	const ids = (list: { household: ListedHousehold }[]) => list.map(({ household }) => household.id);
	const doors = {
		tomorrow: { people: [makePerson('a')], visits: [visit('follow-up', 3, '2026-11-23')] },
		today: { people: [makePerson('b')], visits: [visit('follow-up', 3, TODAY)] },
		someday: { people: [makePerson('c')], visits: [visit('follow-up', 3)] },
		late: { people: [makePerson('d')], visits: [visit('follow-up', 9, '2026-11-15')] },
		shut: { people: [makePerson('e')], visits: [1, 2, 3].map((days) => visit('not-home', days)) },
		refused: {
			people: [makePerson('f')],
			visits: [visit('follow-up', 9, '2026-11-15')],
			given: { noRecord: true }
		}
	};
	const view = hamletOf(doors);
	const all = doorsOf(view, new DoorRows(view), DONG, checklist, TODAY);

	test('promised by today, the longest waited for first, and without a day last', () => {
		expect(ids(dueOf(all))).toEqual(['late', 'today', 'someday']);
	});

	test('found shut three times in a row', () => {
		expect(ids(oftenShutOf(all))).toEqual(['shut']);
	});
});

test('[F20] whose card may end, by the year of birth, this year or the next; who has left is not told', () => {
	const born = (id: string, year: number, given: Partial<ListedPerson> = {}) =>
		makePerson(id, { birth: { year }, ...given });
	const view = hamletOf({
		h: {
			people: [
				born('forty', 1986),
				born('soon', 1987),
				born('none', 1980),
				born('gone', 1986, { residence: { kind: 'moved', at: 1 } }),
				makePerson('unknown')
			]
		}
	});
	const who = (when: 'this-year' | 'next-year') =>
		cardsOf(view, DONG, TODAY, when).map(({ person }) => person.id);
	expect(who('this-year')).toEqual(['forty']);
	expect(who('next-year')).toEqual(['soon']);
});

test('[F20] a household is called by its head, or by whoever has a number, who is then named', () => {
	const head = makePerson('an', { name: 'Lê An', relation: 'head' });
	const wife = makePerson('thao', { name: 'Nguyễn Thị Thảo', phone: '0964365109' });
	const view = hamletOf({ h: { people: [head, wife], given: { address: 'số 3' } } });
	const [household] = view.householdsOf(DONG) as [ListedHousehold];
	expect(lineOfHousehold(view, household, 'Vắng nhà')).toMatchObject({
		name: 'Lê An',
		where: 'số 3',
		phone: '0964365109',
		callee: 'Nguyễn Thị Thảo'
	});
	const own = hamletOf({ h: { people: [{ ...head, phone: '0912345678' }, wife] } });
	const line = lineOfHousehold(own, household, '');
	expect([line.phone, line.callee]).toEqual(['0912345678', undefined]);
});

test('[F37] the line of a household that wants nothing written down goes on no paper', () => {
	const view = hamletOf({
		h: { people: [], given: { noRecord: true } },
		other: { people: [makePerson('an')] }
	});
	const lines = view.householdsOf(DONG).map((household) => lineOfHousehold(view, household, ''));
	expect(lines.map(({ isOffPaper }) => isOffPaper)).toEqual([true, undefined]);
});
