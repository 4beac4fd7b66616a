import { describe, expect, test } from 'vitest';
import { itemWith } from '../../../tests/support/register.ts';
import type { Answer } from './answer.ts';
import { assistsOn, offersAssist, proposesAssist } from './assist.ts';

const said: Answer = { status: 'done', evidence: 'said' };
const confirmed: Answer = { status: 'done', evidence: 'confirmed' };
const notYet: Answer = { status: 'not-yet', due: '2026-11-25' };
const blocked: Answer = { status: 'blocked', reason: 'V05' };

describe('[F3] what the team did is asked for, never assumed', () => {
	test('Chưa or Vướng that becomes Đã có proposes a help', () => {
		expect(proposesAssist(notYet, said)).toBe(true);
		expect(proposesAssist(blocked, { status: 'done', evidence: 'seen' })).toBe(true);
	});

	test('the first Đã có is what was there before the team came', () => {
		expect(proposesAssist(undefined, said)).toBe(false);
		expect(proposesAssist({ status: 'unasked' }, said)).toBe(false);
		expect(proposesAssist({ status: 'exempt', why: 'abroad' }, said)).toBe(false);
	});

	test('looking at what is there already is no help', () => {
		expect(proposesAssist(said, { status: 'done', evidence: 'seen' })).toBe(false);
	});

	test('nor is saying that it stands, where the head wanted it looked at again', () => {
		expect(proposesAssist({ ...said, recheck: true }, said)).toBe(false);
		expect(proposesAssist({ ...notYet, recheck: true }, notYet)).toBe(false);
		expect(proposesAssist({ ...notYet, recheck: true }, said)).toBe(true);
	});

	test('what a list of the authority confirmed was not done at the door', () => {
		expect(proposesAssist(notYet, confirmed)).toBe(false);
		expect(proposesAssist(confirmed, said)).toBe(false);
	});

	test('one evening holds one help with one item for one person, whoever gave it', () => {
		const item = itemWith('MM');
		const evening = Date.UTC(2026, 10, 22, 12);
		expect(offersAssist(item, said, true, assistsOn([], '2026-11-22').length)).toBe(true);
		const given = [{ at: evening }];
		expect(offersAssist(item, said, true, assistsOn(given, '2026-11-22').length)).toBe(false);
		expect(offersAssist(item, said, true, assistsOn(given, '2026-11-23').length)).toBe(true);
	});

	test('a help that was taken back is none, and is offered again', () => {
		const given = [{ at: Date.UTC(2026, 10, 22, 12), voided: true }];
		expect(assistsOn(given, '2026-11-22')).toEqual([]);
	});

	test('an answer that another brought, or that was taken back since, offers none', () => {
		expect(offersAssist(itemWith('MM'), said, false, 0)).toBe(false);
		expect(offersAssist(itemWith('MM'), notYet, true, 0)).toBe(false);
		expect(offersAssist(itemWith('MM'), undefined, true, 0)).toBe(false);
	});

	test('every file handed in online is a help of its own', () => {
		expect(offersAssist(itemWith('DVC2'), said, false, 3)).toBe(true);
		expect(offersAssist(itemWith('DVC2'), notYet, false, 0)).toBe(false);
	});
});
