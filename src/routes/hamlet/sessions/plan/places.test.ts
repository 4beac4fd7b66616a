import { expect, test } from 'vitest';
import { homesOf, LONGEST_PLACE, usualPlaces } from './places.ts';

test('[F21] places are chosen from few: the hall, where it was before, the homes of who leads a group', () => {
	const sessions = ['Chợ', 'Đình làng', 'Nhà văn hóa', 'Sân kho', 'Đình làng', 'Trường học'].map(
		(place, at) => ({
			place,
			day: `2026-11-0${at + 1}`
		})
	);
	expect(usualPlaces(sessions)).toEqual(['Nhà văn hóa', 'Trường học', 'Đình làng', 'Sân kho']);
	expect(homesOf([{ name: 'Tổ đoàn kết 1' }])).toEqual(['Nhà trưởng Tổ đoàn kết 1']);
	expect(homesOf([{ name: 'cụm '.repeat(20).trim() }])[0]?.length).toBeLessThanOrEqual(LONGEST_PLACE);
});
