import { describe, expect, it } from 'vitest';
import type { HamletId } from '#domain/ids.ts';
import { awaitsFirstDownload } from './first-download.ts';

const [dong, tay] = ['dong', 'tay'] as HamletId[] as [HamletId, HamletId];

const holding = (commune: boolean, ...whole: HamletId[]) => ({
	holdsCommune: () => commune,
	holdsAllOf: (id: HamletId) => whole.includes(id),
	hamlets: () => [dong, tay].map((id) => ({ id, name: id, order: 1 }))
});

describe('[PL6] the first download', () => {
	it('is awaited until the commune and one hamlet of one’s own are whole', () => {
		expect(awaitsFirstDownload(holding(false), [])).toBe(true);
		expect(awaitsFirstDownload(holding(true), [dong])).toBe(true);
		expect(awaitsFirstDownload(holding(true, tay), [dong])).toBe(true);
		expect(awaitsFirstDownload(holding(true, dong), [dong])).toBe(false);
	});

	it('does not stop the work when a second hamlet is granted', () => {
		expect(awaitsFirstDownload(holding(true, dong), [dong, tay])).toBe(false);
	});

	it('is over for an official with the first hamlet that is whole', () => {
		expect(awaitsFirstDownload(holding(true), [])).toBe(true);
		expect(awaitsFirstDownload(holding(true, tay), [])).toBe(false);
	});

	it('is over for a member without a hamlet in a commune without hamlets', () => {
		expect(awaitsFirstDownload({ ...holding(true), hamlets: () => [] }, [])).toBe(false);
	});
});
