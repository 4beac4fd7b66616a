// Numbers, days and times as people here write them: 1.234 · 56,7 % · 05/11/2026 · 19:42. By hand, not by Intl: the
// same on every phone (vi-VN there prints 5/11/2026), in both languages, and always in Việt Nam's time, UTC+7.

const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const NO_BREAK_SPACE = '\u00a0';

/** A whole number with a dot every three digits: 1.236. */
export function formatNumber(count: number): string {
	return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** A share, 0–1, as percent with one decimal: "56,7 %"; the space does not break. */
export function formatPercent(share: number): string {
	const tenths = Math.round(share * 1000);
	return `${formatNumber(Math.floor(tenths / 10))},${String(tenths % 10)}${NO_BREAK_SPACE}%`;
}

/** A day given as `yyyy-mm-dd`: 05/11/2026. */
export function formatDay(day: string): string {
	return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** A day without its year, for narrow places: 05/11. */
export function formatShortDay(day: string): string {
	return `${day.slice(8, 10)}/${day.slice(5, 7)}`;
}

/** A month given as `yyyy-mm`: 11/2026. */
export function formatMonth(month: string): string {
	return `${month.slice(5, 7)}/${month.slice(0, 4)}`;
}

/**
 * The parts of a day as a letter spells it, so that nobody can write a figure before them: with a zero below ten, of the
 * months only January and February (Nghị định 30/2020).
 */
export function letterDay(day: string): { day: string; month: string; year: string } {
	const month = Number(day.slice(5, 7));
	return {
		day: day.slice(8, 10),
		month: month < 3 ? `0${String(month)}` : String(month),
		year: day.slice(0, 4)
	};
}

/** The time of day of an instant in milliseconds: 19:42. */
export function formatTime(at: number): string {
	return new Date(at + VIETNAM_OFFSET_MS).toISOString().slice(11, 16);
}

/** A Vietnamese phone number in three parts, as it is read aloud: 0912 345 678; a landline with its area first. */
export function formatPhone(phone: string): string {
	const [, ...parts] =
		/^(\d{4})(\d{3})(\d{3})$/.exec(phone) ?? /^(02[48]|02\d\d)(\d{4})(\d{3,4})$/.exec(phone) ?? [];
	return parts.length === 0 ? phone : parts.join(NO_BREAK_SPACE);
}

/** First letter large: a commune's word at the head of a sentence. */
export function capitalised(text: string): string {
	return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
