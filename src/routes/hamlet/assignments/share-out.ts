// Who goes to which household, for the head who shares them out (F22). Pure.
import type { GroupId, HouseholdId, MemberId } from '#domain/ids.ts';
import { compareNames } from '#domain/name-order.ts';
import type { Assignment } from '#domain/programme.ts';
import { m } from '#i18n/paraglide/messages.js';
import { formatNumber } from '#i18n/format.ts';
import type { Draft } from '#phone/store/draft.ts';
import { assignmentId } from '#phone/store/new-row-id.ts';
import type { Tap } from '../../households/[id]/taps.ts';
import { isLeft, type DoorRow } from '../../today/door-rows.ts';

export type Owners = ReadonlyMap<HouseholdId, readonly MemberId[]>;

/** Whom a household can be given to. */
export interface Visitor {
	id: MemberId;
	name: string;
}

/** A household as far as sharing out goes: a family that wants nothing written down is nobody's task. */
export type SharedRow = Pick<
	DoorRow,
	'id' | 'name' | 'address' | 'state' | 'recheck' | 'isRefused' | 'group'
>;

/** Somebody has yet to knock there, and nobody was told to. */
export const isOpenToGive = (row: SharedRow, owners: Owners): boolean =>
	!row.isRefused && isLeft(row) && !owners.has(row.id);

export interface GroupShare {
	/** Undefined for households that stand in no group. */
	group: GroupId | undefined;
	total: number;
	/** Of these: to be given to somebody yet. */
	open: number;
}

/** By solidarity group, in the order in which the walk meets them; no group last. */
export function groupSharesOf(rows: readonly SharedRow[], owners: Owners): GroupShare[] {
	return [...Map.groupBy(rows, ({ group }) => group)]
		.map(([group, its]) => ({
			group,
			total: its.length,
			open: its.filter((row) => isOpenToGive(row, owners)).length
		}))
		.sort((a, b) => Number(a.group === undefined) - Number(b.group === undefined));
}

export interface Load extends Visitor {
	given: number;
	/** Of these: where somebody has yet to knock. */
	left: number;
	/** Has households here, and does not work in this hamlet any more: somebody has to take them over. */
	isGone: boolean;
}

/** Those who left come first: their households are waited for by nobody. Then by given name. */
export function loadsOf(
	rows: readonly SharedRow[],
	owners: Owners,
	team: readonly Visitor[],
	nameOf: (member: MemberId) => string
): Load[] {
	const loads = new Map<MemberId, Load>(
		team.map(({ id, name }) => [id, { id, name, given: 0, left: 0, isGone: false }])
	);
	for (const row of rows) {
		for (const id of owners.get(row.id) ?? []) {
			const load = loads.get(id) ?? { id, name: nameOf(id), given: 0, left: 0, isGone: true };
			load.given += 1;
			if (isLeft(row)) load.left += 1;
			loads.set(id, load);
		}
	}
	return [...loads.values()].sort(
		(a, b) => Number(b.isGone) - Number(a.isGone) || compareNames(a.name, b.name)
	);
}

/** Gives households to one member, and takes them from whoever had them: one household, one visitor. */
export function givenTo(
	{ id, name }: Visitor,
	rows: readonly SharedRow[],
	assignments: readonly Assignment[]
): Tap {
	const byHousehold = Map.groupBy(assignments, ({ household }) => household);
	const drafts = rows.flatMap((row) => {
		const standing = byHousehold.get(row.id) ?? [];
		const others = standing.filter(({ member, active }) => active && member !== id);
		const own = standing.find(({ member }) => member === id);
		return [
			...others.map(({ member }) => activeIs(false, row.id, member)),
			...(own?.active === true ? [] : [own === undefined ? given(row.id, id) : activeIs(true, row.id, id)])
		];
	});
	const [only, more] = rows;
	const label =
		only === undefined || more !== undefined
			? m.share_gave_many({ count: formatNumber(rows.length), name })
			: m.share_gave({ household: calledBy(only), name });
	return { drafts, label };
}

export function takenFrom({ id, name }: Visitor, row: SharedRow): Tap {
	return { drafts: [activeIs(false, row.id, id)], label: m.share_took({ household: calledBy(row), name }) };
}

const given = (household: HouseholdId, member: MemberId): Draft => ({
	k: 'add',
	c: 'assignments',
	id: assignmentId(household, member),
	a: { household, member, active: true }
});

const activeIs = (active: boolean, household: HouseholdId, member: MemberId): Draft => ({
	k: 'set',
	c: 'assignments',
	id: assignmentId(household, member),
	a: { active }
});

/** What people call a household: its head, or else where it is. */
export const calledBy = ({ name, address }: SharedRow): string => name || address || m.board_no_name();
