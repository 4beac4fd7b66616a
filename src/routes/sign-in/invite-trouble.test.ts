import { describe, expect, it } from 'vitest';
import { troubleOf } from './invite-trouble.ts';

describe('[F32] an invite that does not open', () => {
	it('once used or expired names whom to ask, and is not worth trying again', () => {
		const used = troubleOf({ kind: 'refused', code: 'invite-used', ask: 'Lò Thị Mai' });
		expect(used).toEqual({
			what: 'Lời mời này đã được dùng rồi.',
			todo: ['Xin Lò Thị Mai một lời mời mới.'],
			retry: false
		});
		const expired = troubleOf({ kind: 'refused', code: 'invite-expired' });
		expect(expired.todo.join(' ')).toContain('trưởng thôn hoặc cán bộ xã');
	});

	it('unknown says to look at the digits again', () => {
		expect(troubleOf({ kind: 'refused', code: 'invite-unknown' })).toMatchObject({ retry: false });
		expect(troubleOf({ kind: 'refused', code: 'bad-request' }).what).toBe('Không tìm thấy lời mời này.');
	});

	it('without a network, behind a Wi-Fi page or with a busy commune keeps the code and may be tried again', () => {
		const passing = [
			troubleOf({ kind: 'unreachable' }),
			troubleOf({ kind: 'unreachable' }, true),
			troubleOf({ kind: 'captive' }),
			troubleOf({ kind: 'storage' }),
			troubleOf({ kind: 'refused', code: 'busy' }),
			troubleOf({ kind: 'refused', code: 'too-many' })
		];
		for (const { todo, retry } of passing) {
			expect(retry).toBe(true);
			expect(todo[0]).toBe('Mã vẫn được giữ trên máy này.');
		}
		expect(new Set(passing.map(({ what }) => what)).size).toBe(passing.length);
	});

	it('without an answer while the clock is wrong says so: no network would help', () => {
		expect(troubleOf({ kind: 'unreachable' }, true)).toMatchObject({
			what: 'Giờ trên máy bị sai.',
			todo: ['Mã vẫn được giữ trên máy này.', 'Vào Cài đặt của máy, bật giờ tự động.']
		});
		expect(troubleOf({ kind: 'captive' }, true)).toEqual(troubleOf({ kind: 'captive' }));
	});
});
