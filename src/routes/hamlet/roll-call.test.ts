import { describe, expect, it } from 'vitest';
import type { MemberContact } from '#phone/store/roll-call.ts';
import { contactText, inOrderOfCall, signOf } from './roll-call.ts';

/** 22/11/2026, 19:00 in Việt Nam. */
const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

const contact = (id: string, more: Partial<MemberContact> = {}): MemberContact => ({
	member: id as never,
	unsent: 0,
	phones: 1,
	lastContactAt: NOW - HOUR,
	...more
});
const never: MemberContact = { member: 'never' as never, unsent: 0, phones: 0 };

describe('[F12] the roll call', () => {
	it('says "all sent" only of those who were heard of today and held nothing then', () => {
		expect(signOf(contact('a'), NOW).text).toBe('Đã gửi hết');
		expect(signOf(contact('a', { lastContactAt: NOW - 30 * HOUR }), NOW).text).toBe('Hôm nay chưa');
		expect(signOf(contact('a', { unsent: 1_200 }), NOW).text).toBe('Còn 1.200 mục');
		expect(signOf(never, NOW).text).toBe('Chưa vào');
		expect(signOf(contact('a', { phones: 0 }), NOW).text).toBe('Không còn máy');
	});

	it('says when each was last heard of, and by how many phones', () => {
		expect(contactText(contact('a'), NOW)).toBe('Liên lạc lúc 18:00');
		expect(contactText(contact('a', { lastContactAt: NOW - 30 * HOUR, phones: 2 }), NOW)).toBe(
			'Liên lạc lúc 13:00 ngày 21/11/2026 · 2 máy'
		);
		expect(contactText(never, NOW)).toBe('Chưa liên lạc lần nào');
	});

	it('begins with those who still hold work, then with those not heard of for longest', () => {
		const list = [
			contact('fresh'),
			never,
			contact('old', { lastContactAt: NOW - 90 * HOUR }),
			contact('full', { unsent: 3 })
		];
		expect(inOrderOfCall(list).map(({ member }) => member)).toEqual(['full', 'old', 'fresh', 'never']);
	});
});
