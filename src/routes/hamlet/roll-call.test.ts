import { describe, expect, it } from 'vitest';
import type { HamletId, MemberId } from '#domain/ids.ts';
import type { MemberContact } from '#phone/store/roll-call.ts';
import type { View } from '#phone/store/view.ts';
import { contactText, inOrderOfCall, mayLackText, signOf } from './roll-call.ts';

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

describe('[F24] what a total may lack', () => {
	const HERE = 'h1' as HamletId;
	const hamletOf: Record<string, string> = { elsewhere: 'h2' };
	const view = {
		get: (_: unknown, id: string) => ({ hamlets: [hamletOf[id] ?? HERE] })
	} as unknown as Pick<View, 'get'>;
	const text = (members: MemberContact[], isFresh = true, at = NOW) =>
		mayLackText({ now: at, members, isFresh }, view, HERE, 'me' as MemberId, NOW);
	const old = { lastContactAt: NOW - 30 * HOUR };

	it('counts who still holds work and who was not heard of today, of this hamlet, and not herself', () => {
		const members = [
			contact('sent'),
			contact('full', { unsent: 3 }),
			contact('silent', old),
			contact('me', { unsent: 9 }),
			contact('elsewhere', { unsent: 4 }),
			contact('left', { ...old, phones: 0 }),
			never
		];
		expect(text(members)).toBe('2 người chưa gửi: số liệu có thể thiếu.');
	});

	it('says nothing once everybody has just been heard to have handed in', () => {
		expect(text([contact('sent'), never])).toBeUndefined();
	});

	it('without a network says when that was heard, and by then counts whom it has not heard of since', () => {
		expect(text([contact('full', { unsent: 3 })], false)).toBe(
			'1 người chưa gửi: số liệu có thể thiếu. Theo lần biết cuối lúc 19:00.'
		);
		expect(text([contact('sent')], false)).toBe('Theo lần biết cuối lúc 19:00. Lúc ấy ai cũng đã gửi.');
		expect(text([contact('sent', old)], false, NOW - 29 * HOUR)).toBe(
			'1 người chưa gửi: số liệu có thể thiếu. Theo lần biết cuối lúc 14:00 ngày 21/11/2026.'
		);
	});

	it('says that it does not know when nobody ever told', () => {
		expect(mayLackText(undefined, view, HERE, 'me' as MemberId, NOW)).toBe(
			'Chưa biết ai đã gửi: số liệu có thể thiếu.'
		);
	});
});
