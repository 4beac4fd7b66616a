// Listed households with their ids, and the rows of those the commune does not have yet.
import type { Household } from '#domain/household.ts';
import type { HamletId, HouseholdId } from '#domain/ids.ts';
import { codedHouseholdId, likenessOf, uncodedHouseholdId } from './derived-id.ts';
import type { ListedHousehold } from './gather-households.ts';
import type { Existing } from './import-plan.ts';
import { lanesOf } from './lane.ts';
import type { PlacePlanner } from './plan-places.ts';
import { walkingOrders } from './walking-order.ts';
import { withoutUndefined } from './without-undefined.ts';

export type KnownHousehold = Household & { id: HouseholdId };

export interface IdentifiedHousehold {
	listed: ListedHousehold;
	hamlet: HamletId;
	/** Of the household that stands for it now, when it was merged. */
	id: HouseholdId;
	/** Absent for a new one. */
	known?: KnownHousehold;
}

/** Finds each listed household among those the commune has: by its derived id, or by hamlet and code. */
export async function identifyHouseholds(
	listed: readonly ListedHousehold[],
	existing: Existing,
	places: PlacePlanner
): Promise<IdentifiedHousehold[]> {
	const byId = new Map(existing.households.map((household) => [household.id, household]));
	const byCode = new Map(
		existing.households.map((household) => [codeKey(household.hamlet, household.code), household])
	);
	const alike = new Map<string, number>();
	const identified: IdentifiedHousehold[] = [];
	for (const household of listed) {
		const hamlet = await places.hamlet(household.hamlet);
		const derived = await idOf(hamlet, household, alike);
		const coded = household.code === undefined ? undefined : byCode.get(codeKey(hamlet, household.code));
		const known = standing(byId.get(derived) ?? coded, byId);
		identified.push({ listed: household, hamlet, id: known?.id ?? derived, ...(known && { known }) });
	}
	return identified;
}

async function idOf(
	hamlet: HamletId,
	household: ListedHousehold,
	alike: Map<string, number>
): Promise<HouseholdId> {
	if (household.code !== undefined) return codedHouseholdId(hamlet, household.code);
	const likeness = JSON.stringify([hamlet, ...likenessOf(household)]);
	const occurrence = (alike.get(likeness) ?? 0) + 1;
	alike.set(likeness, occurrence);
	return uncodedHouseholdId(hamlet, household, occurrence);
}

/** Follows merges to the household that stands. */
function standing(
	household: KnownHousehold | undefined,
	byId: ReadonlyMap<HouseholdId, KnownHousehold>
): KnownHousehold | undefined {
	const seen = new Set<HouseholdId>();
	let current = household;
	while (current?.mergedInto !== undefined && !seen.has(current.id)) {
		seen.add(current.id);
		current = byId.get(current.mergedInto) ?? current;
	}
	return current;
}

const codeKey = (hamlet: HamletId, code: string | undefined): string =>
	`${hamlet} ${code?.toLowerCase() ?? ''}`;

/** The new households of all hamlets, in the walking order of the file. */
export async function newHouseholds(
	identified: readonly IdentifiedHousehold[],
	existing: Existing,
	places: PlacePlanner
): Promise<KnownHousehold[]> {
	const added: KnownHousehold[] = [];
	for (const [hamlet, households] of Map.groupBy(identified, (household) => household.hamlet)) {
		const taken = existing.households.filter((one) => one.hamlet === hamlet).map((one) => one.order);
		const orders = walkingOrders(
			households.map(({ known }) => known?.order),
			taken
		);
		const lanes = lanesOf(households.flatMap(({ listed }) => listed.address ?? []));
		for (const [index, { id, known, listed }] of households.entries()) {
			if (known !== undefined) continue;
			const lane = lanes.get(listed.address ?? '');
			added.push(
				withoutUndefined<KnownHousehold>({
					id,
					hamlet,
					group: listed.group === undefined ? undefined : await places.group(hamlet, listed.group),
					lane: lane === undefined ? undefined : await places.lane(hamlet, lane),
					code: listed.code,
					address: listed.address,
					nickname: undefined,
					order: orders[index] ?? 0,
					status: 'active',
					confirmed: undefined,
					mergedInto: undefined,
					noRecord: undefined
				})
			);
		}
	}
	return added;
}
