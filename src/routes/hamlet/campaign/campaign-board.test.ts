import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/answer.ts';
import type { HamletId, PersonId } from '#domain/ids.ts';
import type { Campaign } from '#domain/programme.ts';
import type { Assist, Visit } from '#domain/visit.ts';
import type { View } from '#phone/store/view.ts';
import { makeChecklist, makePerson } from '../../../../tests/support/register.ts';
import { campaignDays, campaignLines } from './campaign-board.ts';

const HAMLET = 'dong' as HamletId;
const campaign: Campaign = {
	name: 'Hai tuần VNeID',
	from: '2026-12-01',
	until: '2026-12-14',
	mainItems: ['CC'],
	forces: []
};
const said = { status: 'done', evidence: 'said' } as const;
/** 19:00 in Việt Nam. */
const evening = (day: string) => Date.parse(`${day}T12:00Z`);

interface Given {
	people?: string[];
	answers?: Record<string, Answers>;
	householdAnswers?: Record<string, Answers>;
	visits?: Record<string, Partial<Visit>[]>;
	targets?: Record<string, { count: number; by?: string }>;
}

function hamletOf({ people = [], answers = {}, householdAnswers = {}, visits = {}, targets = {} }: Given) {
	const households = [...new Set([...Object.keys(householdAnswers), ...Object.keys(visits)])];
	return {
		householdsOf: () => households.map((id) => ({ id })),
		populationOf: () => ({
			people: people.map((id) => makePerson(id)),
			answersByPerson: (id: PersonId) => answers[id] ?? {}
		}),
		visitsOf: (id: string) => visits[id] ?? [],
		householdAnswersOf: (id: string) => householdAnswers[id] ?? {},
		targetOf: (_: HamletId, item: string) => targets[item]
		// Of a view, as much as the board reads.
	} as unknown as View;
}

const lines = (given: Given, today = '2026-12-03') =>
	campaignLines(hamletOf(given), HAMLET, campaign, makeChecklist(), { today, countsAway: false });

describe('[F39] the campaign of a hamlet', () => {
	const three = { people: ['an', 'binh', 'cuc'], answers: { an: { VN2: said } } };

	test('sets what is done against its target, and says the pace that the days left need', () => {
		const [vneid, portal] = lines({ ...three, targets: { VN2: { count: 25 } } });
		expect(vneid).toMatchObject({
			coverage: { done: 1, eligible: 3 },
			target: 25,
			pace: { kind: 'running', left: 24, days: 12, perDay: 2 }
		});
		expect(portal).toMatchObject({ target: undefined, pace: { kind: 'no-target' } });
	});

	test('goes by the target’s own day where that comes before the last day of the campaign', () => {
		const by = (day: string) => lines({ ...three, targets: { VN2: { count: 25, by: day } } })[0];
		expect(by('2026-12-04')).toMatchObject({ until: '2026-12-04', pace: { days: 2, perDay: 12 } });
		expect(by('2026-12-31')).toMatchObject({ until: '2026-12-14', pace: { days: 12 } });
	});

	test('shows beside the mục chính whatever else has a target here, of households too', () => {
		const given = {
			householdAnswers: { h1: { CQ: said }, h2: {} },
			targets: { CQ: { count: 2 }, TK: { count: 9 } }
		};
		expect(lines(given).map(({ coverage }) => coverage.item.code)).toEqual([
			...['VN2', 'DVC1', 'SK', 'MM', 'ATM'],
			...['TK', 'CQ']
		]);
		expect(lines(given).at(-1)).toMatchObject({ coverage: { done: 1, eligible: 2 }, target: 2 });
	});
});

test('[F39] each day counts households that opened and people helped, each once, the latest first', () => {
	const at = (day: string, given: Partial<Visit> = {}) =>
		({ outcome: 'met', at: evening(day), ...given }) as Partial<Visit>;
	const view = hamletOf({
		people: ['an', 'binh'],
		visits: {
			h1: [at('2026-12-02'), at('2026-12-02'), at('2026-11-30')],
			h2: [at('2026-12-02', { outcome: 'not-home' }), at('2026-12-03', { voided: true })],
			h3: [at('2026-12-01', { outcome: 'refused' }), at('2026-12-15')]
		}
	});
	const assist = (person: string, day: string, voided = false) =>
		({ person, item: 'VN2', by: 'm', at: evening(day), voided }) as Assist;
	const assists = [
		assist('an', '2026-12-02'),
		assist('an', '2026-12-02'),
		assist('binh', '2026-12-03'),
		assist('binh', '2026-12-02', true),
		assist('elsewhere', '2026-12-02')
	];
	expect(campaignDays(view, HAMLET, campaign, assists)).toEqual([
		{ day: '2026-12-03', households: 0, people: 1 },
		{ day: '2026-12-02', households: 1, people: 1 },
		{ day: '2026-12-01', households: 1, people: 0 }
	]);
});
