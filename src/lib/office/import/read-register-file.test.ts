import { describe, expect, test } from 'vitest';
import { makeWorkbook } from '../../../../tests/support/make-workbook.ts';
import { readRegisterFile } from './read-register-file.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const codesOf = async (bytes: Uint8Array, name: string): Promise<string[]> =>
	(await readRegisterFile(bytes, name)).problems.map(({ code }) => code);

describe('a file that cannot be read says so and gives nothing', () => {
	test.each([
		[
			'a picture',
			Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0),
			'anh.xlsx',
			'not-a-workbook'
		],
		['a zip that is no workbook', makeWorkbook({}).slice(0, 90), 'a.xlsx', 'not-a-workbook'],
		['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'a.xls', 'old-workbook'],
		['nothing at all', new Uint8Array(), 'a.csv', 'empty-file'],
		['white space', bytesOf('\ufeff \r\n'), 'a.csv', 'empty-file'],
		['a CSV in an old code page', Uint8Array.of(0x48, 0xe4, 0x20, 0x76), 'a.csv', 'not-utf8'],
		['a letter called a workbook', bytesOf('Kính gửi xã\nDanh sách sau'), 'a.xlsx', 'not-a-workbook'],
		['binary data called CSV', bytesOf('a\u0000b'), 'a.csv', 'not-a-workbook']
	])('%s', async (_, bytes, name, code) => {
		expect(await readRegisterFile(bytes, name)).toEqual({
			tables: [],
			problems: [{ sheet: name, code, params: {} }]
		});
	});
});

describe('a workbook', () => {
	test('keeps the row numbers the office sees', async () => {
		const { tables } = await readRegisterFile(
			makeWorkbook({ 'Thôn Đông': [[], ['a'], [], ['b']] }),
			'a.xlsx'
		);
		expect(tables[0]?.rows.map((row) => row[0])).toEqual([null, 'a', null, 'b']);
	});

	test('gives dates as dates, numbers as numbers, text as text', async () => {
		const born = new Date(Date.UTC(1986, 11, 17));
		const { tables } = await readRegisterFile(makeWorkbook({ A: [['0912', 912345678, born]] }), 'a.xlsx');
		expect(tables[0]?.rows).toEqual([['0912', 912345678, born]]);
	});

	test('says which sheets are empty', async () => {
		expect(await codesOf(makeWorkbook({ A: [['x']], B: [], C: [['  ']] }), 'a.xlsx')).toEqual([
			'empty-sheet',
			'empty-sheet'
		]);
	});
});

describe('a CSV', () => {
	const header = 'Mã hộ;Họ và tên;Địa chỉ';

	test.each([
		['comma', '\ufeffMã hộ,Họ và tên,Địa chỉ\nH1,Trần An,"Ngõ đình, số 9"'],
		['semicolon', `\ufeff${header}\nH1;Trần An;Ngõ đình, số 9`],
		['tab, no mark', `${header.replaceAll(';', '\t')}\r\nH1\tTrần An\tNgõ đình, số 9\r\n`]
	])('with %s is split', async (_, text) => {
		const { tables } = await readRegisterFile(bytesOf(text), 'thon-dong.csv');
		expect(tables[0]).toMatchObject({ sheet: 'thon-dong', kind: 'csv' });
		expect(tables[0]?.rows[1]).toEqual(['H1', 'Trần An', 'Ngõ đình, số 9']);
	});

	test('that Excel wrote as Unicode text is read', async () => {
		const text = Buffer.from(`\ufeff${header.replaceAll(';', '\t')}\r\nH1\tTrần An\t`, 'utf16le');
		expect((await readRegisterFile(new Uint8Array(text), 'a.csv')).tables[0]?.rows[1]).toEqual([
			'H1',
			'Trần An',
			null
		]);
	});
});
