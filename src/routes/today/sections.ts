// The door list in the order of the walk: who is to be seen again first, then group by group, lane by lane.
import type { GroupId, LaneId } from '#domain/ids.ts';
import { comesFirst, isLeft, type DoorRow } from './door-rows.ts';

export interface DoorSection {
	/** `due`, or group and lane. */
	key: string;
	/** Undefined for `due` and for households without a group. */
	group?: GroupId;
	lane?: LaneId;
	/** Households where somebody has yet to knock, those that stand under `due` too. */
	left: number;
	/** In walking order; without those that are done. */
	rows: DoorRow[];
	/** Done, asked to the end or not wanted: they sink below, and are counted. */
	done: DoorRow[];
}

/** `rows` in walking order; `places` say where groups and lanes stand in it. */
export function sectionsOf(
	rows: readonly DoorRow[],
	orderOf: (row: DoorRow) => readonly [group: number, lane: number]
): DoorSection[] {
	const due: DoorSection = { key: 'due', left: 0, rows: [], done: [] };
	const sections = new Map<string, DoorSection & { order: readonly [number, number] }>();
	for (const row of rows) {
		const key = `${row.group ?? ''} ${row.lane ?? ''}`;
		let section = sections.get(key);
		if (section === undefined) {
			const { group, lane } = row;
			const place = { ...(group === undefined ? {} : { group }), ...(lane === undefined ? {} : { lane }) };
			section = { key, ...place, left: 0, rows: [], done: [], order: orderOf(row) };
			sections.set(key, section);
		}
		if (isLeft(row)) section.left += 1;
		if (comesFirst(row)) due.rows.push(row);
		else (isLeft(row) ? section.rows : section.done).push(row);
	}
	due.left = due.rows.length;
	due.rows.sort((a, b) => waitsSince(a).localeCompare(waitsSince(b)));
	const walk = [...sections.values()].sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]);
	return [...(due.rows.length > 0 ? [due] : []), ...walk];
}

/** What is to be looked at again waits longer than any promise. */
const waitsSince = ({ recheck, due = '' }: DoorRow): string => (recheck.length > 0 ? '' : due);

/** The part of a section that is drawn. */
export interface DrawnSection {
	section: DoorSection;
	rows: DoorRow[];
	/** Whether the line that counts the done ones stands here: after the section's last open row. */
	isEnd: boolean;
	/** Of the done ones, where they are opened. */
	done: DoorRow[];
}

/** A part of the list that is drawn at once. */
export interface ListWindow {
	sections: DrawnSection[];
	/** Where the next part begins; undefined at the end. */
	next: number | undefined;
}

/** At most `most` rows from row number `from` on; done rows count only where `isOpen`. */
export function windowOf(
	sections: readonly DoorSection[],
	isOpen: (key: string) => boolean,
	from: number,
	most: number
): ListWindow {
	const drawn: DrawnSection[] = [];
	let at = 0;
	for (const section of sections) {
		const { rows, done } = section;
		const size = rows.length + (isOpen(section.key) ? done.length : 0);
		const first = Math.max(from - at, 0);
		const last = from + most - at;
		// A section with nothing left has no rows: its heading stands where it would have stood.
		const isInside = size === 0 ? from <= at && last > 0 : first < size && last > 0;
		if (isInside) {
			const open = isOpen(section.key) ? done : [];
			const shown = open.slice(Math.max(first - rows.length, 0), Math.max(last - rows.length, 0));
			drawn.push({ section, rows: rows.slice(first, last), isEnd: last >= rows.length, done: shown });
		}
		at += size;
	}
	return { sections: drawn, next: at > from + most ? from + most : undefined };
}
