import { afterEach, expect, test } from 'vitest';
import { guideOf, guides } from '#guides/guides.ts';
import { baseLocale, overwriteGetLocale } from '#i18n/paraglide/runtime.js';
import { spokenGuide } from './spoken-guide.ts';

afterEach(() => overwriteGetLocale(() => baseLocale));

test('[F9] a guide is told in the order of its page, the steps by their numbers', () => {
	const guide = guideOf('ZALO');
	expect(guide && spokenGuide('Nhóm Zalo của thôn', guide)).toEqual([
		'Nhóm Zalo của thôn',
		'Tin của thôn đến nhà trong một phút.',
		'Cần có',
		'Điện thoại có Zalo.',
		'Làm từng bước',
		'1. Hỏi trưởng thôn mã QR của nhóm.',
		'2. Mở Zalo, quét mã, xin vào nhóm.',
		'3. Bật báo tin của nhóm.',
		'Không bao giờ',
		'Không gửi danh sách, giấy tờ của ai vào nhóm.',
		'Sau đó',
		'Nhắc chỉ tin thông báo của trưởng thôn.'
	]);
});

test('[F9] a Vietnamese voice is given Vietnamese words, whatever language the screen is in', () => {
	const [guide] = guides;
	const spoken = () => guide && spokenGuide('', guide);
	const inVietnamese = spoken();
	overwriteGetLocale(() => 'en');
	expect(spoken()).toEqual(inVietnamese);
});
