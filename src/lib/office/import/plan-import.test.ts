import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Household } from '#domain/household.ts';
import { RowId, type CommuneId, type HouseholdId } from '#domain/ids.ts';
import { Person } from '#domain/person.ts';
import { Group, Hamlet, Lane } from '#domain/places.ts';
import { draftsOf } from './import-drafts.ts';
import { isNothingNew, nothingYet, type Existing, type ImportPlan } from './import-plan.ts';
import { planImport } from './plan-import.ts';
import type { Cell, RawTable } from './raw-table.ts';
import { readRegisterFile } from './read-register-file.ts';

const question = { commune: 'xa-dai-thanh' as CommuneId, today: '2026-11-22' };
const schemas = { hamlets: Hamlet, groups: Group, lanes: Lane, households: Household, people: Person };

async function tablesOf(file: string): Promise<RawTable[]> {
	const bytes = readFileSync(new URL(`../../../../tests/fixtures/${file}`, import.meta.url));
	return (await readRegisterFile(bytes, file)).tables;
}

const sizesOf = ({ added }: ImportPlan): number[] => Object.values(added).map((rows) => rows.length);

function tableOf(...rows: Cell[][]): RawTable {
	return {
		sheet: 'Thôn Đông',
		kind: 'workbook',
		rows: [['Mã hộ', 'Họ và tên', 'Quan hệ', 'Ngày sinh', 'Số điện thoại', 'Tổ', 'Địa chỉ'], ...rows]
	};
}

const planOf = (existing: Existing, ...rows: Cell[][]): Promise<ImportPlan> =>
	planImport([tableOf(...rows)], existing, question);

describe('the workbook of Đại Thạnh', { timeout: 20_000 }, () => {
	let tables: RawTable[];
	let plan: ImportPlan;
	beforeAll(async () => {
		tables = await tablesOf('dai-thanh-households.xlsx');
		plan = await planImport(tables, nothingYet, question);
	});

	test('holds exactly 5 hamlets, 1,236 households, 4,056 people', () => {
		expect(plan.listed).toEqual({ hamlets: 5, households: 1_236, people: 4_056 });
		expect(sizesOf(plan)).toEqual([5, 35, 35, 1_236, 4_056]);
	});

	test('gives back 591 zeros, and 2,437 phones in all', () => {
		expect(plan.zerosAdded).toBe(591);
		expect(plan.added.people.filter((person) => person.phone !== undefined)).toHaveLength(1_846 + 591);
	});

	test('reads a birth year for everyone, and no more where it has no more', () => {
		expect(plan.added.people.every((person) => person.birth !== undefined)).toBe(true);
		expect(plan.added.people.filter((person) => person.birth?.month === undefined).length).toBe(515 + 9);
	});

	test('reads dates as text and as cells alike', () => {
		const family = plan.added.people.slice(0, 4).map(({ name, birth, relation }) => [name, birth, relation]);
		expect(family).toEqual([
			['Đặng Tấn Lộc', { year: 1986, month: 10, day: 18 }, 'head'],
			['Nguyễn Thị Loan', { year: 1985, month: 11, day: 19 }, 'wife'],
			['Đặng Công Long', { year: 2014, month: 5, day: 22 }, 'child'],
			['Đặng Thị Thu Ý', { year: 2019, month: 8, day: 7 }, 'child']
		]);
	});

	test('keeps the walking order of each hamlet', () => {
		for (const hamlet of plan.added.hamlets) {
			const orders = plan.added.households.filter((one) => one.hamlet === hamlet.id).map((one) => one.order);
			expect(orders).toEqual(orders.map((_, index) => index + 1));
		}
	});

	test('complains only of the nine births after today', () => {
		expect(plan.problems.map(({ code }) => code)).toEqual(
			Array.from({ length: 9 }, () => 'birth-after-today')
		);
	});

	test('makes rows that fit the domain, parents before children', () => {
		const drafts = draftsOf(plan);
		const seen = new Set<unknown>();
		for (const { c, id, a } of drafts) {
			schemas[c].parse(a);
			expect(RowId.safeParse(id).success && !seen.has(id)).toBe(true);
			for (const parent of ['hamlet', 'group', 'lane', 'household'])
				expect(a[parent] === undefined || seen.has(a[parent])).toBe(true);
			seen.add(id);
		}
		expect(drafts).toHaveLength(5_367);
	});

	test('[RC1] a second import of it adds nothing and finds no difference', async () => {
		const again = await planImport(tables, plan.added, question);
		expect(isNothingNew(again)).toBe(true);
		expect([again.listed, again.differences]).toEqual([plan.listed, []]);
	});

	test('[RC1] half an import, made again, adds the other half', async () => {
		const half = {
			...plan.added,
			households: plan.added.households.slice(0, 500),
			people: plan.added.people.slice(0, 300)
		};
		const rest = await planImport(tables, half, question);
		expect([...half.people, ...rest.added.people].map(({ id }) => id).sort()).toEqual(
			plan.added.people.map(({ id }) => id).sort()
		);
		expect(sizesOf(rest)).toEqual([0, 0, 0, 736, 3_756]);
	});

	test('then the CSV of one hamlet adds nothing; its shorter addresses are shown, not taken', async () => {
		const csv = await planImport(await tablesOf('thon-dong-households.csv'), plan.added, question);
		expect(isNothingNew(csv)).toBe(true);
		expect(csv.listed).toEqual({ hamlets: 1, households: 248, people: 821 });
		expect(csv.differences).toHaveLength(154);
		expect(csv.differences[0]).toEqual({
			sheet: 'thon-dong-households',
			row: 2,
			household: 'H0001',
			field: 'address',
			held: 'Bờ kênh, số 137',
			listed: 'Bờ kênh'
		});
	});
});

