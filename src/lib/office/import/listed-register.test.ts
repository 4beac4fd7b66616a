import { describe, expect, test } from 'vitest';
import { registerOf, type Register } from './listed-register.ts';
import { placeText, problemText } from './problem-text.ts';
import type { Cell } from './raw-table.ts';

const HEADER = [
	'Mã hộ',
	'Họ và tên',
	'Quan hệ với chủ hộ',
	'Ngày sinh',
	'Giới tính',
	'Số điện thoại',
	'Tổ',
	'Địa chỉ'
];

function registerIn(sheets: Record<string, Cell[][]>): Register {
	const tables = Object.entries(sheets).map(([sheet, rows]) => ({ sheet, kind: 'workbook' as const, rows }));
	return registerOf(tables, { today: '2026-11-22', knownHamlets: [] });
}

const listOf = (...rows: Cell[][]): Register => registerIn({ 'Thôn Đông': [HEADER, ...rows] });
const codesOf = (register: Register): string[] => register.problems.map(({ code }) => code);
const namesOf = (register: Register): string[][] =>
	register.households.map(({ people }) => people.map(({ name }) => name));
const linesOf = (register: Register): string[] =>
	register.problems.map((problem) => `${placeText(problem)}: ${problemText(problem)}`);

const head = (code: string | null, name: string, ...rest: Cell[]): Cell[] => [code, name, 'Chủ hộ', ...rest];

describe('bad input says sheet, row, column and what was done', () => {
	test.each<[string, Cell[][], string]>([
		[
			'a birth date 31/02',
			[head('H1', 'Trần An', '31/02/1990')],
			'Thôn Đông, dòng 2, cột D: Ngày sinh 31/02/1990 không có thật. Chỉ giữ năm 1990.'
		],
		[
			'a month-first date',
			[head('H1', 'Trần An', '12/25/1990')],
			'Thôn Đông, dòng 2, cột D: Ngày sinh 12/25/1990 ghi tháng trước ngày. Chỉ giữ năm 1990.'
		],
		[
			'a date that is none',
			[head('H1', 'Trần An', 'hè')],
			'Thôn Đông, dòng 2, cột D: Chưa hiểu ngày sinh “hè”. Để trống ngày sinh.'
		],
		[
			'a person without a name',
			[head('H1', 'Trần An'), ['H1', ' ', 'Con', '2010']],
			'Thôn Đông, dòng 3, cột B: Không có họ tên. Đã bỏ qua dòng này.'
		],
		[
			'a short phone number',
			[head('H1', 'Trần An', null, null, '09123')],
			'Thôn Đông, dòng 2, cột F: Số điện thoại “09123” không đúng 10 số. Để trống số này.'
		],
		[
			'an unknown gender',
			[head('H1', 'Trần An', null, 'x')],
			'Thôn Đông, dòng 2, cột E: Chưa hiểu giới tính “x”. Để trống giới tính.'
		],
		[
			'an unknown relation',
			[head('H1', 'Trần An'), ['H1', 'Lê Ba', 'láng giềng']],
			'Thôn Đông, dòng 3, cột C: Chưa hiểu quan hệ “láng giềng”. Đã ghi là người khác.'
		],
		[
			'a person of no household',
			[[null, 'Lê Ba', 'Con'], head('H1', 'Trần An')],
			'Thôn Đông, dòng 2: Không rõ Lê Ba ở hộ nào. Đã bỏ qua dòng này.'
		],
		[
			'a second head',
			[head('H1', 'Trần An'), head('H1', 'Lê Ba')],
			'Thôn Đông, dòng 3: Hộ này đã có chủ hộ. Đã ghi Lê Ba là người khác.'
		],
		[
			'a household without a head',
			[['H1', 'Trần An', 'Con']],
			'Thôn Đông, dòng 2: Hộ của Trần An chưa có chủ hộ. Vẫn nhập hộ này.'
		],
		[
			'a long name',
			[head('H1', 'A'.repeat(90))],
			'Thôn Đông, dòng 2, cột B: Chữ trong ô quá dài. Chỉ giữ 80 chữ cái đầu.'
		],
		[
			'a total',
			[head('H1', 'Trần An'), ['Tổng cộng: 1 người']],
			'Thôn Đông, dòng 3: “Tổng cộng: 1 người” không phải là một người. Đã bỏ qua dòng này.'
		],
		[
			'a signature',
			[head('H1', 'Trần An'), [null, 'Trưởng thôn']],
			'Thôn Đông, dòng 3: “Trưởng thôn” không phải là một người. Đã bỏ qua dòng này.'
		],
		[
			'the header once more',
			[head('H1', 'Trần An'), HEADER],
			'Thôn Đông, dòng 3: “Mã hộ” không phải là một người. Đã bỏ qua dòng này.'
		]
	])('%s', (_, rows, line) => {
		expect(linesOf(listOf(...rows))).toEqual([line]);
	});

	test('a heading it does not know', () => {
		const register = registerIn({ 'Thôn Đông': [[...HEADER, 'Trình độ'], head('H1', 'Trần An')] });
		expect(linesOf(register)).toEqual([
			'Thôn Đông, dòng 1, cột I: Chưa hiểu cột “Trình độ”. Đã bỏ qua cột này.'
		]);
	});

	test('a column of identity cards, whose numbers go nowhere', () => {
		const register = registerIn({
			'Thôn Đông': [
				[...HEADER, 'Số CCCD'],
				[...head('H1', 'Trần An', null, null, null, null, null), '001198000001']
			]
		});
		expect(linesOf(register)).toEqual([
			'Thôn Đông, dòng 1, cột I: Cột “Số CCCD” là số giấy tờ. Không lưu cột này.'
		]);
		expect(JSON.stringify(register)).not.toContain('1198000001');
	});

	test('a sheet without a header, one without households, one of no hamlet', () => {
		const register = registerIn({
			'Tổng hợp': [
				['Chỉ tiêu', 'Số hộ'],
				['Hộ', 247]
			],
			'Thôn Tây': [
				['STT', 'Họ và tên', 'Năm sinh'],
				[1, 'Trần An', 1950]
			],
			Sheet1: [HEADER, head('H1', 'Trần An')]
		});
		expect(codesOf(register)).toEqual(['no-header', 'no-household-column', 'hamlet-unknown']);
		expect(register.households).toEqual([]);
	});
});

