import { describe, expect, it } from 'vitest';
import { itemWith } from '../../../tests/support/register.ts';
import type { Coverage } from '#domain/coverage.ts';
import { wordsOf } from './coverage-words.ts';

const none = { eligible: 0, done: 0, notYet: 0, approved: 0, blocked: 0, waiting: 0, unasked: 0, flagged: 0 };

const makeCoverage = (code: string, counts: Partial<Coverage>): Coverage => ({
	...none,
	item: itemWith(code),
	countsAway: false,
	...counts
});

describe('[F20] a coverage in words', () => {
	it('gives the rate with its denominator, and everything that is not done by name', () => {
		const words = wordsOf(
			makeCoverage('SK', { eligible: 633, done: 306, blocked: 58, waiting: 181, notYet: 88 })
		);
		expect(words).toMatchObject({
			rate: '48,3\u00a0%',
			detail: '306 trên 633 người từ 14 tuổi · vướng 58 · chờ VNeID 181'
		});
		expect(words.done).toBeCloseTo(306 / 633);
		expect(words.blocked).toBeCloseTo(58 / 633);
	});

	it('shows no rate while nobody has been asked: unknown is not zero', () => {
		const words = wordsOf(makeCoverage('VN2', { eligible: 1410, unasked: 1410 }));
		expect(words.rate).toBe('Chưa hỏi ai');
		expect(words.detail).toBe('1.410 người từ 14 tuổi');
	});

	it('says how many are unknown beside a rate', () => {
		const words = wordsOf(makeCoverage('VN2', { eligible: 10, done: 2, notYet: 1, unasked: 7, approved: 1 }));
		expect(words.rate).toBe('20,0\u00a0%');
		expect(words.detail).toBe('2 trên 10 người từ 14 tuổi · chờ kích hoạt 1 · chưa hỏi 7');
	});

	it('never shows a zero where somebody has it', () => {
		expect(wordsOf(makeCoverage('VN2', { eligible: 3572, done: 1, unasked: 3571 })).rate).toBe(
			'dưới 0,1\u00a0%'
		);
		expect(wordsOf(makeCoverage('VN2', { eligible: 10, notYet: 10 })).rate).toBe('0,0\u00a0%');
	});

	it('speaks of households where an item is theirs, and of all people where no age is set', () => {
		expect(wordsOf(makeCoverage('CQ', { eligible: 4, done: 3, unasked: 1 })).detail).toBe(
			'3 trên 4 hộ · chưa hỏi 1'
		);
		expect(wordsOf(makeCoverage('BHYT', { eligible: 4, done: 3, notYet: 1 })).detail).toBe('3 trên 4 người');
	});

	it('says so when the item is for nobody here', () => {
		expect(wordsOf(makeCoverage('VN2', {}))).toMatchObject({ rate: 'Không có ai', done: 0 });
	});
});
