import { expect, test } from 'vitest';
import { nothingYet } from '#office/import/import-plan.ts';
import { planImport } from '#office/import/plan-import.ts';
import { readRegisterFile } from '#office/import/read-register-file.ts';
import type { CommuneId } from '#domain/ids.ts';
import { inventList } from './data.ts';

const size = { hamlet: 'Thôn Đo', people: 500, seed: 7 };

test('the same seed invents the same list, another seed another one', () => {
	expect(inventList(size)).toBe(inventList(size));
	expect(inventList({ ...size, seed: 8 })).not.toBe(inventList(size));
});

test('an invented list goes through the office import: every person, and nothing left out', async () => {
	const bytes = new TextEncoder().encode(inventList(size));
	const { tables } = await readRegisterFile(bytes, 'thon-do.csv');
	const plan = await planImport(tables, nothingYet, { commune: 'c1' as CommuneId, today: '2026-11-22' });
	expect(plan.listed).toMatchObject({ hamlets: 1, people: 500 });
	expect(plan.added.people).toHaveLength(500);
	expect(plan.listed.households).toBeGreaterThan(500 / 6);
	expect(plan.problems.filter(({ code }) => code !== 'same-person-twice')).toEqual([]);
});
