import { expect, test } from 'vitest';
import { defaultPlaceWords } from '#domain/places.ts';
import type { Campaign } from '#domain/programme.ts';
import { daysText, forceText, paceText } from './campaign-words.ts';

const campaign: Campaign = {
	name: 'Hai tuần VNeID',
	from: '2026-12-01',
	until: '2026-12-14',
	mainItems: [],
	forces: []
};

test('[F39] the days of a campaign, from before it begins until it is over', () => {
	const at = (today: string, given: Partial<Campaign> = {}) => daysText({ ...campaign, ...given }, today);
	expect(at('2026-11-28')).toBe('Bắt đầu ngày 01/12/2026');
	expect(at('2026-12-03')).toBe('Còn 12 ngày');
	expect(at('2026-12-14')).toBe('Hôm nay là ngày cuối');
	expect(at('2026-12-15')).toBe('Đã hết ngày 14/12/2026');
	expect(at('2026-12-03', { cancelled: true })).toBe('Đã bỏ đợt này');
});

test('[F39] the pace still needed, in a sentence for each case', () => {
	const say = (pace: Parameters<typeof paceText>[0], unit = 'người') => paceText(pace, unit, campaign.from);
	expect(say({ kind: 'running', left: 70, days: 12, perDay: 6 })).toBe('Còn 12 ngày, mỗi ngày 6 người.');
	expect(say({ kind: 'running', left: 1200, days: 1, perDay: 1200 })).toBe(
		'Hôm nay là ngày cuối, còn 1.200 người.'
	);
	expect(say({ kind: 'to-come', left: 140, days: 14, perDay: 10 }, 'hộ')).toBe(
		'Từ ngày 01/12/2026, mỗi ngày 10 hộ.'
	);
	expect(say({ kind: 'over', left: 50 })).toBe('Đã hết ngày, còn thiếu 50 người.');
	expect(say({ kind: 'met' })).toBe('Đã đạt chỉ tiêu.');
	expect(say({ kind: 'no-target' })).toBe('Chưa đặt chỉ tiêu.');
});

test('[F39] team and groups are called as the commune calls them', () => {
	const words = { ...defaultPlaceWords, team: 'Tổ Chuyển đổi số', group: 'cụm dân cư' };
	expect([forceText('digital-team', words), forceText('solidarity-group', words)]).toEqual([
		'Tổ Chuyển đổi số',
		'Cụm dân cư'
	]);
});
