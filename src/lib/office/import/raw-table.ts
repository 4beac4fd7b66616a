// What a reader hands on: cells as the file holds them. Row and column numbers are those the office sees in its sheet.

export type Cell = string | number | boolean | Date | null;

/** One sheet of a workbook, or a whole CSV. `rows[0]` is line 1, blank lines included. */
export interface RawTable {
	/** Name of the sheet; for a CSV the name of the file without its ending. */
	sheet: string;
	kind: 'workbook' | 'csv';
	rows: Cell[][];
}

/** The name spreadsheets give a column: 0 is A, 26 is AA. */
export function columnLetter(index: number): string {
	const first = Math.floor(index / 26);
	return (first > 0 ? columnLetter(first - 1) : '') + String.fromCharCode(65 + (index % 26));
}
