import { describe, expect, test } from 'vitest';
import { itemsAsked } from '#domain/checklist.ts';
import type { HamletId, MemberId } from '#domain/ids.ts';
import type { Notice } from '#domain/notice.ts';
import { periodOf, type Report, type SentReport } from '#domain/report.ts';
import type { View } from '#phone/store/view.ts';
import { makeChecklist, makePerson, TODAY } from '../../../../tests/support/register.ts';
import { figuresFor } from './report-source.ts';
import { partWritten, reportSent } from './report-tap.ts';
import { endMarked, reportLines, shownParts, suggestedPart } from './report-words.ts';

const HAMLET = 'dong' as HamletId;
const NOVEMBER = periodOf('2026-11', 'month');
const items = itemsAsked(makeChecklist());
const figures = {
	...{ households: 247, reached: 180, reachedInPeriod: 34, visitsInPeriod: 50 },
	...{ people: 741, away: 12, from14: 633, from18: 600, assists: 12, helped: 10 },
	...{ 'item.VN2.eligible': 633, 'item.VN2.done': 452, 'item.VN2.approved': 40, 'item.VN2.target': 500 },
	...{ 'assists.VN2': 12, 'helped.VN2': 10, 'assists.DVC2': 3, 'helped.DVC2': 2 },
	...{ sessions: 3, attendance: 1_056, members: 6, membersActive: 5, workdays: 14 },
	...{ 'blocked.V01': 7, 'blocked.V15': 2 }
};
const line = (label: string) => reportLines(figures, items).find((one) => one.label === label);

test('[F26] on paper stand the figures and what somebody wrote, and after the last word nobody can add one', () => {
	expect(shownParts({ results: '', strengths: 'Dân tin.', difficulties: ' ' })).toEqual([
		'results',
		'strengths'
	]);
	expect(shownParts({})).toEqual(['results']);
	expect(['Xin một máy in.', 'Xin một máy in\n'].map(endMarked)).toEqual([
		'Xin một máy in./.',
		'Xin một máy in./.'
	]);
});

describe('[F26] a report in words', () => {
	test('tells each rate with its denominator, what the period brought beside what there is in all', () => {
		expect(line('Hộ đã đến')).toEqual({
			label: 'Hộ đã đến',
			inPeriod: '34 hộ',
			total: '180 trên 247 hộ (72,9\u00a0%)'
		});
		expect(line('VNeID mức 2, đã kích hoạt')).toEqual({
			label: 'VNeID mức 2, đã kích hoạt',
			inPeriod: '12 lượt, 10 người',
			total: '452 trên 633 người (71,4\u00a0%); chỉ tiêu 500'
		});
		expect(line('VNeID: kích hoạt trên số đã duyệt')?.total).toBe(
			'452 trên 492 người đã duyệt (91,9\u00a0%)'
		);
	});

	test('says how many were not asked, and gives no rate where nobody was', () => {
		const of = (unasked: number) =>
			reportLines({ 'item.KNS.eligible': 20, 'item.KNS.done': 0, 'item.KNS.unasked': unasked }, items).find(
				({ label }) => label === 'Kỹ năng số cơ bản'
			)?.total;
		expect(of(20)).toBe('chưa hỏi ai, 20 người');
		expect(of(15)).toBe('0 trên 20 người (0,0\u00a0%), chưa hỏi 15');
		expect(of(0)).toBe('0 trên 20 người (0,0\u00a0%)');
	});

	test('an item of lượt has no rate; what was not counted has no line', () => {
		expect(line('Đã nộp hồ sơ trực tuyến')).toEqual({
			label: 'Đã nộp hồ sơ trực tuyến',
			inPeriod: '3 lượt, 2 người'
		});
		expect(line('Kỹ năng số cơ bản')).toBeUndefined();
	});

	test('no two lines share a name', () => {
		const labels = reportLines(figures, items).map(({ label }) => label);
		expect(new Set(labels).size).toBe(labels.length);
	});

	test('its parts begin with what the figures say, and with nothing where they say nothing', () => {
		expect(suggestedPart('results', figures)).toBe(
			'Trong kỳ gặp được 34 hộ, cộng dồn đã đến 180 trên 247 hộ. Giúp 10 người, 12 lượt. Mở 3 buổi “Mỗi đêm 1 giờ”, 1.056 lượt người dự.'
		);
		expect(suggestedPart('difficulties', figures)).toMatch(/^7 người vướng: .*\. 2 người vướng: /);
		expect(suggestedPart('proposals', figures)).toContain('7 người chưa có điện thoại thông minh');
		expect(suggestedPart('results', { households: 5 })).toBe(
			'Trong kỳ gặp được 0 hộ, cộng dồn đã đến 0 trên 5 hộ.'
		);
		expect([suggestedPart('difficulties', {}), suggestedPart('proposals', {})]).toEqual(['', '']);
	});
});

