import { describe, expect, test } from 'vitest';
import { sentWords, troubleWords } from './rescue-words.ts';

const tally = { taken: 12, applied: 12, known: 0, parked: 0 };

describe('[F15] work that went by another way', () => {
	test('has arrived: how much, what had come before, what a person has to look at', () => {
		expect(sentWords({ kind: 'ok', tally }, 'xã')).toEqual({
			tone: 'good',
			lines: ['Xã đã nhận 12 mục.'],
			signIn: false
		});
		const mixed = { taken: 1_234, applied: 1_200, known: 30, parked: 4 };
		expect(sentWords({ kind: 'ok', tally: mixed }, 'phường')).toEqual({
			tone: 'care',
			lines: [
				'Phường đã nhận 1.234 mục.',
				'Trong đó 30 mục phường đã có từ trước.',
				'4 mục cần cán bộ phường xem lại.'
			],
			signIn: false
		});
	});

	test('has not arrived: why, that it is still here, and what to do', () => {
		for (const kind of ['unreachable', 'captive', 'busy', 'refused', 'stuck'] as const) {
			const { tone, lines, signIn } = troubleWords(kind, 'xã');
			expect(['care', 'trouble']).toContain(tone);
			expect(lines).toContain('Các mục chưa gửi vẫn nằm trên máy này.');
			expect(lines).toHaveLength(3);
			expect(signIn).toBe(false);
		}
		expect(troubleWords('sign-in', 'xã')).toMatchObject({ tone: 'trouble', signIn: true });
	});
});