test('the CSV of Thôn Đông alone holds 248 households and 821 people', async () => {
	const plan = await planImport(await tablesOf('thon-dong-households.csv'), nothingYet, {
		...question,
		hamlet: 'Thôn Đông'
	});
	expect(sizesOf(plan)).toEqual([1, 7, 7, 248, 821]);
});

describe('ids', () => {
	test('[RC1] come from commune, hamlet and code, and stay what they are', async () => {
		const { added } = await planOf(nothingYet, ['H0001', 'Trần An', 'Chủ hộ', '1960', null, 1, 'Ngõ đình']);
		const ids = Object.values(added).map((rows) => rows[0]?.id);
		expect(ids).toEqual([
			'Hu7RfcdZfvIVh1gU',
			'qR0DjmexKqbwU3gx',
			'cFZoUHSJkiiJm3D8',
			'eVCyiJrFM-sRhtmt',
			'eVCyiJrFM-sRhtmt.1'
		]);
	});

	test('[RC1] of households without a code are found again, two alike included', async () => {
		const rows = [
			[null, 'Trần An', 'Chủ hộ'],
			[null, 'Lê Ba', 'Vợ'],
			[null, 'Trần An', 'Chủ hộ']
		];
		const first = await planOf(nothingYet, ...rows);
		expect(sizesOf(first)).toEqual([1, 0, 0, 2, 3]);
		expect(isNothingNew(await planOf(first.added, ...rows))).toBe(true);
	});
});

