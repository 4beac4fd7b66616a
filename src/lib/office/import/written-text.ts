// Text as lists hold it: two ways of storing a letter, look-alikes of Đ, invisible characters (domain page §7).
import type { Cell } from './raw-table.ts';

const LOOK_ALIKES: Record<string, string> = { Ð: 'Đ', Ɖ: 'Đ', ð: 'đ', ɖ: 'đ' };
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** NFC, one space between words, none around, true Đ. */
export function cleanText(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[ÐƉðɖ]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
		.replace(INVISIBLE, '')
		.replace(/\s+/g, ' ')
		.trim();
}

/** The text of any cell; numbers and dates as a person would read them back, nothing for an empty one. */
export function textOf(cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return '';
	if (cell instanceof Date) return cell.toISOString().slice(0, 10);
	return cleanText(String(cell));
}

/**
 * Equal for two spellings of one name: case and the place of the tone mark (hòa, hoà) do not matter, the tone itself does
 * (Hạ and Hà are two hamlets). Derived ids are made from it, so it must never change.
 */
export function nameKey(text: string): string {
	return cleanText(text)
		.toLowerCase()
		.normalize('NFD')
		.split(' ')
		.map((word) => word.replace(TONES, '') + (word.match(TONES) ?? []).join(''))
		.join(' ');
}

/** A place written in capitals as one would write it in a sentence: "THÔN ĐÔNG" → "Thôn Đông". Others stay as given. */
export function placeName(text: string): string {
	const clean = cleanText(text);
	if (clean !== clean.toUpperCase()) return clean;
	return clean.toLowerCase().replace(/(^|\s)\p{L}/gu, (start) => start.toUpperCase());
}
