// Reads cells of one sheet by what their column holds, and keeps what is said about them.
import type { Header, Column } from './header.ts';
import type { Complaint, Problem } from './problem.ts';
import { columnLetter, type Cell, type RawTable } from './raw-table.ts';
import { cleanText, placeName, textOf } from './written-text.ts';

const longest: Partial<Record<Column, number>> = { name: 80, code: 40, group: 80, hamlet: 80, address: 160 };

export class SheetCells {
	readonly problems: Problem[] = [];
	readonly table: RawTable;
	readonly header: Header;

	constructor(table: RawTable, header: Header) {
		this.table = table;
		this.header = header;
	}

	/** Cells of a column below the header, from its first column to its last where it has several. */
	column(column: Column): Cell[] {
		const indexes = this.header.columns[column] ?? [];
		return indexes.flatMap((at) => this.table.rows.slice(this.header.row + 1).map((row) => row[at] ?? null));
	}

	/** The first filled cell of that column in a row, null when there is none. */
	cell(row: number, column: Column): Cell {
		const at = this.indexOf(row, column);
		return at === undefined ? null : (this.table.rows[row]?.[at] ?? null);
	}

	/** Clean text of a cell, cut (and said so) where the schema holds no more; undefined when empty. */
	text(row: number, column: Column): string | undefined {
		const text = textOf(this.cell(row, column));
		const most = longest[column] ?? text.length;
		if (text.length > most) this.complain(row, column, { code: 'too-long', params: { most: String(most) } });
		return text.slice(0, most).trim() || undefined;
	}

	/** A place's name; a bare number takes the column's heading before it: "Tổ đoàn kết" and 1 are "Tổ đoàn kết 1". */
	placeText(row: number, column: 'group' | 'hamlet'): string | undefined {
		const text = this.text(row, column);
		if (text === undefined || !/^\d+$/.test(text)) return text && placeName(text);
		return `${placeName(this.heading(this.indexOf(row, column)))} ${Number(text)}`;
	}

	heading(at: number | undefined): string {
		return cleanText(textOf(this.table.rows[this.header.row]?.[at ?? -1]).replace(/\([^)]*\)/g, ' '));
	}

	/** The first filled cell of a row, whatever its column. */
	firstText(row: number): string {
		return this.table.rows[row]?.map(textOf).find((text) => text !== '') ?? '';
	}

	complain(row: number, column: Column | undefined, complaint: Complaint): void {
		const at = column && (this.indexOf(row, column) ?? this.header.columns[column]?.[0]);
		const place = { sheet: this.table.sheet, row: row + 1 };
		this.problems.push({ ...place, ...(at === undefined ? {} : { column: columnLetter(at) }), ...complaint });
	}

	private indexOf(row: number, column: Column): number | undefined {
		const indexes = this.header.columns[column] ?? [];
		return indexes.find((at) => textOf(this.table.rows[row]?.[at]) !== '');
	}
}
