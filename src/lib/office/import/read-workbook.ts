import readXlsxFile from 'read-excel-file/universal';
import type { Cell, RawTable } from './raw-table.ts';

/** All sheets of an .xlsx file, undefined when it is none. Dates are instants at midnight UTC; formulas give their stored result. */
export async function tablesOfWorkbook(bytes: Uint8Array): Promise<RawTable[] | undefined> {
	try {
		const sheets = await readXlsxFile(bytes.slice().buffer);
		return sheets.map(({ sheet, data }) => ({
			sheet,
			kind: 'workbook',
			rows: data.map((row) => row.map(cellOf))
		}));
	} catch {
		// A damaged file, a text document, an encrypted workbook: each throws something else, none can be read.
		return undefined;
	}
}

/** The library's types say `typeof Date` for dates, so the value itself is asked. */
function cellOf(value: unknown): Cell {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	return value instanceof Date ? value : null;
}
