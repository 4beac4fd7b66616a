import { expect, test } from 'vitest';
import { makePerson } from '../../../../tests/support/register.ts';
import {
	householdsMerged,
	householdSplit,
	householdToHamlet,
	otherHamlets,
	peopleMoved
} from './family-taps.ts';
import { namesInBoth } from './names-in-both.ts';

const lan = makePerson('p2', { name: 'Lê Thị Lan' });
const be = makePerson('p3', { name: 'Lê Bé' });
const ids = { from: 'h1' as never, into: 'new' };

test('a split names who goes, as this phone saw each of them, and the new head; an empty address is left out', () => {
	const seen = (id: string) => (id === 'p2' ? 4 : 0);
	const { drafts, label } = householdSplit(ids, [lan, be], seen, { head: lan, address: '' });
	expect(drafts).toEqual([
		{
			k: 'cmd',
			c: 'households',
			id: 'h1',
			a: {
				name: 'household.split',
				into: 'new',
				people: [
					{ id: 'p2', b: 4 },
					{ id: 'p3', b: 0 }
				],
				head: 'p2'
			}
		}
	]);
	expect(label).toContain('Lê Thị Lan');
	const moved = householdSplit(ids, [lan], seen, { head: lan, address: 'Ngõ 3' });
	expect(moved.drafts[0]?.a).toMatchObject({ address: 'Ngõ 3' });
});

test('several people go to another household in one action', () => {
	const { drafts, label } = peopleMoved([lan, be], 'h2' as never, 'Hồ Văn Mới');
	expect(drafts.map(({ id, a }) => [id, a.name, a.into])).toEqual([
		['p2', 'person.move', 'h2'],
		['p3', 'person.move', 'h2']
	]);
	expect(label).toBe('Đã chuyển 2 người sang hộ Hồ Văn Mới');
	expect(peopleMoved([lan], 'h2' as never, 'Hồ Văn Mới').label).toBe(
		'Đã chuyển Lê Thị Lan sang hộ Hồ Văn Mới'
	);
});

test('the row that goes says where it went', () => {
	expect(householdsMerged('h1' as never, 'h2' as never, 'Lê An').drafts).toEqual([
		{ k: 'cmd', c: 'households', id: 'h1', a: { name: 'household.merge', into: 'h2' } }
	]);
});

test('a name that stands in both rows is told, however its marks were typed', () => {
	const other = [{ name: 'LÊ THỊ LAN' }, { name: 'Hồ Văn Mới' }];
	expect(namesInBoth([lan, be], other)).toEqual(['Lê Thị Lan']);
});

test('a household the list had in the wrong place goes to a hamlet that stands today', () => {
	const hamlet = (id: string, more = {}) => ({ id: id as never, name: `Thôn ${id}`, order: 1, ...more });
	const all = [
		hamlet('Đông'),
		hamlet('Tây', { from: '2026-07-01' }),
		hamlet('Cũ', { until: '2026-06-30' }),
		hamlet('Mới', { from: '2027-01-01' })
	];
	const others = otherHamlets(all, 'Đông' as never, '2026-11-29');
	expect(others.map(({ name }) => name)).toEqual(['Thôn Tây']);
	expect(householdToHamlet('h1' as never, others[0] as never)).toEqual({
		drafts: [{ k: 'cmd', c: 'households', id: 'h1', a: { name: 'household.move', hamlet: 'Tây' } }],
		label: 'Đã chuyển hộ sang Thôn Tây'
	});
});
