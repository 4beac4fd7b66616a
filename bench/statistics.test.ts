import { expect, test } from 'vitest';
import { median, percentile } from './statistics.ts';

test('the median is the middle value whatever the order, and the mean of the middle two', () => {
	expect(median([900, 10, 20])).toBe(20);
	expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('the 95th percentile of 60 taps is the 57th slowest, not the worst and not an invented value between', () => {
	const taps = Array.from({ length: 60 }, (_, index) => 60 - index);
	expect(percentile(taps, 95)).toBe(57);
	expect(percentile(taps, 100)).toBe(60);
	expect(percentile([7], 95)).toBe(7);
});

test('nothing measured is an error, never a zero', () => {
	expect(() => median([])).toThrow('no value was measured');
	expect(() => percentile([], 95)).toThrow('no value was measured');
});