describe('households', () => {
	test('are told by their code, on every row or on the first alone', () => {
		const rows = [
			head('H1', 'Trần An'),
			['H1', 'Lê Ba', 'Vợ'],
			head('H2', 'Võ Cúc'),
			[null, 'Võ Dần', 'Con']
		];
		expect(namesOf(listOf(...rows))).toEqual([
			['Trần An', 'Lê Ba'],
			['Võ Cúc', 'Võ Dần']
		]);
	});

	test('without codes begin with their head', () => {
		const rows = [head(null, 'Trần An'), [null, 'Lê Ba', 'Vợ'], head(null, 'Võ Cúc')];
		expect(namesOf(listOf(...rows))).toEqual([['Trần An', 'Lê Ba'], ['Võ Cúc']]);
	});

	test('have their head first, whatever the order of the list', () => {
		expect(namesOf(listOf(['H1', 'Lê Ba', 'Vợ'], head('H1', 'Trần An')))).toEqual([['Trần An', 'Lê Ba']]);
	});

	test('met again further down are joined, and it is said', () => {
		const register = listOf(
			head('H1', 'Trần An'),
			head('H2', 'Võ Cúc'),
			['H1', 'Lê Ba', 'Vợ'],
			['H1', 'Trần Em', 'Con']
		);
		expect(namesOf(register)).toEqual([['Trần An', 'Lê Ba', 'Trần Em'], ['Võ Cúc']]);
		expect(linesOf(register)).toEqual(['Thôn Đông, dòng 4: Mã hộ H1 đã có ở dòng 2. Đã ghép vào hộ đó.']);
	});

	test('with a head of their own under a used code are kept without it', () => {
		const register = listOf(head('H1', 'Trần An'), head('H2', 'Võ Cúc'), head('H1', 'Lê Ba'), [
			'H1',
			'Lê Tư',
			'Con'
		]);
		expect(namesOf(register)).toEqual([['Trần An'], ['Võ Cúc'], ['Lê Ba', 'Lê Tư']]);
		expect(register.households.map(({ code }) => code)).toEqual(['H1', 'H2', undefined]);
		expect(codesOf(register)).toEqual(['code-used-twice']);
	});

	test('of two hamlets may share a code, and it is said', () => {
		const register = registerIn({
			'Thôn Đông': [HEADER, head('H1', 'Trần An')],
			'Thôn Tây': [HEADER, head('H1', 'Lê Ba')]
		});
		expect(register.households.map(({ hamlet, code }) => [hamlet, code])).toEqual([
			['Thôn Đông', 'H1'],
			['Thôn Tây', 'H1']
		]);
		expect(linesOf(register)).toEqual(['Thôn Tây, dòng 2: Mã hộ H1 có cả ở Thôn Đông. Giữ cả hai hộ.']);
	});

	test('do not run on into the next sheet', () => {
		const register = registerIn({
			'Thôn Đông': [HEADER, head('H1', 'Trần An')],
			'Thôn Tây': [HEADER, [null, 'Lê Ba', 'Con']]
		});
		expect(codesOf(register)).toEqual(['no-household']);
	});

	test('take group and address from the first row that has them', () => {
		const register = listOf(head('H1', 'Trần An', null, null, null, null, 'Ngõ đình'), [
			'H1',
			'Lê Ba',
			'Vợ',
			null,
			null,
			null,
			3,
			'Ngõ chợ'
		]);
		expect(register.households[0]).toMatchObject({ group: 'Tổ 3', address: 'Ngõ đình' });
		expect(linesOf(register)).toEqual([
			'Thôn Đông, dòng 3: “Ngõ chợ” khác các dòng trên của hộ này. Giữ “Ngõ đình”.'
		]);
	});
});

