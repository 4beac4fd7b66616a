import { describe, expect, test } from 'vitest';
import { defaultPlaceWords } from '#domain/places.ts';
import type { CommuneId } from '#domain/ids.ts';
import { nothingYet, type Existing, type ImportPlan } from '#office/import/import-plan.ts';
import { planImport } from '#office/import/plan-import.ts';
import type { Cell } from '#office/import/raw-table.ts';
import { previewLines } from './preview-text.ts';

const HEADER = ['Mã hộ', 'Họ và tên', 'Quan hệ', 'Ngày sinh', 'Số điện thoại', 'Địa chỉ'];
const question = { commune: 'xa' as CommuneId, today: '2026-11-22' };

const planOf = (rows: Cell[][], existing: Existing = nothingYet): Promise<ImportPlan> =>
	planImport([{ sheet: 'Thôn Đông', kind: 'workbook', rows: [HEADER, ...rows] }], existing, question);
const linesOf = (plan: ImportPlan, all = false): string[] =>
	previewLines(plan, { words: defaultPlaceWords, all });

const household = (index: number): Cell[] => [
	`H${index}`,
	`Trần An ${index}`,
	'Chủ hộ',
	'31/02/1990',
	912345678,
	'Ngõ đình'
];
const twelve = Array.from({ length: 12 }, (_, index) => household(index));

describe('the preview of an import', () => {
	test('counts what the list has, what would be added and where', async () => {
		expect(linesOf(await planOf([household(1)]))).toEqual([
			'Danh sách có 1 thôn, 1 hộ, 1 người.',
			'Sẽ thêm 1 thôn, 1 hộ, 1 người.',
			'  Thôn Đông: 1 hộ, 1 người',
			'Trả lại số 0 ở đầu cho 1 số điện thoại.',
			'Có 1 chỗ cần xem:',
			'  Thôn Đông, dòng 2, cột D: Ngày sinh 31/02/1990 không có thật. Chỉ giữ năm 1990.'
		]);
	});

	test('shows ten of a kind and counts the rest, or all on request', async () => {
		const plan = await planOf(twelve);
		expect(linesOf(plan)).toContain('  và 2 chỗ nữa. Thêm --all để xem hết.');
		expect(linesOf(plan).filter((line) => line.includes('31/02'))).toHaveLength(10);
		expect(linesOf(plan, true).filter((line) => line.includes('31/02'))).toHaveLength(12);
	});

	test('says when nothing is new, and what differs from the list', async () => {
		const { added } = await planOf([household(1)]);
		const lines = linesOf(
			await planOf([['H1', 'Trần An 1', 'Chủ hộ', '1990', '0912345678', 'Ngõ chợ']], added)
		);
		expect(lines).toEqual([
			'Danh sách có 1 thôn, 1 hộ, 1 người.',
			'Mọi hộ và mọi người đã có. Không thêm gì.',
			'Có 1 chỗ khác với danh sách. Giữ nguyên như đang lưu:',
			'  Thôn Đông, dòng 2: H1: địa chỉ đang là “Ngõ đình”, danh sách ghi “Ngõ chợ”.'
		]);
	});
});
