import { describe, expect, test } from 'vitest';
import type { GroupId, HouseholdId, MemberId } from '#domain/ids.ts';
import { ownersOf } from '#domain/whose-door.ts';
import { calledBy, givenTo, groupSharesOf, loadsOf, takenFrom, type SharedRow } from './share-out.ts';

const AN = { id: 'an' as MemberId, name: 'Lê Văn An' };
const BINH = { id: 'binh' as MemberId, name: 'Trần Bình' };

const row = (id: string, given: Partial<SharedRow> = {}): SharedRow => ({
	id: id as HouseholdId,
	name: `Nhà ${id}`,
	address: '',
	state: 'not-visited',
	recheck: [],
	isRefused: false,
	...given
});
const has = (household: string, { id }: { id: MemberId }, active = true) => ({
	household: household as HouseholdId,
	member: id,
	active
});
const group = (name: string) => ({ group: name as GroupId });

test('[F22] a group says how many of its households are to be visited and given to nobody', () => {
	const rows = [
		row('a', group('g1')),
		row('b', group('g1')),
		row('c', { ...group('g1'), state: 'complete' }),
		row('d', { ...group('g1'), isRefused: true }),
		row('e'),
		row('f', group('g2'))
	];
	const owners = ownersOf([has('a', AN), has('f', BINH, false)]);
	expect(groupSharesOf(rows, owners)).toEqual([
		{ group: 'g1', total: 4, open: 1 },
		{ group: 'g2', total: 1, open: 1 },
		{ group: undefined, total: 1, open: 1 }
	]);
});

test('[F22] who has how much, and first of all whose households wait for somebody who left', () => {
	const rows = [row('a'), row('b', { state: 'complete' }), row('c'), row('d')];
	const owners = ownersOf([
		has('a', BINH),
		has('b', BINH),
		has('c', { id: 'gone' as MemberId }),
		has('x', AN)
	]);
	expect(loadsOf(rows, owners, [AN, BINH], () => 'Cũ')).toEqual([
		{ id: 'gone', name: 'Cũ', given: 1, left: 1, isGone: true },
		{ ...AN, given: 0, left: 0, isGone: false },
		{ ...BINH, given: 2, left: 1, isGone: false }
	]);
});

describe('[F22] giving', () => {
	test('a household that nobody had makes a row; one that somebody else has goes over', () => {
		const { drafts, label } = givenTo(AN, [row('a'), row('b')], [has('b', BINH)]);
		expect(drafts).toEqual([
			{ k: 'add', c: 'assignments', id: 'a:an', a: { household: 'a', member: 'an', active: true } },
			{ k: 'set', c: 'assignments', id: 'b:binh', a: { active: false } },
			{ k: 'add', c: 'assignments', id: 'b:an', a: { household: 'b', member: 'an', active: true } }
		]);
		expect(label).toBe('Đã giao 2 nhà cho Lê Văn An');
	});

	test('what she had before and has again is the same row; what she has already is not written', () => {
		const standing = [has('a', AN, false), has('b', AN)];
		const { drafts, label } = givenTo(AN, [row('a'), row('b')], standing);
		expect(drafts).toEqual([{ k: 'set', c: 'assignments', id: 'a:an', a: { active: true } }]);
		expect(givenTo(AN, [row('a')], standing).label).toBe('Đã giao nhà Nhà a cho Lê Văn An');
		expect(label).toContain('2 nhà');
	});

	test('taken back, it is nobody’s', () => {
		expect(takenFrom(AN, row('a'))).toEqual({
			drafts: [{ k: 'set', c: 'assignments', id: 'a:an', a: { active: false } }],
			label: 'Đã thôi giao nhà Nhà a cho Lê Văn An'
		});
	});
});

test('a household without a name is called by where it is', () => {
	expect([
		calledBy(row('a', { name: '', address: 'Ngõ 3, nhà 5' })),
		calledBy(row('b', { name: '' }))
	]).toEqual(['Ngõ 3, nhà 5', 'Hộ chưa có tên']);
});
