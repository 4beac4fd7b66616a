import { describe, expect, test } from 'vitest';
import { itemsOfCampaigns, runningOn, stageOf } from './campaign.ts';
import { campaignsToTell, daysLeft, paceOf } from './campaign-pace.ts';
import { checklistOf, mainItemChoiceOf } from './checklist.ts';
import { defaultChecklist } from './default-checklist.ts';
import type { Campaign } from './programme.ts';

type Listed = Campaign & { id: string };

const campaign = (id: string, from: string, until: string, given: Partial<Campaign> = {}): Listed => ({
	id,
	name: `Đợt ${id}`,
	from,
	until,
	mainItems: ['CC', 'KNS'],
	forces: [],
	...given
});
const codes = (items: readonly { code: string }[]) => items.map(({ code }) => code);
const asked = (campaigns: Listed[], day: string) =>
	codes(checklistOf(defaultChecklist(), campaigns, day).mainItems);

const OWN = ['VN2', 'DVC1', 'SK', 'MM', 'ATM'];
const two = campaign('a', '2026-12-01', '2026-12-14');

describe('[F39] while a campaign runs', () => {
	test('its two items are asked in the place of the commune’s, from its first day to its last', () => {
		const inIt = ['VN2', 'DVC1', 'SK', 'MM', 'CC', 'KNS'];
		expect(asked([two], '2026-11-30')).toEqual(OWN);
		expect(asked([two], '2026-12-01')).toEqual(inIt);
		expect(asked([two], '2026-12-14')).toEqual(inIt);
		expect(asked([two], '2026-12-15')).toEqual(OWN);
	});

	test('what it does not ask stands among the others, where its answers are', () => {
		expect(codes(checklistOf(defaultChecklist(), [two], '2026-12-02').otherItems)).toContain('ATM');
	});

	test('what the commune itself has chosen is as before, for when it is over', () => {
		expect(codes(mainItemChoiceOf(defaultChecklist(), '2026-12-02').inForce)).toEqual(OWN);
	});

	test('one that chooses none leaves the commune’s own; nothing takes the four away', () => {
		expect(asked([campaign('a', '2026-12-01', '2026-12-14', { mainItems: [] })], '2026-12-02')).toEqual(OWN);
		const fixedOnly = campaign('a', '2026-12-01', '2026-12-14', { mainItems: ['VN2'] });
		expect(asked([fixedOnly], '2026-12-02')).toEqual(OWN);
	});

	test('one that was taken back never runs, nor one whose last day comes before its first', () => {
		expect(asked([{ ...two, cancelled: true }], '2026-12-02')).toEqual(OWN);
		expect(stageOf(campaign('a', '2026-12-05', '2026-12-01'), '2026-12-03')).toBe('cancelled');
	});
});

describe('[F39] of two at once', () => {
	const one = campaign('b', '2026-12-05', '2026-12-20', { mainItems: ['TK'] });

	test('the one begun last comes first, the other fills what it leaves free', () => {
		expect([...(itemsOfCampaigns([two, one], '2026-12-06') ?? [])]).toEqual(['TK', 'CC']);
		expect([...(itemsOfCampaigns([one, two], '2026-12-06') ?? [])]).toEqual(['TK', 'CC']);
		expect(asked([two, one], '2026-12-06')).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'CC', 'TK']);
	});

	test('what both want is asked once, and no more than six in all', () => {
		const same = campaign('c', '2026-12-05', '2026-12-20', { mainItems: ['CC', 'KNS'] });
		expect(asked([two, same], '2026-12-06')).toHaveLength(6);
		expect([...(itemsOfCampaigns([two, { ...same, mainItems: ['CC'] }], '2026-12-06') ?? [])]).toEqual([
			'CC',
			'KNS'
		]);
	});

	test('begun on the same day, they stand in the same order on every phone', () => {
		const twin = { ...two, id: 'z', mainItems: ['TK', 'DT'] };
		expect(itemsOfCampaigns([twin, two], '2026-12-06')).toEqual(itemsOfCampaigns([two, twin], '2026-12-06'));
		expect(runningOn([twin, two], '2026-12-06').map(({ id }) => id)).toEqual(['a', 'z']);
	});

	test('once one is over, the other stands alone', () => {
		expect(asked([two, one], '2026-12-15')).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'TK']);
	});
});

test('[F39] a campaign is told of a week ahead, running ones first, and not when it is over', () => {
	const soon = campaign('soon', '2026-12-08', '2026-12-20');
	const told = (day: string) => campaignsToTell([soon, two], day).map(({ id }) => id);
	expect(told('2026-11-23')).toEqual([]);
	expect(told('2026-11-24')).toEqual(['a']);
	expect(told('2026-12-02')).toEqual(['a', 'soon']);
	expect(told('2026-12-15')).toEqual(['soon']);
	expect(told('2026-12-21')).toEqual([]);
});

describe('[F39] the pace still needed', () => {
	const days = { from: '2026-12-01', until: '2026-12-14' };
	const pace = (done: number, target: number | undefined, today: string) => paceOf(done, target, days, today);

	test('is what is left, over the days left, today among them', () => {
		expect(pace(130, 200, '2026-12-03')).toEqual({ kind: 'running', left: 70, days: 12, perDay: 6 });
	});

	test('is all that is left on the last day', () => {
		expect(pace(130, 200, '2026-12-14')).toEqual({ kind: 'running', left: 70, days: 1, perDay: 70 });
	});

	test('is nothing once the target is met, on any day', () => {
		for (const day of ['2026-11-01', '2026-12-03', '2026-12-20'])
			for (const done of [200, 230]) expect(pace(done, 200, day)).toEqual({ kind: 'met' });
		expect(pace(0, 0, '2026-12-03')).toEqual({ kind: 'met' });
	});

	test('is none where nobody said how many', () => {
		expect(pace(3, undefined, '2026-12-03')).toEqual({ kind: 'no-target' });
	});

	test('is spread over its own days before it begins', () => {
		expect(pace(60, 200, '2026-11-20')).toEqual({ kind: 'to-come', left: 140, days: 14, perDay: 10 });
	});

	test('says what is missing when it is over', () => {
		expect(pace(150, 200, '2026-12-15')).toEqual({ kind: 'over', left: 50 });
	});

	test('the days left count today and the last one, over the end of a month too', () => {
		expect(daysLeft('2026-12-14', '2026-12-14')).toBe(1);
		expect(daysLeft('2027-01-02', '2026-12-30')).toBe(4);
		expect(daysLeft('2026-12-14', '2026-12-15')).toBe(0);
	});
});
