import { expect, test } from 'vitest';
import { lanesOf } from './lane.ts';

const laneIn = (address: string): string | undefined => lanesOf([address]).get(address);

test.each([
	['Ngõ đình, số 97', 'Ngõ đình'],
	['Ngõ đình số 97', 'Ngõ đình'],
	['Số 97, ngõ đình', 'ngõ đình'],
	['97/3A Ngõ đình', 'Ngõ đình'],
	['Kiệt 2, số 29', 'Kiệt 2'],
	['Đường ĐH3', 'Đường ĐH3'],
	['Tổ 3, hẻm 12, thôn Đông', 'hẻm 12']
])('"%s" lies in %s', (address, lane) => {
	expect(laneIn(address)).toBe(lane);
});

test.each(['Sau nhà ông Tư', 'Số 97', '', 'Tổ 3, thôn Đông'])('"%s" names no lane', (address) => {
	expect(laneIn(address)).toBeUndefined();
});

test('what three households share is a lane without a word for one', () => {
	const addresses = ['Cầu ván, số 1', 'Cầu ván, số 2', 'cầu ván', 'Gò mả'];
	expect(lanesOf(addresses).get('Cầu ván, số 2')).toBe('Cầu ván');
	expect(lanesOf(addresses).get('Gò mả')).toBeUndefined();
	expect(lanesOf(addresses.slice(1)).size).toBe(0);
});
