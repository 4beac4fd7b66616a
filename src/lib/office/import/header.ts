// Which column holds what. Lists have title lines above the header and name their columns in many ways.
import { fold } from '#domain/name-search.ts';
import type { Cell, RawTable } from './raw-table.ts';
import { textOf } from './written-text.ts';

export type Column =
	| 'number'
	| 'code'
	| 'name'
	| 'relation'
	| 'birth'
	| 'gender'
	| 'phone'
	| 'hamlet'
	| 'group'
	| 'address'
	| 'note'
	| 'id-card';

export interface Header {
	/** Index of the header's row in the table. */
	row: number;
	/** Indexes of the columns that hold it, left to right: some lists give a date and a year. */
	columns: Partial<Record<Column, number[]>>;
	/** Columns with a heading that is not known. */
	unknown: number[];
}

const names: Record<Column, string> = {
	number: 'stt, tt, so tt, so thu tu',
	code: 'ma ho, ma so ho, so ho, ma ho gia dinh, ma ho dan, so ho gia dinh',
	name:
		'ho va ten, ho ten, ten, ho va ten nhan khau, ho ten nhan khau, ho va ten thanh vien, ho ten thanh vien, ' +
		'ho chu dem va ten, ho chu dem va ten khai sinh, nhan khau, ho va ten nguoi trong ho',
	relation: 'quan he voi chu ho, quan he, qh voi chu ho, quan he chu ho, qh chu ho',
	birth:
		'ngay sinh, nam sinh, ngay thang nam sinh, ngay thang nam, ngay sinh nam sinh, ns, sinh ngay, sinh nam',
	gender: 'gioi tinh, gt, phai, nam nu',
	phone:
		'so dien thoai, dien thoai, sdt, so dt, dt, dien thoai lien he, so dien thoai lien he, dien thoai di dong, di dong',
	hamlet: 'thon, ap, ban, khu pho, to dan pho, khom, buon, thon ap, thon ban, ten thon, khu dan cu',
	group:
		'to doan ket, to, cum, cum dan cu, to tu quan, to lien gia, lien gia, to doan ket so, to so, to cum, nhom',
	address:
		'dia chi, noi o, noi o hien nay, noi o hien tai, cho o, cho o hien nay, thuong tru, noi thuong tru, dia chi thuong tru',
	note: 'ghi chu',
	'id-card':
		'cccd, so cccd, cmnd, so cmnd, cccd cmnd, cmnd cccd, so cccd cmnd, can cuoc, so can cuoc, can cuoc cong dan, ' +
		'so can cuoc cong dan, so dinh danh, so dinh danh ca nhan, dinh danh ca nhan, giay to tuy than, so giay to tuy than, ma dinh danh'
};

const columnByName = new Map(
	(Object.entries(names) as [Column, string][]).flatMap(([column, list]) =>
		list.split(', ').map((name) => [name, column] as const)
	)
);

const FARTHEST_HEADER = 30;

/** What a heading stands for: marks, case, punctuation and what stands in brackets do not matter. */
export function columnNamed(heading: string): Column | undefined {
	const words = fold(heading.replace(/\([^)]*\)/g, ' '));
	return columnByName.get(words.replace(/[^a-z0-9]+/g, ' ').trim());
}

/** The row among the first 30 with the most known headings; it must name the people and something besides. */
export function findHeader(table: RawTable): Header | undefined {
	let best: Header | undefined;
	table.rows.slice(0, FARTHEST_HEADER).forEach((row, index) => {
		const header = headerIn(row, index);
		if (header.columns.name && sizeOf(header) >= 2 && sizeOf(header) > sizeOf(best)) best = header;
	});
	return best && withIdCardsFound(table, best);
}

function headerIn(row: readonly Cell[], index: number): Header {
	const header: Header = { row: index, columns: {}, unknown: [] };
	row.forEach((cell, at) => {
		const heading = typeof cell === 'string' ? textOf(cell) : '';
		const column = columnNamed(heading);
		if (column) (header.columns[column] ??= []).push(at);
		else if (heading !== '') header.unknown.push(at);
	});
	return header;
}

const sizeOf = (header: Header | undefined): number => (header ? Object.keys(header.columns).length : 0);

/** A column of twelve-digit numbers under any heading is one of identity cards; spreadsheets drop their zeros. */
function withIdCardsFound(table: RawTable, header: Header): Header {
	const holdsIdCards = (at: number): boolean => {
		const filled = table.rows
			.slice(header.row + 1)
			.map((row) => row[at] ?? null)
			.filter((cell) => textOf(cell) !== '');
		const cards = filled.filter(
			(cell) => /^\d{12}$/.test(textOf(cell)) || (typeof cell === 'number' && cell > 1e9)
		);
		return filled.length > 0 && cards.length * 2 >= filled.length;
	};
	const found = header.unknown.filter(holdsIdCards);
	if (found.length === 0) return header;
	return {
		...header,
		columns: { ...header.columns, 'id-card': [...(header.columns['id-card'] ?? []), ...found] },
		unknown: header.unknown.filter((at) => !found.includes(at))
	};
}
