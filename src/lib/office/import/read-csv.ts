// CSV as offices export it: with or without a byte order mark, comma, semicolon or tab.
import Papa from 'papaparse';
import { findHeader } from './header.ts';
import type { RawTable } from './raw-table.ts';

const DELIMITERS = [',', ';', '\t'];

/** The text of a CSV file: UTF-8, or UTF-16 when it says so. Undefined when it is neither. */
export function decodeText(bytes: Uint8Array): string | undefined {
	const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** Splits with the delimiter under which the most headings are known; addresses are full of commas. */
export function tableOfCsv(text: string, name: string): RawTable {
	const tables = DELIMITERS.map((delimiter): RawTable => {
		const { data } = Papa.parse<string[]>(text, { delimiter });
		return {
			sheet: name,
			kind: 'csv',
			rows: data.map((row) => row.map((cell) => (cell === '' ? null : cell)))
		};
	});
	return tables.reduce((best, table) => (headingsIn(table) > headingsIn(best) ? table : best));
}

const headingsIn = (table: RawTable): number => Object.keys(findHeader(table)?.columns ?? {}).length;