describe('[F26] what is written', () => {
	const said = {
		...{ at: 9, by: 'sen' as MemberId, ...NOVEMBER, figures: { households: 1 } },
		text: { results: 'a', strengths: 'b', difficulties: 'c', proposals: 'd' }
	};
	const which = (standing?: Report) => ({ hamlet: HAMLET, month: '2026-11', standing });
	const standing: Report = { hamlet: HAMLET, month: '2026-11', results: 'x' };

	test('the first word makes the row, under hamlet and month; later ones change their part alone, of the version that was seen', () => {
		expect(partWritten(which(), 'results', 'x').drafts).toEqual([
			{ k: 'add', c: 'reports', id: 'dong:2026-11', a: standing }
		]);
		const seen = { rv: 3, epoch: 'e1' };
		expect(partWritten({ ...which(standing), seen }, 'proposals', 'y').drafts).toEqual([
			{ k: 'set', c: 'reports', id: 'dong:2026-11', a: { proposals: 'y' }, seen }
		]);
	});

	test('each time it is sent it is a newer version, whole', () => {
		const sentAs = (sent?: SentReport) =>
			reportSent(which(sent === undefined ? standing : { ...standing, sent }), said).drafts[0]?.a.sent;
		expect(sentAs()).toEqual({ version: 1, ...said });
		expect(sentAs({ version: 1, ...said })).toEqual({ version: 2, ...said });
	});
});

describe('[F26] [F37] who does not want to be in a report', () => {
	const word = (person: string, kind: Notice['kind'], purpose: Notice['purpose'] = 'report') =>
		({ person, kind, purpose, household: 'h1', at: 1 }) as Notice;
	const rows: Record<string, unknown[]> = {
		members: [],
		sessions: [
			{
				id: 's1',
				hamlet: HAMLET,
				kind: 'evening',
				day: '2026-11-20',
				startedAt: Date.parse('2026-11-20T12:00Z')
			}
		],
		// Two wrote down that one of them came.
		attendance: ['an', 'binh', 'elsewhere', 'binh'].map((person, at) => ({
			id: `s1:${person}:m${at}`,
			session: 's1',
			person,
			at
		})),
		assists: ['an', 'binh'].map((person) => ({
			id: person,
			person,
			item: 'VN2',
			by: 'm',
			at: Date.parse('2026-11-20T12:00Z')
		}))
	};
	const view = (notices: Notice[], basis?: 'consent') =>
		({
			all: (c: string) => (c === 'notices' ? notices : rows[c]),
			commune: () => (basis === undefined ? {} : { dataTerms: { basis } }),
			checklist: () => makeChecklist(),
			standingPerson: (id: string) => id,
			householdsOf: () => [],
			targetOf: () => undefined,
			populationOf: () => ({
				people: ['an', 'binh', 'cuc'].map((id) => makePerson(id)),
				answersByPerson: (id: string) => (id === 'an' ? { VN2: { status: 'done', evidence: 'said' } } : {})
			})
			// Of a view, as much as the report reads.
		}) as unknown as View;
	const counted = (notices: Notice[], basis?: 'consent') =>
		figuresFor(view(notices, basis), HAMLET, NOVEMBER, {
			today: TODAY,
			now: Date.parse('2026-11-22T12:00Z')
		});

	test('is in no number: not done, not helped, not come, and not in the denominator', () => {
		expect(counted([])).toMatchObject({
			people: 3,
			helped: 2,
			attendance: 3,
			'item.VN2.done': 1,
			'item.VN2.eligible': 3
		});
		for (const kind of ['refused', 'consent-withdrawn'] as const)
			expect(counted([word('an', kind)])).toMatchObject({
				...{ people: 2, from18: 2, assists: 1, helped: 1, attendance: 2 },
				...{ 'item.VN2.done': 0, 'item.VN2.eligible': 2 }
			});
	});

	test('a word to something else, or taken back, changes nothing', () => {
		expect(counted([word('an', 'refused', 'invite')])).toMatchObject({ people: 3 });
		expect(counted([word('an', 'refused'), { ...word('an', 'consent-given'), at: 2 }])).toMatchObject({
			people: 3
		});
	});

	test('where the ground is consent, only who has agreed counts', () => {
		expect(counted([word('an', 'consent-given')], 'consent')).toMatchObject({ people: 1, attendance: 1 });
	});
});
