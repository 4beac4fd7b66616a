import { expect, test } from 'vitest';
import type { HouseholdId } from '#domain/ids.ts';
import { perHousehold } from './per-household.ts';

class Rows {
	told: string[] = [];
	changes: Record<string, number> = {};
	changesOf = (id: HouseholdId): number => this.changes[id] ?? 0;
}

const household = (id: string) => ({ id: id as HouseholdId });

const wordOf = perHousehold(
	(rows: Rows, { id }: { id: HouseholdId }, items: readonly string[], today: string) => {
		rows.told.push(id);
		return `${id} ${items.join()} ${today} at ${String(rows.changesOf(id))}`;
	}
);

test('of all households, only the one that changed is told anew', () => {
	const rows = new Rows();
	const items = ['VN2'];
	const tell = () => ['h1', 'h2'].map((id) => wordOf(rows, household(id), items, '2026-11-30'));
	expect(tell()).toEqual(['h1 VN2 2026-11-30 at 0', 'h2 VN2 2026-11-30 at 0']);
	rows.changes = { h2: 1 };
	expect(tell()).toEqual(['h1 VN2 2026-11-30 at 0', 'h2 VN2 2026-11-30 at 1']);
	expect(rows.told).toEqual(['h1', 'h2', 'h2']);
});

test('with another checklist or on another day all are told anew, and another phone has words of its own', () => {
	const rows = new Rows();
	const items = ['VN2'];
	wordOf(rows, household('h1'), items, '2026-11-30');
	expect(wordOf(rows, household('h1'), items, '2026-12-01')).toBe('h1 VN2 2026-12-01 at 0');
	expect(wordOf(rows, household('h1'), ['SK'], '2026-12-01')).toBe('h1 SK 2026-12-01 at 0');
	const other = new Rows();
	expect(wordOf(other, household('h1'), items, '2026-12-01')).toBe('h1 VN2 2026-12-01 at 0');
	expect(other.told).toEqual(['h1']);
});
