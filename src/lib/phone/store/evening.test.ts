import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import { makeStorage } from '../../../../tests/support/test-storage.ts';
import { eveningOf, forgetEvening, keepCompanions, noteAtDoor } from './evening.ts';

const [hoa, tam] = ['hoa', 'tam'] as [MemberId, MemberId];
const [h1, h2] = ['h1', 'h2'] as [HouseholdId, HouseholdId];
/** 22/11/2026, 19:00 in Việt Nam. */
const at = Date.UTC(2026, 10, 22, 12);
const today = '2026-11-22';
const nothing = { companions: [], atDoors: [] };

beforeEach(() => vi.stubGlobal('localStorage', makeStorage()()));
afterEach(() => vi.unstubAllGlobals());

test('[F1] who comes along is kept until the day turns in Việt Nam', () => {
	keepCompanions(hoa, [tam], today);
	expect(eveningOf(hoa, today).companions).toEqual([tam]);
	expect(eveningOf(hoa, '2026-11-23')).toEqual(nothing);
});

test('the doors of the evening, the latest at the end and each once; they and the companions stay together', () => {
	noteAtDoor(hoa, h1, at);
	keepCompanions(hoa, [tam], today);
	noteAtDoor(hoa, h2, at + 1);
	noteAtDoor(hoa, h1, at + 2);
	expect(eveningOf(hoa, today)).toMatchObject({
		companions: [tam],
		atDoors: [
			[h2, at + 1],
			[h1, at + 2]
		]
	});
});

test('an answer after midnight begins a new evening', () => {
	keepCompanions(hoa, [tam], today);
	noteAtDoor(hoa, h1, Date.UTC(2026, 10, 22, 17));
	expect(eveningOf(hoa, '2026-11-23')).toMatchObject({
		companions: [],
		atDoors: [[h1, Date.UTC(2026, 10, 22, 17)]]
	});
});

test('[F18] two members of one phone have evenings of their own, and one who leaves takes hers along', () => {
	keepCompanions(hoa, [tam], today);
	noteAtDoor(tam, h1, at);
	expect(eveningOf(tam, today).companions).toEqual([]);
	forgetEvening(hoa);
	expect(eveningOf(hoa, today)).toEqual(nothing);
	expect(eveningOf(tam, today).atDoors).toHaveLength(1);
});

test('a browser that keeps nothing, or keeps nonsense, has no evening and breaks nothing', () => {
	localStorage.setItem('evening:hoa', '{');
	expect(eveningOf(hoa, today)).toEqual(nothing);
	vi.unstubAllGlobals();
	keepCompanions(hoa, [tam], today);
	expect(eveningOf(hoa, today)).toEqual(nothing);
});
