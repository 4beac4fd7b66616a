// What is typed about a person into a form, read as people write it. Nothing is guessed: what is unclear is asked again.
import type { Birth } from './birth.ts';
import { isRealDay, partsOf, type Day } from './calendar.ts';
import { OFFICE_PHONE } from './places.ts';

export type Typed<T> = { kind: 'read'; value: T } | { kind: 'empty' } | { kind: 'unclear' };

const EARLIEST_YEAR = 1900;
const LONGEST_NAME = 80;

const EMPTY = { kind: 'empty' } as const;
const UNCLEAR = { kind: 'unclear' } as const;

/** In NFC, white space squeezed; at least one letter, at most 80 characters. */
export function nameTyped(typed: string): Typed<string> {
	const value = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
	if (value === '') return EMPTY;
	return /\p{L}/u.test(value) && value.length <= LONGEST_NAME ? { kind: 'read', value } : UNCLEAR;
}

/** The day comes first, as it does in Vietnamese; a year of two digits could be of either century. */
const WRITTEN = [
	/^(?<day>\d{1,2})[\s/.-]+(?<month>\d{1,2})[\s/.-]+(?<year>\d{4})$/,
	/^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/,
	/^(?<month>\d{1,2})[\s/.-]+(?<year>\d{4})$/,
	/^(?<year>\d{4})$/
];

/** 23/10/1961, 23101961, 10/1961 or 1961: from 1900 to `today`. */
export function birthTyped(typed: string, today: Day): Typed<Birth> {
	const text = typed.trim();
	if (text === '') return EMPTY;
	const parts = WRITTEN.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
	if (parts === undefined) return UNCLEAR;
	const value = Object.fromEntries(
		Object.entries(parts).map(([name, digits]) => [name, Number(digits)])
	) as Birth;
	return isPossible(value, today) ? { kind: 'read', value } : UNCLEAR;
}

function isPossible({ year, month = 1, day = 1 }: Birth, today: Day): boolean {
	const now = partsOf(today);
	const isPast = Date.UTC(year, month - 1, day) <= Date.UTC(now.year, now.month - 1, now.day);
	return year >= EARLIEST_YEAR && isRealDay(year, month, day) && isPast;
}

/** Ten digits from 0, however they are spaced; +84 is read as 0. */
export const phoneTyped = (typed: string): Typed<string> => numberTyped(typed, /^0\d{9}$/);

/** The same, or a landline: eleven digits from 02. */
export const officePhoneTyped = (typed: string): Typed<string> => numberTyped(typed, OFFICE_PHONE);

function numberTyped(typed: string, form: RegExp): Typed<string> {
	const digits = typed.replace(/[\s().-]/g, '').replace(/^\+?84(?=\d{9,10}$)/, '0');
	if (digits === '') return EMPTY;
	return form.test(digits) ? { kind: 'read', value: digits } : UNCLEAR;
}
