import { describe, expect, it } from 'vitest';
import {
	itemWith,
	makeChecklist,
	makePerson,
	TODAY,
	type ListedPerson
} from '../../../tests/support/register.ts';
import type { Answers } from '#domain/answer.ts';
import type { GroupId, HamletId, HouseholdId, MemberId, PersonId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import type { Notice } from '#domain/notice.ts';
import type { VisitOutcome } from '#domain/visit.ts';
import type { ListedHousehold, ListedVisit } from '#phone/store/view.ts';
import {
	askedOf,
	assistsOf,
	boardOf,
	groupBoardsOf,
	itemBoardOf,
	otherItemsOf,
	sumOf,
	vneidOf,
	type BoardSource
} from './board.ts';
import { notReachedOf } from './not-reached.ts';

const HAMLET = 'dong' as HamletId;
const said = { status: 'done', evidence: 'said' } as const;
const checklist = makeChecklist();

interface Door {
	group?: string;
	people?: ListedPerson[];
	visits?: VisitOutcome[];
	answers?: Answers;
}

/** A hamlet of the given doors in walking order, with answers by person id. */
function makeHamlet(
	doors: Record<string, Door>,
	answers: Record<string, Answers> = {},
	notices: Notice[] = []
): BoardSource {
	const households = Object.entries(doors).map(([id, { group }], at): ListedHousehold => {
		const base = { id: id as HouseholdId, hamlet: HAMLET, order: at, status: 'active' } as const;
		return group === undefined ? base : { ...base, group: group as GroupId };
	});
	const peopleOf = (id: string) =>
		(doors[id]?.people ?? []).map((person) => ({ ...person, household: id as HouseholdId }));
	const visitsOf = (id: HouseholdId) =>
		(doors[id]?.visits ?? []).map((outcome, at): ListedVisit => ({
			id: `${id}${String(at)}`,
			household: id,
			outcome,
			at,
			by: 'm' as MemberId
		}));
	const answersByPerson = (id: PersonId) => answers[id] ?? {};
	const householdAnswersOf = (id: HouseholdId) => doors[id]?.answers ?? {};
	return {
		all: () => notices,
		commune: () => undefined,
		householdsOf: () => households,
		populationOf: () => ({ people: households.flatMap(({ id }) => peopleOf(id)), answersByPerson }),
		householdAnswersOf,
		factsOf: (id) => ({
			people: peopleOf(id),
			answersByPerson,
			householdAnswers: householdAnswersOf(id),
			visits: visitsOf(id)
		})
	};
}

const away = { residence: { kind: 'away' } } as const;

describe('[F20] the first screen of the board', () => {
	const hamlet = makeHamlet(
		{
			met: { people: [makePerson('an'), makePerson('binh', away)], visits: ['met'] },
			recorded: { people: [makePerson('cuc')] },
			closed: { people: [makePerson('dung')], visits: ['not-home'] },
			untouched: { people: [makePerson('em')] }
		},
		{ an: { VN2: said }, binh: { VN2: said }, cuc: { VN2: { status: 'not-yet' } } }
	);

	it('counts a household as reached when somebody opened or something was recorded', () => {
		expect(boardOf(hamlet, HAMLET, checklist, TODAY, false)).toMatchObject({ reached: 2, total: 4 });
	});

	it('proposes for tonight who was asked and has not got it yet, never who was not asked', () => {
		expect(boardOf(hamlet, HAMLET, checklist, TODAY, false).invite).toBe(1);
	});

	it('proposes nobody who does not want to be invited', () => {
		const word = {
			household: 'd',
			person: 'an',
			purpose: 'invite',
			textVersion: 1,
			how: 'spoken',
			by: 'hoa'
		};
		const asked = (kind: Notice['kind']) =>
			boardOf(
				makeHamlet({ d: { people: [makePerson('an')] } }, { an: { VN2: { status: 'not-yet' } } }, [
					{ ...word, kind, at: 1 } as Notice
				]),
				HAMLET,
				checklist,
				TODAY,
				false
			).invite;
		expect([asked('consent-given'), asked('refused')]).toEqual([1, 0]);
	});

	it('counts people away only when asked to, and always says how many they are', () => {
		const without = boardOf(hamlet, HAMLET, checklist, TODAY, false);
		const withThem = boardOf(hamlet, HAMLET, checklist, TODAY, true);
		expect(vneidOf(without)).toMatchObject({ eligible: 4, done: 1, countsAway: false });
		expect(vneidOf(withThem)).toMatchObject({ eligible: 5, done: 2, countsAway: true });
		expect([without.away, withThem.away]).toEqual([1, 1]);
	});

	it('keeps unknown apart from no', () => {
		const [vneid, portal] = boardOf(hamlet, HAMLET, checklist, TODAY, false).main;
		expect(vneid).toMatchObject({ done: 1, notYet: 1, unasked: 2 });
		expect(vneid && askedOf(vneid)).toBe(2);
		expect(portal && askedOf(portal)).toBe(0);
		expect(portal).toMatchObject({ notYet: 0, unasked: 1, waiting: 3 });
	});
});

describe('the commune as the sum of its hamlets', () => {
	it('adds households, people and every count of every mục chính', () => {
		const one = makeHamlet({ a: { people: [makePerson('an')], visits: ['met'] } }, { an: { VN2: said } });
		const other = makeHamlet({ b: { people: [makePerson('ba'), makePerson('bo')] } });
		const sum = sumOf([one, other].map((source) => boardOf(source, HAMLET, checklist, TODAY, false)));
		expect(sum).toMatchObject({ reached: 1, total: 2 });
		expect(vneidOf(sum)).toMatchObject({ eligible: 3, done: 1, unasked: 2 });
		expect(sum.main).toHaveLength(checklist.mainItems.length);
	});

	it('is empty without hamlets', () => {
		expect(sumOf([])).toEqual({ reached: 0, total: 0, invite: 0, away: 0, main: [] });
	});
});

describe('the board by group', () => {
	it('follows the walk, and puts households without a group last', () => {
		const hamlet = makeHamlet({
			stray: { people: [makePerson('x')] },
			a1: { group: 'two', people: [makePerson('an')], visits: ['met'] },
			b1: { group: 'one', people: [makePerson('ba')] },
			a2: { group: 'two', people: [makePerson('bo')] }
		});
		const groups = groupBoardsOf(hamlet, HAMLET, checklist, TODAY, false);
		expect(groups.map(({ group, reached, total }) => [group, reached, total])).toEqual([
			['two', 1, 2],
			['one', 0, 1],
			[undefined, 0, 1]
		]);
		expect(groups.map((group) => vneidOf(group)?.eligible)).toEqual([2, 1, 1]);
	});
});

describe('[F20] one item by group', () => {
	const hamlet = makeHamlet(
		{
			stray: { people: [makePerson('x')], answers: { CQ: said } },
			a1: { group: 'two', people: [makePerson('an')] },
			b1: { group: 'one', people: [makePerson('ba'), makePerson('be', { birth: { year: 2020 } })] },
			a2: { group: 'two', people: [makePerson('bo', { residence: { kind: 'away' } })], answers: { CQ: said } }
		},
		{ an: { SIM: said }, bo: { SIM: said } }
	);
	const figures = (item: ListedItem, countsAway = false) => {
		const { all, groups } = itemBoardOf(hamlet, HAMLET, item, TODAY, countsAway);
		return [
			`${all.done}/${all.eligible}`,
			...groups.map(({ group = 'none', coverage: { done, eligible } }) => `${group} ${done}/${eligible}`)
		];
	};

	it('counts each group’s people against those of it that the item is for', () => {
		expect(figures(itemWith('SIM'))).toEqual(['1/3', 'two 1/1', 'one 0/1', 'none 0/1']);
		expect(figures(itemWith('SIM'), true)).toEqual(['2/4', 'two 2/2', 'one 0/1', 'none 0/1']);
	});

	it('counts households where it is theirs', () => {
		expect(figures(itemWith('CQ'))).toEqual(['2/4', 'two 1/2', 'one 0/1', 'none 1/1']);
	});
});

describe('[F1] households not reached', () => {
	it('begin with those found closed three times in a row, then follow the walk', () => {
		const hamlet = makeHamlet({
			first: {},
			met: { visits: ['met'] },
			twice: { visits: ['not-home', 'not-home'] },
			thrice: { visits: ['not-home', 'not-home', 'not-home'] }
		});
		const list = notReachedOf(hamlet, HAMLET, checklist, TODAY);
		expect(list.map(({ household, timesNotHome }) => [household.id, timesNotHome])).toEqual([
			['thrice', 3],
			['first', 0],
			['twice', 2]
		]);
	});

	it('stand with those that were begun and then found closed three times, unless all there is asked', () => {
		const thrice = ['not-home', 'not-home', 'not-home'] as const;
		const hamlet = makeHamlet(
			{
				untouched: { people: [makePerson('an')] },
				begun: { people: [makePerson('binh')], visits: [...thrice] },
				met: { people: [makePerson('cuc')], visits: ['met', ...thrice] },
				asked: { people: [makePerson('dung')], visits: [...thrice] }
			},
			{ binh: { VN2: said }, dung: { VN2: said, DVC1: said, SK: said, MM: said, ATM: said } }
		);
		const list = notReachedOf(hamlet, HAMLET, checklist, TODAY);
		expect(list.map(({ household, isBegun }) => [household.id, isBegun])).toEqual([
			['begun', true],
			['met', true],
			['untouched', false]
		]);
		const { reached, total } = boardOf(hamlet, HAMLET, checklist, TODAY, false);
		expect(list.filter(({ isBegun }) => !isBegun)).toHaveLength(total - reached);
	});
});

describe('the other items', () => {
	it('count persons and households apart', () => {
		const hamlet = makeHamlet(
			{ a: { people: [makePerson('an')], answers: { CQ: said } }, b: {} },
			{ an: { SIM: said } }
		);
		const { ofPersons, ofHouseholds } = otherItemsOf(hamlet, HAMLET, checklist, TODAY, false);
		expect(ofPersons.find(({ item }) => item.code === 'SIM')).toMatchObject({ eligible: 1, done: 1 });
		expect(ofHouseholds.find(({ item }) => item.code === 'CQ')).toMatchObject({
			eligible: 2,
			done: 1,
			unasked: 1
		});
	});

	it('count lượt that stand, for the people of this hamlet only', () => {
		const assists = [
			{ person: 'an' as PersonId, item: 'DVC2' },
			{ person: 'an' as PersonId, item: 'DVC2' },
			{ person: 'an' as PersonId, item: 'DVC2', voided: true },
			{ person: 'an' as PersonId, item: 'VN2' },
			{ person: 'elsewhere' as PersonId, item: 'DVC2' }
		];
		expect(assistsOf(itemWith('DVC2'), new Set(['an' as PersonId]), assists)).toBe(2);
	});
});
