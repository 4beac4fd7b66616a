import { expect, test } from 'vitest';
import { afterOp, withChanges } from './apply.ts';
import { canonicalJson } from './canonical.ts';
import { uuidv7 } from './row-id.ts';

test('null clears a field, everything else replaces it, and the old fields stay as they were', () => {
	const before = { name: 'Lê Thị Hà', phone: '0912345678' };
	expect(withChanges(before, { phone: null, relation: 'head' })).toEqual({
		name: 'Lê Thị Hà',
		relation: 'head'
	});
	expect(before).toEqual({ name: 'Lê Thị Hà', phone: '0912345678' });
});

test('a pending set on a row that is not here yet shows what was typed', () => {
	expect(afterOp(undefined, { k: 'set', a: { VN2: { status: 'not-yet' } } })).toEqual({
		VN2: { status: 'not-yet' }
	});
	expect(afterOp(undefined, { k: 'cmd', a: { x: 1 } })).toBeUndefined();
});

test('[RC3] one JSON value has one text, whatever the order of its keys', () => {
	const text = canonicalJson({ b: [1, { d: null, c: 'ạ' }], a: undefined, e: true });
	expect(text).toBe('{"b":[1,{"c":"ạ","d":null}],"e":true}');
	expect(canonicalJson({ e: true, b: [1, { c: 'ạ', d: null }] })).toBe(text);
});

test('[RC1] ids made on phones are UUIDv7 and sort by time', () => {
	const random = new Uint8Array(10).fill(0xff);
	const id = uuidv7(1_700_000_000_000, random);
	expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(uuidv7(1_700_000_000_001, new Uint8Array(10)) > id).toBe(true);
	expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000);
});
