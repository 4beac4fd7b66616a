import { expect, test } from 'vitest';
import { compareNames } from './name-order.ts';

test('people stand by given name in the Vietnamese order, then by family name', () => {
	const names = [
		'Lê Đức',
		'Trần Bình',
		'Lê An',
		'Đỗ Ân',
		'Lê Ánh',
		'Lê Dung',
		'Vũ Hoàng',
		'Lê Hòa',
		'An Bình'
	];
	expect(names.sort(compareNames).map((name) => name.split(' ')[1])).toEqual([
		'An',
		'Ánh',
		'Ân',
		'Bình',
		'Bình',
		'Dung',
		'Đức',
		'Hòa',
		'Hoàng'
	]);
	expect(names.indexOf('An Bình')).toBeLessThan(names.indexOf('Trần Bình'));
});
