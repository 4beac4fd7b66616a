import { describe, expect, test } from 'vitest';
import type { Campaign } from '#domain/programme.ts';
import {
	campaignBack,
	campaignCancelled,
	campaignEnded,
	campaignSaved,
	emptyForm,
	formOf,
	overlapping,
	readCampaign,
	templateForm
} from './campaign-form.ts';

const TODAY = '2026-11-28';
const two: Campaign = {
	name: 'Hai tuần VNeID',
	from: '2026-12-01',
	until: '2026-12-14',
	mainItems: ['CC'],
	forces: ['youth']
};
const faultsOf = (given: Partial<Campaign>, before?: Campaign) => {
	const read = readCampaign(formOf({ ...two, ...given }), TODAY, before);
	return 'faults' in read ? read.faults : undefined;
};

describe('[F39] the form of a campaign', () => {
	test('is read as it was written', () => {
		expect(readCampaign(formOf({ ...two, name: '  Hai  tuần VNeID ' }), TODAY)).toEqual({ said: two });
	});

	test('says what is missing, each in its place', () => {
		const read = readCampaign(emptyForm(), TODAY);
		expect('faults' in read && Object.values(read.faults).every((fault) => fault !== '')).toBe(true);
	});

	test('takes no last day before the first, and none that is past', () => {
		expect(faultsOf({ until: '2026-11-30' })?.until).toBe('Ngày cuối phải sau ngày đầu.');
		expect(faultsOf({ from: '2026-11-01', until: '2026-11-27' })?.until).toBe('Ngày cuối đã qua rồi.');
		expect(faultsOf({ until: two.from })).toBeUndefined();
	});

	test('the name of one that is over can still be corrected', () => {
		const over = { ...two, from: '2026-11-01', until: '2026-11-14' };
		expect(faultsOf(over, over)).toBeUndefined();
	});

	test('the template has the four forces and two weeks, and only items that may be chosen', () => {
		expect(templateForm(TODAY, new Set(['CC', 'KNS']))).toEqual({
			name: 'TĐA06 3+',
			from: '2026-11-28',
			until: '2026-12-11',
			items: ['CC'],
			forces: ['digital-team', 'project-06', 'solidarity-group', 'youth']
		});
	});
});

describe('[F39] what is written', () => {
	test('a new one whole, of one that is there only what has changed, of the version that was seen', () => {
		const seen = { rv: 3, epoch: 'e1' };
		expect(campaignSaved('k1', two, undefined, undefined).drafts).toEqual([
			{ k: 'add', c: 'campaigns', id: 'k1', a: two }
		]);
		expect(campaignSaved('k1', { ...two, mainItems: [] }, two, seen).drafts).toEqual([
			{ k: 'set', c: 'campaigns', id: 'k1', a: { mainItems: [] }, seen }
		]);
		expect(campaignSaved('k1', two, two, seen).drafts).toEqual([]);
	});

	test('one that ends early has today as its last day; one taken back says so, and can come back', () => {
		const written = [
			campaignEnded('k1', two, '2026-12-05'),
			campaignCancelled('k1', two),
			campaignBack('k1', two)
		];
		expect(written.map(({ drafts }) => drafts[0]?.a)).toEqual([
			{ until: '2026-12-05' },
			{ cancelled: true },
			{ cancelled: null }
		]);
	});
});

test('[F39] whoever plans a second one is told of the first that shares a day with it', () => {
	const others = [{ ...two, id: 'k1' }];
	const at = (from: string, until: string) => overlapping({ ...formOf(two), from, until }, others)?.id;
	expect(at('2026-12-14', '2026-12-20')).toBe('k1');
	expect(at('2026-11-20', '2026-12-01')).toBe('k1');
	expect(at('2026-12-15', '2026-12-20')).toBeUndefined();
	expect(at('', '2026-12-20')).toBeUndefined();
	expect(overlapping(formOf(two), [{ ...two, id: 'k1', cancelled: true }])).toBeUndefined();
});
