// A birth date as lists write it: dd/mm/yyyy as text, a date cell, a year alone. A month-first guess is never made.
import type { Birth } from '#domain/birth.ts';
import { isRealDay, partsOf, type Day } from '#domain/calendar.ts';
import { fold } from '#domain/name-search.ts';
import { formatDay } from '#i18n/format.ts';
import type { Complaint } from './problem.ts';
import type { Cell } from './raw-table.ts';
import { textOf } from './written-text.ts';

/** `unclear`: the column holds dates that can only be month-first and none that can only be day-first. */
export type DateOrder = 'day-first' | 'unclear';

export interface ReadBirth {
	birth?: Birth;
	complaint?: Complaint;
}

interface Written {
	year: number;
	month?: number;
	day?: number;
}

const WHOLE = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})/;
const MONTH_YEAR = /^(\d{1,2}) ?[/.-] ?(\d{4})$/;
const YEAR = /^(?:(?:sinh|nam|sn|khoang|chung|~) ?)*(\d{4})$/;

/** Day 0 of spreadsheets; right from March 1900 on. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const EARLIEST_YEAR = 1900;

/** In which order the dates of one column are written, as far as the column itself tells. */
export function dateOrderOf(cells: readonly Cell[]): DateOrder {
	let monthFirst = 0;
	for (const cell of cells) {
		const [, a, b] = WHOLE.exec(textOf(cell)) ?? [];
		if (Number(a) > 12) return 'day-first';
		if (Number(b) > 12) monthFirst += 1;
	}
	return monthFirst > 0 ? 'unclear' : 'day-first';
}

/**
 * Whether a spreadsheet set to month-first seems to have turned typed dates round: it makes a date cell of every dd/mm
 * that could be mm/dd and leaves the others as text. Eight date cells by chance all have a day up to 12 once in 1,700 columns.
 */
export function maySwapDates(cells: readonly Cell[]): boolean {
	const dates = cells.filter((cell) => cell instanceof Date);
	const texts = cells.flatMap((cell) => (typeof cell === 'string' ? [WHOLE.exec(textOf(cell))] : []));
	const whole = texts.filter((match) => match !== null);
	if (dates.length < 8 || whole.length === 0) return false;
	return dates.every((date) => date.getUTCDate() <= 12) && whole.every(([, day]) => Number(day) > 12);
}

/** Reads one cell. What is wrong with a date leaves at least its year; `today` bounds what is possible. */
export function birthOf(cell: Cell, order: DateOrder, today: Day): ReadBirth {
	if (textOf(cell) === '') return {};
	const written = writtenIn(cell);
	if (written === undefined)
		return { complaint: { code: 'birth-not-understood', params: { value: asRead(cell) } } };
	const { year } = written;
	if (year < EARLIEST_YEAR || isAfter({ year }, today)) {
		return { complaint: { code: 'birth-out-of-range', params: { value: asRead(cell) } } };
	}
	const wrong = wrongIn(written, cell instanceof Date ? 'day-first' : order, today);
	if (wrong === undefined) return { birth: written };
	return { birth: { year }, complaint: { code: wrong, params: { value: asRead(cell), year: String(year) } } };
}

function writtenIn(cell: Cell): Written | undefined {
	if (cell instanceof Date) return partsOf(cell.toISOString().slice(0, 10));
	if (typeof cell === 'number') return fromNumber(cell);
	const text = textOf(cell);
	const whole = WHOLE.exec(text);
	if (whole) return known(Number(whole[3]), Number(whole[2]), Number(whole[1]));
	const iso = ISO.exec(text);
	if (iso) return known(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const monthYear = MONTH_YEAR.exec(text);
	if (monthYear) return known(Number(monthYear[2]), Number(monthYear[1]), 0);
	const year = YEAR.exec(fold(text));
	return year ? { year: Number(year[1]) } : undefined;
}

/** A number is a year, or the serial of a date whose cell lost its format. */
function fromNumber(value: number): Written | undefined {
	if (!Number.isInteger(value)) return undefined;
	if (value >= 1880 && value <= 2100) return { year: value };
	const isSerial = value > 3_000 && value < 60_000;
	return isSerial
		? partsOf(new Date(SERIAL_EPOCH_MS + value * DAY_MS).toISOString().slice(0, 10))
		: undefined;
}

/** Lists write 00 for a part nobody knows. */
function known(year: number, month: number, day: number): Written {
	if (month === 0) return { year };
	return day === 0 ? { year, month } : { year, month, day };
}

function isAfter({ year, month = 1, day = 1 }: Written, today: Day): boolean {
	const now = partsOf(today);
	return (year - now.year || month - now.month || day - now.day) > 0;
}

function wrongIn(written: Written, order: DateOrder, today: Day): Complaint['code'] | undefined {
	const { year, month, day } = written;
	if (month === undefined) return undefined;
	if (day === undefined && month > 12) return 'birth-not-real';
	if (day !== undefined && !isRealDay(year, month, day)) {
		return isRealDay(year, day, month) ? 'birth-month-first' : 'birth-not-real';
	}
	if (isAfter(written, today)) return 'birth-after-today';
	return order === 'unclear' && day !== undefined && day <= 12 && day !== month
		? 'birth-ambiguous'
		: undefined;
}

/** A date cell as it looks in the office's sheet. */
function asRead(cell: Cell): string {
	return cell instanceof Date ? formatDay(cell.toISOString().slice(0, 10)) : textOf(cell);
}
