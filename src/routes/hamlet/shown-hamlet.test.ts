import { describe, expect, it } from 'vitest';
import type { HamletId } from '#domain/ids.ts';
import { boardAddress, shownHamlet } from './shown-hamlet.ts';

const [dong, tay] = ['dong', 'tay'] as HamletId[] as [HamletId, HamletId];
const at = (path: string) => new URL(path, 'https://tungnha.example');

describe('the hamlet a board shows', () => {
	it('is the one in the address when this phone holds it', () => {
		expect(shownHamlet(at('/hamlet?h=tay&away=1'), [dong], [dong, tay])).toEqual({
			hamlet: tay,
			countsAway: true
		});
	});

	it('is the member’s own without an address, and never one that is not held', () => {
		expect(shownHamlet(at('/hamlet'), [tay], [dong, tay])?.hamlet).toBe(tay);
		expect(shownHamlet(at('/hamlet?h=elsewhere'), [dong], [dong])?.hamlet).toBe(dong);
	});

	it('is none for an official who has not chosen', () => {
		expect(shownHamlet(at('/hamlet'), [], [dong, tay])).toBeUndefined();
	});

	it('stays the same from page to page', () => {
		const shown = { hamlet: tay, countsAway: true };
		expect(shownHamlet(at(boardAddress('/hamlet/groups', shown)), [dong], [dong, tay])).toEqual(shown);
		expect(boardAddress('/hamlet', { hamlet: dong, countsAway: false })).toBe('/hamlet?h=dong');
	});
});
