import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CollectionName } from '#protocol/collections.ts';
import { rowFields } from '#protocol/row-fields.ts';
import { SyncRequest } from '#protocol/messages.ts';
import { Chance } from './chance.ts';
import { altered } from './damage.ts';
import { DOORS } from './lane.ts';
import { Messages } from './messages.ts';
import type { FuzzPhone } from './phone.ts';
import { statusesOf } from './raw.ts';
import { shaped } from './shaped.ts';
import { faultOf } from './tally.ts';

test('every door of the API is tried', () => {
	const doors = globSync('src/routes/api/**/+server.ts').map((file) => file.split('/api/')[1]?.split('/')[0]);
	expect(DOORS).toEqual(expect.arrayContaining(doors));
});

test.each(CollectionName.options)('rows of %s are made that its schema takes', (name) => {
	const chance = new Chance(1);
	for (let times = 0; times < 50; times += 1) {
		const fields = rowFields[name];
		expect(fields.safeParse(shaped(fields, chance))).toMatchObject({ success: true });
	}
});

test('a message that was not altered is one a phone could send', () => {
	const phone = { device: 3, epoch: 'e', last: 4, cursors: {} } as unknown as FuzzPhone;
	const messages = new Messages(
		{ accounts: [], ids: { people: ['h1.1'], households: ['h1'] } },
		new Chance(1)
	);
	const made = Array.from({ length: 100 }, () => messages.sync(phone)).filter((one) =>
		Array.isArray((one as SyncRequest).ops)
	);
	expect(made.length).toBeGreaterThan(20);
	for (const one of made) expect(SyncRequest.safeParse(one)).toMatchObject({ success: true });
});

test('the same seed alters in the same way, and never the original', () => {
	const original = JSON.stringify({ p: 1, ops: [{ n: 1, a: { VN2: { status: 'done' } } }], d: 7 });
	const message = JSON.parse(original) as object;
	const many = (): string[] => {
		const chance = new Chance(9);
		return Array.from({ length: 200 }, () => JSON.stringify(altered(message, chance)));
	};
	expect(many()).toEqual(many());
	expect(new Set(many()).size).toBeGreaterThan(50);
	expect(JSON.stringify(message)).toBe(original);
});

test('what may be answered and what may not', () => {
	const answered = (status: number, headers = {}) => ({
		status,
		headers,
		cookies: [],
		body: Buffer.alloc(0)
	});
	for (const status of [200, 400, 401, 429, 431]) expect(faultOf(answered(status), false)).toBeUndefined();
	expect(faultOf(answered(500), false)).toBe('answered 500');
	expect(faultOf(answered(503), false)).toBe('answered 503');
	expect(faultOf(answered(503, { 'retry-after': '5' }), false)).toBeUndefined();
	expect(faultOf(answered(0), false)).toBe('no answer');
	expect(faultOf(answered(0), true)).toBeUndefined();
	expect(statusesOf('HTTP/1.1 400 Bad\r\nx: HTTP/1.1 500\r\n\r\nHTTP/1.1 200 OK\r\n')).toEqual([400, 200]);
});