describe('a hamlet', () => {
	const rows: Cell[][] = [
		['Thôn', 'Mã hộ', 'Họ và tên'],
		['Đông', 'H1', 'Trần An'],
		[3, 'H2', 'Lê Ba']
	];

	test('can stand in a column of its own', () => {
		expect(registerIn({ Sheet1: rows }).households.map(({ hamlet }) => hamlet)).toEqual(['Đông', 'Thôn 3']);
	});

	test('spelt in two ways in one file is one', () => {
		const register = registerIn({
			'Thôn Hòa': [HEADER, head('H1', 'Trần An')],
			'THÔN HOÀ': [HEADER, ['H1', 'Lê Ba', 'Vợ']]
		});
		expect(namesOf(register)).toEqual([['Trần An', 'Lê Ba']]);
	});

	test('that somebody names serves a file of one sheet', () => {
		const table = { sheet: 'ho', kind: 'csv' as const, rows: [HEADER, head('H1', 'Trần An')] };
		const register = registerOf([table], { today: '2026-11-22', knownHamlets: [], hamlet: 'Thôn Đông' });
		expect(register.households[0]?.hamlet).toBe('Thôn Đông');
	});
});

test('lines numbered in advance and empty ones are passed over in silence', () => {
	const register = registerIn({
		'Thôn Đông': [['STT', ...HEADER], [1, ...head('H1', 'Trần An')], [], [2], [3]]
	});
	expect([namesOf(register), register.problems]).toEqual([[['Trần An']], []]);
});

test('a family name Tống and a given name Công are no totals', () => {
	expect(namesOf(listOf(head('H1', 'Tống Công'), ['H1', 'Công', 'Con']))).toEqual([['Tống Công', 'Công']]);
});
