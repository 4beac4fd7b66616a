import { describe, expect, it } from 'vitest';
import { handInWords } from './hand-in-words.ts';

describe('[F12] handing in, in words', () => {
	it('says in every trouble that the entries are kept here', () => {
		const troubles = [
			'waiting-for-network',
			'wrong-clock',
			'captive-portal',
			'server-busy',
			'sign-in-again',
			'outdated',
			'trouble'
		] as const;
		for (const status of troubles) {
			const { lines } = handInWords(status, 12, false, 'xã');
			expect(lines, status).toHaveLength(3);
			expect(lines[1], status).toBe('Việc đã ghi vẫn nằm trên máy này.');
		}
	});

	it('asks to sign in only when that is what helps', () => {
		expect(handInWords('sign-in-again', 1, false, 'xã').only).toBe('sign-in');
		expect(handInWords('waiting-for-network', 1, false, 'xã').only).toBeUndefined();
	});

	it('[WR2] says of a version that is too old what is safe, and that a newer one is the one thing to do', () => {
		const { lines, only } = handInWords('outdated', 0, true, 'xã');
		expect(lines[1]).toBe('Xã đã nhận hết.');
		expect(only).toBe('update');
		expect(handInWords('outdated', 0, false, 'xã').lines[1]).toBe('Không có gì chờ gửi.');
	});

	it('says nothing once more that the line of state says', () => {
		for (const [unsent, allSafe] of [
			[0, true],
			[0, false],
			[3, false]
		] as const)
			expect(handInWords('idle', unsent, allSafe, 'xã').lines).toEqual([]);
	});
});
