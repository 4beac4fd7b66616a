import { expect, test } from 'vitest';
import { walkingOrders } from './walking-order.ts';

test('a new hamlet is counted from 1', () => {
	expect(walkingOrders([undefined, undefined, undefined], [])).toEqual([1, 2, 3]);
});

test('known households keep their place and new ones go in between', () => {
	const orders = walkingOrders([1, undefined, undefined, 2, 3, undefined], [1, 2, 3]);
	expect(orders).toEqual([1, 1 + 1 / 3, 1 + 2 / 3, 2, 3, 4]);
});

test('a new household at the head of the list goes before the first', () => {
	expect(walkingOrders([undefined, 1], [1])).toEqual([0.5, 1]);
});

test('a household the list leaves out is not walked over', () => {
	expect(walkingOrders([1, undefined, 3], [1, 2, 3])).toEqual([1, 1.5, 3]);
});
