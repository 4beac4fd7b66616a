// Some weeks of a hamlet's visits, so that each list behind the board has somebody on it.
import { addDays, dayOf } from '#domain/calendar.ts';
import type { Fields } from '#protocol/row.ts';
import type { SampleIds } from './screens.ts';
import { writePast, type ServerRows } from './server-rows.ts';

const DAY_MS = 86_400_000;

/** Names of those who stand on each list. */
export interface OnLists {
	/** Last found twenty days ago, and still without VNeID: to be invited. */
	long: string;
	/** Three doors in a row were shut. */
	shut: string;
	/** Promised for yesterday. */
	due: string;
	/** Works far away, back in January. */
	away: string;
	/** Forty this year. */
	card: string;
	/** Cannot leave the house, so VNeID waits. */
	blocked: string;
	/** Heads of the households that somebody has reached. */
	reached: string[];
}

export function giveWeeksOfWork(dataDir: string, { hamlet }: SampleIds): OnLists {
	let names: OnLists | undefined;
	writePast(dataDir, (rows) => (names = writeWeeks(rows, hamlet)));
	if (names === undefined) throw new Error('nothing was written');
	return names;
}

function writeWeeks(rows: ServerRows, hamlet: string): OnLists {
	const scope = `h:${hamlet}`;
	const now = Date.now();
	const today = dayOf(now);
	const by = rows.all('members').find(({ f }) => String(f.roles).includes('volunteer'))?.id ?? '';
	const households = rows
		.all('households')
		.filter(({ s }) => s === scope)
		.sort((a, b) => Number(a.f.order) - Number(b.f.order));
	const people = rows.all('people').filter(({ s }) => s === scope);
	const familyOf = (at: number) =>
		people
			.filter(({ f }) => f.household === households[at]?.id)
			.sort((a, b) => Number(a.f.order) - Number(b.f.order));
	const headOf = (at: number) => familyOf(at)[0] as { id: string; f: Fields };
	const nameOf = ({ f }: { f: Fields }) => String(f.name);
	const visit = (at: number, outcome: string, daysAgo: number, more: Fields = {}) =>
		rows.add('visits', `past-${at}-${daysAgo}`, scope, {
			household: households[at]?.id,
			outcome,
			at: now - daysAgo * DAY_MS,
			by,
			...more
		});
	const [long, shut, due, away, card] = [0, 1, 2, 3, 4].map(headOf) as [never, never, never, never, never];

	visit(0, 'met', 20);
	rows.add('answers', headOf(0).id, scope, { VN2: { status: 'not-yet' } });
	for (const daysAgo of [9, 6, 4]) visit(1, 'not-home', daysAgo);
	visit(2, 'follow-up', 3, { due: addDays(today, -1) });
	rows.change('people', headOf(3).id, { residence: { kind: 'away', until: '2027-01' } });
	rows.change('people', headOf(4).id, { birth: { year: Number(today.slice(0, 4)) - 40 } });
	rows.add('answers', headOf(4).id, scope, { VN2: { status: 'blocked', reason: 'V15' } });
	rows.add('targets', `${hamlet}:VN2`, 'c', { hamlet, item: 'VN2', count: 600 });
	visit(5, 'met', 1);
	rows.add('answers', headOf(5).id, scope, { VN2: { status: 'done', evidence: 'seen' } });
	rows.add('assists', 'past-help', scope, { person: headOf(5).id, item: 'VN2', by, at: now - DAY_MS });
	return {
		long: nameOf(long),
		shut: nameOf(shut),
		due: nameOf(due),
		away: nameOf(away),
		card: nameOf(card),
		blocked: nameOf(card),
		reached: [0, 2, 4, 5].map((at) => nameOf(headOf(at)))
	};
}

/** Not heard of since the day before yesterday, as far as the server knows. */
export function unheardOf(dataDir: string, name: string): void {
	writePast(dataDir, (rows) => rows.silence(name, Date.now() - 2 * DAY_MS));
}

/** The largest family wants nothing written down. Its people go by names that nobody else has. */
export function refuseAll(dataDir: string, { household }: SampleIds): { household: string; names: string[] } {
	let names: string[] = [];
	writePast(dataDir, (rows) => {
		rows.change('households', household, { noRecord: true });
		const family = rows.all('people').filter(({ f }) => f.household === household);
		names = family.map((_, at) => `Từ Khước Người Thứ ${at + 1}`);
		family.forEach(({ id }, at) => rows.change('people', id, { name: names[at] }));
	});
	return { household, names };
}
