// A file from the commune office → tables. What it is, its bytes say: endings of names are wrong too often.
import type { Problem, ProblemCode } from './problem.ts';
import type { RawTable } from './raw-table.ts';
import { decodeText, tableOfCsv } from './read-csv.ts';
import { tablesOfWorkbook } from './read-workbook.ts';
import { cleanText, textOf } from './written-text.ts';

export interface ReadFile {
	/** Sheets that hold something. */
	tables: RawTable[];
	problems: Problem[];
}

/** Reads an .xlsx or .csv file. Never throws for what the file holds: that becomes a problem, with no tables. */
export async function readRegisterFile(bytes: Uint8Array, fileName: string): Promise<ReadFile> {
	const name = cleanText(fileName).replace(/\.[^.]*$/, '');
	if (bytes.length === 0) return refused(fileName, 'empty-file');
	if (isOldWorkbook(bytes)) return refused(fileName, 'old-workbook');
	if (!isZip(bytes)) return readCsv(bytes, fileName, name);
	const tables = await tablesOfWorkbook(bytes);
	return tables ? withoutEmptySheets(tables) : refused(fileName, 'not-a-workbook');
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isOldWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

function readCsv(bytes: Uint8Array, fileName: string, name: string): ReadFile {
	const text = decodeText(bytes);
	if (text === undefined) return refused(fileName, /\.csv$/i.test(fileName) ? 'not-utf8' : 'not-a-workbook');
	if (text.trim() === '') return refused(fileName, 'empty-file');
	// No list holds a zero byte: some other kind of file.
	if (text.includes('\0')) return refused(fileName, 'not-a-workbook');
	const table = tableOfCsv(text, name);
	// Lines without a second cell are a letter, not a list; a real list under a wrong name is read all the same.
	const isList = /\.csv$/i.test(fileName) || table.rows.some((row) => row.length > 1);
	return isList ? { tables: [table], problems: [] } : refused(fileName, 'not-a-workbook');
}

function withoutEmptySheets(all: RawTable[]): ReadFile {
	const isEmpty = (table: RawTable): boolean =>
		table.rows.every((row) => row.every((cell) => textOf(cell) === ''));
	return {
		tables: all.filter((table) => !isEmpty(table)),
		problems: all.filter(isEmpty).map(({ sheet }) => ({ sheet, code: 'empty-sheet', params: {} }))
	};
}

function refused(fileName: string, code: ProblemCode): ReadFile {
	return { tables: [], problems: [{ sheet: fileName, code, params: {} }] };
}
