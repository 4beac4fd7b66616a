// Which hamlet a sheet is about: its own name, a title line, the name of the file. Otherwise somebody has to say.
import { fold } from '#domain/name-search.ts';
import type { Header } from './header.ts';
import type { RawTable } from './raw-table.ts';
import { cleanText, nameKey, placeName, textOf } from './written-text.ts';

const WORD = 'thôn|ấp|bản|buôn|khu phố|tổ dân phố|khóm|xóm|làng';
const BEGINS_WITH_WORD = new RegExp(`^(?:${WORD})\\s`, 'iu');
const IN_TITLE = new RegExp(`(?:^|[-–—:,]|của)\\s*((?:${WORD})\\s[^-–—:,;()]+)`, 'iu');
const AFTER_NAME = /\s(?:năm|tháng|quý|xã|phường)(?:\s.*)?$/iu;
const SAYS_NOTHING =
	/^(?:sheet|trang tính|trang_tính|danh sách|ds|bảng|table)(?:[\s_-]*\p{L}*[\s_-]*\d*)?$/iu;

export interface NamedHamlet {
	name: string;
	oldNames?: readonly string[] | undefined;
}

/** The hamlet named by sheet, title or file; `known` are the hamlets of the commune so far. Undefined: not told. */
export function hamletNameOf(
	table: RawTable,
	header: Header,
	known: readonly NamedHamlet[]
): string | undefined {
	const own = cleanText(table.sheet);
	if (BEGINS_WITH_WORD.test(own) && hasMarks(own)) return placeName(own);
	if (table.kind === 'csv') return knownIn(own, known) ?? titleHamletOf(table, header);
	if (hamletNamed(own, known)) return own;
	return titleHamletOf(table, header) ?? (SAYS_NOTHING.test(own) ? undefined : placeName(own));
}

/** The hamlet of `known` with this name; typed without any marks it is found too, when only one can be meant. */
export function hamletNamed<Known extends NamedHamlet>(
	name: string,
	known: readonly Known[]
): Known | undefined {
	const key = nameKey(name);
	const same = known.find((hamlet) =>
		[hamlet.name, ...(hamlet.oldNames ?? [])].some((one) => nameKey(one) === key)
	);
	if (same !== undefined || hasMarks(name)) return same;
	const alike = known.filter((hamlet) => fold(hamlet.name) === fold(name));
	return alike.length === 1 ? alike[0] : undefined;
}

/** "Xã Đại Thạnh" from a title line such as "UBND XÃ ĐẠI THẠNH (…)". */
export function communeNameOf(tables: readonly RawTable[]): string | undefined {
	for (const text of tables.flatMap((table) => table.rows.slice(0, 10).flat().map(textOf))) {
		const found = /(?:^|\s)((?:xã|phường|thị trấn|đặc khu)\s[^-–—:,;()]+)/iu.exec(text)?.[1];
		if (found !== undefined) return placeName(found);
	}
	return undefined;
}

function titleHamletOf(table: RawTable, header: Header): string | undefined {
	const titles = table.rows.slice(0, header.row).flat().map(textOf);
	const found = titles.map((title) => IN_TITLE.exec(title)?.[1]).findLast((name) => name !== undefined);
	return found && placeName(found.replace(AFTER_NAME, ''));
}

/** The one known hamlet whose words stand in a file name such as "thon-dong-2026". */
function knownIn(fileName: string, known: readonly NamedHamlet[]): string | undefined {
	const words = ` ${fold(fileName).replace(/[^a-z0-9]+/g, ' ')} `;
	const named = known.filter(({ name }) => words.includes(` ${fold(name)} `));
	return named.length === 1 ? named[0]?.name : undefined;
}

const hasMarks = (text: string): boolean => fold(text) !== cleanText(text).toLowerCase();
