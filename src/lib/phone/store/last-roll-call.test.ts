import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemberId } from '#domain/ids.ts';
import { makeStorage } from '../../../../tests/support/test-storage.ts';
import { forgetRollCall, keepRollCall, lastRollCall } from './last-roll-call.ts';

const [head, hoa] = ['head', 'hoa'] as [MemberId, MemberId];
const told = { now: 1_000, members: [{ member: hoa, unsent: 3, phones: 1, lastContactAt: 900 }] };

beforeEach(() => vi.stubGlobal('localStorage', makeStorage()()));
afterEach(() => vi.unstubAllGlobals());

test('[F24] what a head was told last is there again, for her alone, until she leaves the phone', () => {
	expect(lastRollCall(head)).toBeUndefined();
	keepRollCall(head, told);
	expect(lastRollCall(head)).toEqual(told);
	expect(lastRollCall(hoa)).toBeUndefined();
	forgetRollCall(head);
	expect(lastRollCall(head)).toBeUndefined();
});

test('what another version kept, or nobody can read, is as if nothing was told', () => {
	localStorage.setItem('roll-call:head', '{"members":[{}]}');
	expect(lastRollCall(head)).toBeUndefined();
	localStorage.setItem('roll-call:head', '{');
	expect(lastRollCall(head)).toBeUndefined();
});

test('a browser that keeps nothing fails nobody', () => {
	vi.stubGlobal('localStorage', undefined);
	keepRollCall(head, told);
	forgetRollCall(head);
	expect(lastRollCall(head)).toBeUndefined();
});
