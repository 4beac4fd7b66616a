import { describe, expect, test } from 'vitest';
import { answersFrom, makeChecklist, makePerson, TODAY } from '../../../tests/support/register.ts';
import type { Answers } from './answer.ts';
import type { HouseholdId, MemberId, PersonId } from './ids.ts';
import type { Person } from './person.ts';
import { periodOf, ReportFigures } from './report.ts';
import { reportFigures, type ReportFacts } from './report-figures.ts';
import type { Assist, Visit } from './visit.ts';

const NOVEMBER = periodOf('2026-11', 'month');
const said = { status: 'done', evidence: 'said' } as const;
const at = (text: string) => Date.parse(`${text}+07:00`);

const visit = (given: Partial<Visit>): Visit => ({
	...{ household: 'h1' as HouseholdId, outcome: 'met', at: at('2026-11-10T19:00'), by: 'hoa' as MemberId },
	...given
});
const assist = (person: string, item: string, given: Partial<Assist> = {}): Assist => ({
	...{ person: person as PersonId, item, by: 'hoa' as MemberId, at: at('2026-11-10T19:00') },
	...given
});

interface Given {
	people?: Record<string, Partial<Person>>;
	answers?: Record<string, Answers>;
	visits?: Visit[][];
	householdAnswers?: Answers[];
	assists?: Assist[];
	sessions?: ReportFacts['sessions'];
	team?: string[];
	targets?: Record<string, number>;
}

function figuresOf(given: Given): ReportFigures {
	const { people = {}, answers = {}, visits = [], householdAnswers = [], assists = [] } = given;
	const { sessions = [], team = [], targets = {} } = given;
	const answersByPerson = answersFrom(answers);
	const doors = Array.from({ length: Math.max(visits.length, householdAnswers.length) }, (_, door) => ({
		...{ people: [], answersByPerson },
		householdAnswers: householdAnswers[door] ?? {},
		visits: visits[door] ?? []
	}));
	const listed = Object.entries(people).map(([id, one]) => makePerson(id, one));
	return reportFigures(
		{
			...{ doors, assists, sessions, team: team as MemberId[] },
			population: { people: listed, answersByPerson },
			targetOf: (item) => targets[item]
		},
		makeChecklist(),
		NOVEMBER,
		TODAY
	);
}

describe('[F26] what a report counts', () => {
	test('households reached in the period stand apart from those reached at all, and lượt from both', () => {
		const figures = figuresOf({
			visits: [
				[visit({}), visit({ at: at('2026-11-12T20:00') })],
				[visit({ at: at('2026-10-31T23:59') })],
				[visit({ outcome: 'not-home' })],
				[visit({ voided: true })],
				[visit({ at: at('2026-12-01T00:00') })]
			]
		});
		expect(figures).toMatchObject({ households: 5, reached: 3, reachedInPeriod: 1, visitsInPeriod: 3 });
	});

	test('a help is a lượt, its person counts once, of each item and of all', () => {
		const figures = figuresOf({
			people: { an: {}, binh: {} },
			assists: [
				assist('an', 'VN2'),
				assist('an', 'DVC2'),
				assist('an', 'DVC2'),
				assist('binh', 'DVC2'),
				assist('binh', 'DVC2', { voided: true }),
				assist('binh', 'VN2', { at: at('2026-12-01T00:00') })
			]
		});
		expect(figures).toMatchObject({ assists: 4, helped: 2 });
		expect(figures).toMatchObject({ 'assists.DVC2': 3, 'helped.DVC2': 2, 'assists.VN2': 1, 'helped.VN2': 1 });
	});

	test('people by age, who is far away among them; who moved or died is none', () => {
		const figures = figuresOf({
			people: {
				an: {},
				child: { birth: { year: 2020 } },
				teen: { birth: { year: 2010 } },
				away: { residence: { kind: 'away' } },
				gone: { residence: { kind: 'moved', at: 1 } },
				unknown: { birth: undefined }
			}
		});
		expect(figures).toMatchObject({ people: 5, away: 1, from14: 3, from18: 2, withoutBirth: 1 });
	});

	test('every item carries its denominator and its target; what nobody was asked about is left out but for the mục chính', () => {
		const figures = figuresOf({
			people: { an: {}, binh: {}, away: { residence: { kind: 'away' } } },
			answers: { an: { VN2: said }, binh: { VN2: { status: 'not-yet', stage: 'approved' }, TK: said } },
			householdAnswers: [{ CQ: said }, {}],
			targets: { VN2: 9 }
		});
		expect(figures).toMatchObject({
			...{ 'item.VN2.eligible': 2, 'item.VN2.done': 1, 'item.VN2.approved': 1, 'item.VN2.target': 9 },
			...{ 'item.ATM.eligible': 2, 'item.ATM.unasked': 2 },
			...{ 'item.TK.eligible': 2, 'item.TK.done': 1 },
			...{ 'item.CQ.eligible': 2, 'item.CQ.done': 1 }
		});
		expect(figures).not.toHaveProperty(['item.KNS.eligible']);
	});

	test('a bank account or mobile money is a payment account', () => {
		const no = { status: 'not-yet' } as const;
		const figures = figuresOf({
			people: { an: {}, binh: {}, cuc: {}, child: { birth: { year: 2020 } } },
			answers: { an: { TK: said }, binh: { MM: said, TK: no }, cuc: { TK: no, MM: no } }
		});
		expect(figures).toMatchObject({ 'account.eligible': 3, 'account.done': 2, 'account.unasked': 0 });
	});

	test('a member’s day is one workday, with whom she came along; of a stranger none', () => {
		const companions = ['binh' as MemberId];
		const figures = figuresOf({
			people: { an: {} },
			visits: [
				[visit({ companions }), visit({ at: at('2026-11-10T20:00') }), visit({ by: 'far' as MemberId })]
			],
			assists: [assist('an', 'VN2', { at: at('2026-11-11T19:00') })],
			team: ['hoa', 'binh', 'sen']
		});
		expect(figures).toMatchObject({ members: 3, membersActive: 2, workdays: 3 });
	});

	test('who is blocked counts once for a reason', () => {
		const blocked = (reason: 'V01' | 'V05') => ({ status: 'blocked', reason }) as const;
		const figures = figuresOf({
			people: { an: {}, binh: {} },
			answers: {
				an: { VN2: blocked('V01'), MM: blocked('V01'), SIM: blocked('V05') },
				binh: { VN2: blocked('V01') }
			}
		});
		expect(figures).toMatchObject({ 'blocked.V01': 2, 'blocked.V05': 1 });
	});

	test('sessions and trainings by their kind', () => {
		const sessions = [
			{ kind: 'evening', came: 20 },
			{ kind: 'evening', came: 6 },
			{ kind: 'training', came: 9 }
		] as const;
		expect(figuresOf({ sessions })).toMatchObject({ sessions: 2, attendance: 26, trainings: 1 });
	});

	test('it can travel', () => {
		const figures = figuresOf({ people: { an: {} }, answers: { an: { VN2: said } } });
		expect(ReportFigures.parse(figures)).toEqual(figures);
	});
});
