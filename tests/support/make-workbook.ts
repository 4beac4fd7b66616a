// A small .xlsx for tests of what offices send: text, numbers and date cells. No library writes one here, so this does.
import { crc32 } from 'node:zlib';

export type MadeCell = string | number | Date | null;

const DAY_MS = 86_400_000;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Bytes of a workbook with these sheets. */
export function makeWorkbook(sheets: Record<string, MadeCell[][]>): Uint8Array {
	const names = Object.keys(sheets);
	const files: Record<string, string> = {
		'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names
			.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
			.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${names
			.map(
				(_, index) =>
					`<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`
			)
			.join('')}</Relationships>`,
		'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`
	};
	Object.values(sheets).forEach((rows, index) => {
		files[`xl/worksheets/sheet${index + 1}.xml`] =
			`<worksheet xmlns="${MAIN}"><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`;
	});
	return zipOf(files);
}

function rowXml(cells: MadeCell[], row: number): string {
	return `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${row + 1}`)).join('')}</row>`;
}

function cellXml(cell: MadeCell, at: string): string {
	if (cell === null) return '';
	if (cell instanceof Date)
		return `<c r="${at}" s="1"><v>${(cell.getTime() - Date.UTC(1899, 11, 30)) / DAY_MS}</v></c>`;
	if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
	return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
}

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

// Signature, versions, names in UTF-8, no compression, no time.
const LOCAL_START = Buffer.from('504b030414000008000000000000', 'hex');
const CENTRAL_START = Buffer.from('504b0102140014000008000000000000', 'hex');

/** A zip archive of files stored as they are (APPNOTE 4.3: local headers, central directory, end record). */
function zipOf(files: Record<string, string>): Uint8Array {
	const locals: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(files)) {
		const [path, data] = [Buffer.from(name), Buffer.from(text)];
		const sizes = Buffer.alloc(16);
		sizes.writeUInt32LE(crc32(data), 0);
		sizes.writeUInt32LE(data.length, 4);
		sizes.writeUInt32LE(data.length, 8);
		sizes.writeUInt16LE(path.length, 12);
		const local = Buffer.concat([LOCAL_START, sizes, path, data]);
		const where = Buffer.alloc(14);
		where.writeUInt32LE(offset, 10);
		central.push(Buffer.concat([CENTRAL_START, sizes, where, path]));
		locals.push(local);
		offset += local.length;
	}
	const directory = Buffer.concat(central);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(central.length, 8);
	end.writeUInt16LE(central.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	return new Uint8Array(Buffer.concat([...locals, directory, end]));
}
