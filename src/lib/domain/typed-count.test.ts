import { expect, test } from 'vitest';
import { countTyped } from './typed-count.ts';

const read = (typed: string) => {
	const result = countTyped(typed, 100_000);
	return result.kind === 'read' ? result.value : result.kind;
};

test('[F34] a count is read as people write it', () => {
	for (const typed of ['1200', '1.200', '1 200', '1,200', ' 1200 người ', '1\u00a0200'])
		expect(read(typed)).toBe(1200);
	expect([read('0'), read('7 hộ'), read('')]).toEqual([0, 7, 'empty']);
});

test('[F34] nothing is guessed', () => {
	for (const typed of ['1.20', '12,5', '-3', 'năm mươi', '1.2000', '100%', '100.001', '9'.repeat(30)])
		expect(read(typed)).toBe('unclear');
});
