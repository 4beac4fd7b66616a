// One sheet → its people, row by row, as far as each row can be read. What cannot is said with row and column.
import type { Birth } from '#domain/birth.ts';
import type { Day } from '#domain/calendar.ts';
import { fold } from '#domain/name-search.ts';
import type { Person, Relation } from '#domain/person.ts';
import { birthOf, dateOrderOf, maySwapDates, type DateOrder } from './birth-cell.ts';
import { columnNamed, type Column, type Header } from './header.ts';
import { phoneOf } from './phone-cell.ts';
import type { Problem } from './problem.ts';
import { columnLetter, type RawTable } from './raw-table.ts';
import { genderOf, relationOf } from './relation-cell.ts';
import { SheetCells } from './sheet-cells.ts';
import { withoutUndefined } from './without-undefined.ts';
import { textOf } from './written-text.ts';

/** One person as her row tells. Places are names here; ids come with the plan. */
export interface ListedRow {
	sheet: string;
	/** Row number as the spreadsheet shows it. */
	row: number;
	name: string;
	code?: string;
	/** Only when the sheet has a column for it. */
	hamlet?: string;
	group?: string;
	address?: string;
	relation?: Relation;
	birth?: Birth;
	gender?: NonNullable<Person['gender']>;
	phone?: string;
}

export interface ReadRows {
	rows: ListedRow[];
	problems: Problem[];
	/** Phone numbers that got their leading zero back. */
	zerosAdded: number;
}

/** Any of these makes a row one about a person. */
const TELLING = ['code', 'relation', 'birth', 'gender', 'phone'] as const satisfies Column[];
const FOOTER =
	/^(tong|cong|nguoi lap|lap bang|xac nhan|chu tich|truong thon|to truong|ky ten|ngay .* thang|tm )/;
/** With marks: Tống is a family name, Công a given one. */
const TOTAL = /^(tổng|cộng)(\s|:|$)/iu;

export function readRows(table: RawTable, header: Header, today: Day): ReadRows {
	const cells = new SheetCells(table, header);
	const dateOrder = dateOrderOf(cells.column('birth'));
	const read: ReadRows = { rows: [], problems: cells.problems, zerosAdded: 0 };
	complainOfColumns(cells);
	for (let row = header.row + 1; row < table.rows.length; row += 1) {
		const kind = kindOf(cells, row);
		if (kind === 'person') read.rows.push(personIn(cells, row, dateOrder, today, read));
		else if (kind === 'nameless') cells.complain(row, 'name', { code: 'no-name', params: {} });
		else if (kind === 'other') {
			cells.complain(row, undefined, { code: 'not-a-person', params: { text: cells.firstText(row) } });
		}
	}
	return read;
}

/** `blank` also covers lines numbered in advance; `other` titles, totals, signatures, a header once more. */
function kindOf(cells: SheetCells, row: number): 'person' | 'nameless' | 'blank' | 'other' {
	const name = textOf(cells.cell(row, 'name'));
	const tells = TELLING.some((column) => textOf(cells.cell(row, column)) !== '');
	const number = textOf(cells.cell(row, 'number'));
	if (name === '') {
		if (FOOTER.test(fold(cells.firstText(row)))) return 'other';
		if (tells) return 'nameless';
		return /^\d*$/.test(cells.firstText(row)) ? 'blank' : 'other';
	}
	if (columnNamed(name) === 'name') return 'other';
	const isTotal = TOTAL.test(name) && textOf(cells.cell(row, 'relation')) === '';
	return isTotal || !(tells || /^\d+$/.test(number)) ? 'other' : 'person';
}

function personIn(
	cells: SheetCells,
	row: number,
	dateOrder: DateOrder,
	today: Day,
	read: ReadRows
): ListedRow {
	const birth = birthOf(cells.cell(row, 'birth'), dateOrder, today);
	const phone = phoneOf(cells.cell(row, 'phone'));
	if (birth.complaint) cells.complain(row, 'birth', birth.complaint);
	if (phone.complaint) cells.complain(row, 'phone', phone.complaint);
	if (phone.zeroAdded) read.zerosAdded += 1;
	return withoutUndefined<ListedRow>({
		sheet: cells.table.sheet,
		row: row + 1,
		name: cells.text(row, 'name') ?? '',
		code: cells.text(row, 'code'),
		hamlet: cells.placeText(row, 'hamlet'),
		group: cells.placeText(row, 'group'),
		address: cells.text(row, 'address'),
		relation: relationIn(cells, row),
		birth: birth.birth,
		gender: genderIn(cells, row),
		phone: phone.phone
	});
}

function relationIn(cells: SheetCells, row: number): Relation | undefined {
	const word = textOf(cells.cell(row, 'relation'));
	if (word === '') return undefined;
	const relation = relationOf(word);
	if (relation === undefined)
		cells.complain(row, 'relation', { code: 'relation-unknown', params: { value: word } });
	return relation ?? 'other';
}

function genderIn(cells: SheetCells, row: number): ListedRow['gender'] {
	const word = textOf(cells.cell(row, 'gender'));
	const gender = genderOf(word);
	if (word !== '' && gender === undefined) {
		cells.complain(row, 'gender', { code: 'gender-unknown', params: { value: word } });
	}
	return gender;
}

function complainOfColumns(cells: SheetCells): void {
	const { header, table, problems } = cells;
	const say = (at: number, code: 'unknown-column' | 'id-card-column' | 'note-column'): void => {
		problems.push({
			sheet: table.sheet,
			row: header.row + 1,
			column: columnLetter(at),
			code,
			params: { heading: cells.heading(at) }
		});
	};
	for (const at of header.unknown) say(at, 'unknown-column');
	for (const at of header.columns['id-card'] ?? []) say(at, 'id-card-column');
	if (cells.column('note').some((cell) => textOf(cell) !== ''))
		say(header.columns.note?.[0] ?? 0, 'note-column');
	if (maySwapDates(cells.column('birth'))) {
		const column = columnLetter(header.columns.birth?.[0] ?? 0);
		problems.push({ sheet: table.sheet, column, code: 'dates-may-be-swapped', params: {} });
	}
}
