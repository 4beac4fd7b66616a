import { expect, test } from 'vitest';
import { addressInLane, placeText } from './place-text.ts';

test('under the heading of its lane only the rest of an address is said', () => {
	expect(addressInLane('Ngõ đình, số 3', 'Ngõ đình')).toBe('số 3');
	expect(addressInLane('Ngõ đình', 'Ngõ đình')).toBe('');
	expect(addressInLane('đối diện nhà văn hóa', 'Ngõ đình')).toBe('đối diện nhà văn hóa');
	expect(addressInLane('số 3', undefined)).toBe('số 3');
});

test('a lane is not taken for another whose number begins alike', () => {
	expect(addressInLane('Kiệt 25', 'Kiệt 2')).toBe('Kiệt 25');
});

test('group, lane and address are said once each', () => {
	expect(placeText('Tổ đoàn kết 1', 'Kiệt 2', 'Kiệt 2, số 13')).toBe('Tổ đoàn kết 1 · Kiệt 2, số 13');
	expect(placeText('Tổ đoàn kết 1', 'Kiệt 2', 'số 13')).toBe('Tổ đoàn kết 1 · Kiệt 2 · số 13');
	expect(placeText(undefined, undefined)).toBe('');
});
