import { describe, expect, test } from 'vitest';
import { stateAtTheDoor, stateOfHandingIn, type SavingFacts } from './saving-state.ts';

const at = (time: string) => Date.parse(`2026-11-22T${time}+07:00`);
const NOW = at('20:00:00');
const clean: SavingFacts = { saving: false, recorded: 12, unsentOps: 0, unsentHouseholds: 0, review: 0 };

describe('the line of state', () => {
	test('[F12] what is not handed in comes first, in households and entries, with the one thing to do', () => {
		expect(stateOfHandingIn({ ...clean, unsentOps: 1200, unsentHouseholds: 3 }, 'xã', NOW)).toEqual({
			tone: 'waiting',
			text: 'Còn 3 nhà (1.200 mục) chưa gửi. Mở ứng dụng khi có mạng.'
		});
	});

	test('says when the commune, by its own word, had everything', () => {
		const facts = { ...clean, lastReceivedAt: at('19:42:10') };
		expect(stateOfHandingIn(facts, 'phường', NOW).text).toBe('Phường đã nhận hết lúc 19:42.');
		expect(stateOfHandingIn(facts, 'xã', NOW + 86_400_000).text).toBe('Xã đã nhận hết ngày 22/11/2026.');
	});

	test('never says received without a receipt', () => {
		expect(stateOfHandingIn(clean, 'xã', NOW).text).toBe('Đã lưu trên máy');
	});

	test('what the commune could not use is trouble, not silence', () => {
		const facts = { ...clean, review: 2, lastReceivedAt: NOW };
		expect(stateOfHandingIn(facts, 'xã', NOW)).toEqual({ tone: 'trouble', text: 'Có 2 mục cần xem lại.' });
	});

	test('at the door it is the phone that counts: saving, saved, or not', () => {
		expect(stateAtTheDoor({ ...clean, unsentOps: 5, unsentHouseholds: 1 }).text).toBe('Đã lưu trên máy');
		expect(stateAtTheDoor({ ...clean, saving: true }).tone).toBe('busy');
		expect(stateAtTheDoor({ ...clean, saving: true, saveError: 'full' }).text).toContain('hết chỗ');
	});

	test('a browser that lost its database is not said to hold the rest', () => {
		expect(stateAtTheDoor({ ...clean, saveError: 'lost' }).text).not.toContain('vẫn còn');
	});
});