describe('a newer list', () => {
	const rows: Cell[][] = [
		['H1', 'Trần An', 'Chủ hộ', '18/10/1960', '0912345678', 1, 'Ngõ đình'],
		['H2', 'Lê Ba', 'Chủ hộ', '1970', null, 2, 'Ngõ chợ']
	];

	test('adds who is new, between those who are known', async () => {
		const first = await planOf(nothingYet, ...rows);
		const next = await planOf(
			first.added,
			rows[0]!,
			['H1', 'Trần Bé', 'Con', '2026'],
			['H3', 'Võ Cúc', 'Chủ hộ', '1980'],
			rows[1]!
		);
		expect(next.added.people.map(({ name }) => name)).toEqual(['Trần Bé', 'Võ Cúc']);
		expect(next.added.households.map(({ code, order }) => [code, order])).toEqual([['H3', 1.5]]);
		expect(next.differences).toEqual([]);
	});

	test('shows values that differ and keeps those held', async () => {
		const first = await planOf(nothingYet, ...rows);
		const next = await planOf(
			first.added,
			['H1', 'Trần An', 'Chủ hộ', '18/10/1961', '0912345679', 2, 'Ngõ chợ'],
			rows[1]!
		);
		expect(isNothingNew(next)).toBe(true);
		expect(next.differences.map(({ field, held, listed }) => [field, held, listed])).toEqual([
			['address', 'Ngõ đình', 'Ngõ chợ'],
			['group', 'Tổ 1', 'Tổ 2'],
			['birth', '18/10/1960', '18/10/1961'],
			['phone', '0912345678', '0912345679']
		]);
	});

	test('that is silent about a value does not differ', async () => {
		const first = await planOf(nothingYet, ...rows);
		expect((await planOf(first.added, ['H1', 'Trần An'], ['H2', 'Lê Ba'])).differences).toEqual([]);
	});

	test('finds a household where it was merged to', async () => {
		const { added } = await planOf(nothingYet, ...rows);
		const [one, two] = added.households as [Household & { id: HouseholdId }, Household & { id: HouseholdId }];
		const people = added.people.map((person) => ({ ...person, household: one.id }));
		const merged = { ...added, people, households: [one, { ...two, mergedInto: one.id }] };
		expect(isNothingNew(await planOf(merged, ...rows))).toBe(true);
	});

	test('warns of a person who stands in another household already', async () => {
		const first = await planOf(nothingYet, ...rows);
		const next = await planOf(first.added, ['H9', 'TRẦN AN', 'Chủ hộ', '18/10/1960']);
		expect(next.problems.map(({ code, row }) => [code, row])).toEqual([['same-person-twice', 2]]);
	});
});

test('groups stand in the order of their numbers', async () => {
	const rows = [10, 2, 1].map((group) => [`H${group}`, 'Trần An', 'Chủ hộ', null, null, group, null]);
	const { added } = await planOf(nothingYet, ...rows);
	expect(added.groups.map(({ name, order }) => [name, order])).toEqual([
		['Tổ 1', 1],
		['Tổ 2', 2],
		['Tổ 10', 3]
	]);
});

describe('however it is typed', { timeout: 20_000 }, () => {
	const word = fc.constantFrom('Nguyễn', 'Thị', 'Hòa', 'Đặng', 'Ước', 'Lê', 'Ánh', 'ỷ', 'Thủy', 'Huệ');
	const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
	const row = fc.record({
		code: fc.constantFrom(null, 'H1', 'H2', 'H3', 'Hộ Đ4'),
		name: fc.option(name),
		relation: fc.constantFrom('Chủ hộ', 'Vợ', 'Con', 'Bà', null),
		birth: fc.constantFrom('18/10/1986', '1950', '31/02/1990', 1960, null),
		phone: fc.constantFrom('0912345678', 912345678, '12', null),
		group: fc.constantFrom('Tổ đoàn kết 1', 2, null),
		address: fc.option(name)
	});

	test('a list stored as NFD gives the plan of NFC', async () => {
		const nfd = (cell: Cell): Cell => (typeof cell === 'string' ? cell.normalize('NFD') : cell);
		await fc.assert(
			fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (list) => {
				const table = tableOf(...list.map((one) => Object.values(one)));
				const decomposed = {
					...table,
					sheet: table.sheet.normalize('NFD'),
					rows: table.rows.map((cells) => cells.map(nfd))
				};
				const [plain, other] = await Promise.all(
					[table, decomposed].map((one) => planImport([one], nothingYet, question))
				);
				expect(other?.added).toEqual(plain?.added);
				for (const { c, a } of draftsOf(plain!)) expect(schemas[c].safeParse(a).success).toBe(true);
			}),
			{ numRuns: 60 }
		);
	});

	test('a second import adds nothing', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (list) => {
				const table = tableOf(...list.map((one) => Object.values(one)));
				const { added } = await planImport([table], nothingYet, question);
				const again = await planImport([table], added, question);
				expect([isNothingNew(again), again.differences]).toEqual([true, []]);
			}),
			{ numRuns: 60 }
		);
	});
});
