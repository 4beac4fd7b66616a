// What several weeks of evenings leave behind, invented by seed: two households of three reached, answers to the items of
// every door, some in the way, some far away, helps with their days.
import { addDays, dayOf } from '#domain/calendar.ts';
import type { Fields } from '#protocol/row.ts';
import { writePast, type ServerRows } from '../tests/support/server-rows.ts';
import { randomFrom } from './data.ts';

const SEED = 20261129;
const DAY_MS = 86_400_000;
const ITEMS = ['VN2', 'DVC1', 'SK', 'MM', 'ATM', 'SIM'];
const REASONS = ['V01', 'V05', 'V10', 'V15'];

/** Into the database of a server that does not run yet. */
export function prepareWeeks(folder: string): void {
	writePast(folder, (rows) => writeWeeks(rows, randomFrom(SEED)));
}

function writeWeeks(rows: ServerRows, random: () => number): void {
	const now = Date.now();
	const by = rows.all('members')[0]?.id ?? '';
	const reached = new Set<unknown>();
	for (const { id, s } of rows.all('households')) {
		const draw = random();
		if (draw < 0.67) reached.add(id);
		const outcome = draw < 0.6 ? 'met' : draw < 0.67 ? 'follow-up' : 'not-home';
		if (draw > 0.85) continue;
		for (let visit = 0; visit < (outcome === 'not-home' ? 3 : 1); visit += 1) {
			const due = outcome === 'follow-up' ? { due: addDays(dayOf(now), Math.round(random() * 6) - 3) } : {};
			const at = now - Math.floor(random() * 40) * DAY_MS;
			rows.add('visits', `visit-${id}-${visit}`, s, { household: id, outcome, at, by, ...due });
		}
	}
	for (const { id, s, f } of rows.all('people')) {
		if (random() < 0.08) rows.change('people', id, { residence: { kind: 'away', until: '2027-01' } });
		if (!reached.has(f.household)) continue;
		rows.add('answers', id, s, Object.fromEntries(ITEMS.map((item) => [item, answerOf(random)])));
		if (random() < 0.3)
			rows.add('assists', `help-${id}`, s, {
				...{ person: id, item: 'VN2', by },
				at: now - Math.floor(random() * 20) * DAY_MS
			});
	}
}

function answerOf(random: () => number): Fields {
	const draw = random();
	if (draw < 0.6) return { status: 'done', evidence: 'said' };
	if (draw < 0.85) return { status: 'not-yet' };
	return { status: 'blocked', reason: REASONS[Math.floor(random() * REASONS.length)] };
}
