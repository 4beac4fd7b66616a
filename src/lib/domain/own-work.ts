// "Việc tôi đã làm" (F17): what one member did, for that member alone. Nothing here sets one beside another.
import { dayOf } from './calendar.ts';
import type { MemberId } from './ids.ts';
import { creditedWith, isStanding, standingVisits, type Assist, type Visit } from './visit.ts';

/** `days`: on which there was a visit or a help. `people`: helped, each once. */
export interface OwnWork {
	days: number;
	visits: number;
	people: number;
}

/** A month as `yyyy-mm`. */
export type MonthOfWork = OwnWork & { month: string };

/** What stands of the member's visits, as companion too, and of the helps the member gave; `months` newest first. */
export function ownWorkOf(
	member: MemberId,
	visits: readonly Visit[],
	assists: readonly Assist[]
): { total: OwnWork; months: MonthOfWork[] } {
	const deeds = [
		...standingVisits(visits)
			.filter((visit) => creditedWith(visit).includes(member))
			.map(({ at }) => ({ day: dayOf(at), person: undefined })),
		...assists
			.filter((assist) => isStanding(assist) && assist.by === member)
			.map(({ at, person }) => ({ day: dayOf(at), person }))
	];
	const months = [...new Set(deeds.map(({ day }) => day.slice(0, 7)))].sort().reverse();
	return {
		total: sumOf(deeds),
		months: months.map((month) => ({ month, ...sumOf(deeds.filter(({ day }) => day.startsWith(month))) }))
	};
}

function sumOf(deeds: readonly { day: string; person: string | undefined }[]): OwnWork {
	return {
		days: new Set(deeds.map(({ day }) => day)).size,
		visits: deeds.filter(({ person }) => person === undefined).length,
		people: new Set(deeds.flatMap(({ person }) => person ?? [])).size
	};
}
