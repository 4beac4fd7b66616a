import { describe, expect, test } from 'vitest';
import type { Day } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import type { Assist, Visit } from '#domain/visit.ts';
import type { View } from '#phone/store/view.ts';
import { itemWith, makePerson } from '../../../../tests/support/register.ts';
import type { CampaignLine } from './campaign-board.ts';
import { coursesOf, togetherOf, type Course } from './campaign-course.ts';
import { courseWords } from './course-words.ts';

const HAMLET = 'dong' as HamletId;
const TODAY = '2026-12-03';
const campaign = { from: '2026-12-01', until: '2026-12-14' };
/** 19:00 in Việt Nam. */
const evening = (day: Day) => Date.parse(`${day}T12:00Z`);

const visit = (day: Day, given: Partial<Visit> = {}) =>
	({ outcome: 'met', at: evening(day), ...given }) as Visit;
const assist = (person: string, day: Day, given: Partial<Assist> = {}) =>
	({ person, item: 'VN2', at: evening(day), ...given }) as Assist;

/** VNeID, with 25 wanted and `done` had, as the board of the campaign tells it. */
function lineOf(done: number, pace: CampaignLine['pace']): CampaignLine {
	const coverage = { item: itemWith('VN2'), done } as CampaignLine['coverage'];
	return { coverage, target: 25, pace, until: campaign.until };
}

const lacking = lineOf(1, { kind: 'running', left: 24, days: 12, perDay: 2 });

function courses(
	visits: Record<string, Visit[]>,
	assists: Assist[],
	lines: CampaignLine[] = [],
	today = TODAY
): Course[] {
	const view = {
		householdsOf: () => Object.keys(visits).map((id) => ({ id })),
		visitsOf: (id: string) => visits[id] ?? [],
		populationOf: () => ({
			people: ['an', 'binh', 'cuc'].map((id) => makePerson(id)),
			answersByPerson: () => ({})
		})
		// Of a view, as much as the courses read.
	} as unknown as View;
	return coursesOf(view, HAMLET, campaign, lines, assists, today);
}

describe('[F39] a campaign from day to day', () => {
	test('counts each household once, on the first day of the campaign on which somebody was found', () => {
		const [doors] = courses(
			{
				before: [visit('2026-11-20'), visit('2026-12-02')],
				twice: [visit('2026-12-03'), visit('2026-12-01')],
				shut: [visit('2026-12-02', { outcome: 'not-home' })],
				void: [visit('2026-12-02', { voided: true })]
			},
			[]
		);
		expect(doors).toEqual({ kind: 'households', sums: [0, 1, 2, 2], total: 4 });
	});

	test('an item with a target counts people first helped on its days, and says what is missing until when', () => {
		const helps = [
			assist('an', '2026-12-01'),
			assist('an', '2026-12-03'),
			assist('binh', '2026-11-30'),
			assist('binh', '2026-12-02'),
			assist('cuc', '2026-12-02', { voided: true }),
			assist('elsewhere', '2026-12-02')
		];
		const [item, doors] = courses({}, helps, [lacking]);
		expect(item).toMatchObject({ sums: [0, 1, 1, 1], lacking: { count: 24, until: '2026-12-14' } });
		expect(doors?.kind).toBe('households');
	});

	test('without a target there is no course of an item, and one that is met lacks nothing', () => {
		expect(courses({}, [], [{ ...lacking, target: undefined }])).toHaveLength(1);
		expect(courses({}, [], [lineOf(30, { kind: 'met' })])[0]).toMatchObject({ lacking: undefined });
	});

	test('hamlets together are one: sums and what is missing add up, each item where it has a target', () => {
		const dong = courses({ h: [visit('2026-12-02')] }, [assist('an', '2026-12-01')], [lacking]);
		const tay = courses({ t: [visit('2026-12-01')], u: [] }, []);
		const nam = courses({}, [assist('binh', '2026-12-02')], [lineOf(20, { kind: 'met' })]);
		expect(togetherOf([dong, tay, nam])).toMatchObject([
			{ kind: 'item', sums: [0, 1, 2, 2], lacking: { count: 24, until: '2026-12-14' } },
			{ kind: 'households', sums: [0, 1, 2, 2], total: 3 }
		]);
		expect(togetherOf([nam, nam])[0]).toMatchObject({ lacking: undefined });
	});

	test('the line ends where today is, and the goal as many days after it as are left', () => {
		const [item, doors] = courses({ h: [visit(TODAY)] }, [assist('an', TODAY)], [lacking]);
		expect(item && courseWords(item, TODAY)).toEqual({
			text: 'Trong đợt đã giúp xong **1** người. Còn thiếu **24**: mỗi ngày **2** người đến hết 14/12/2026.',
			last: '14/12: cần thêm 24',
			most: 25,
			goal: { value: 25, after: 11 }
		});
		expect(doors && courseWords(doors, TODAY)).toEqual({
			text: 'Trong đợt đã gặp **1** trên 1 hộ.',
			last: '03/12: 1 hộ',
			most: 1
		});
	});
});
