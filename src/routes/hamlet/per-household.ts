// What is told of each household of a hamlet, told anew only where something changed: of thousands, a tap changes one.
import type { HouseholdId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';

type Changing = Pick<View, 'changesOf'>;

/**
 * `tell`, asked once of each household until something of that household changes. The further arguments must be all that it
 * depends on besides: another one of them, and every household is told anew. What it returns must not be written to.
 */
export function perHousehold<Source, Household extends { id: HouseholdId }, Of extends unknown[], Told>(
	tell: (source: Source, household: Household, ...of: Of) => Told
): (view: Source & Changing, household: Household, ...of: Of) => Told {
	const kept = new WeakMap<Changing, { of: Of; told: Map<HouseholdId, { changes: number; word: Told }> }>();
	return (view, household, ...of) => {
		let its = kept.get(view);
		if (its === undefined || !of.every((one, at) => one === its?.of[at]))
			kept.set(view, (its = { of, told: new Map() }));
		const changes = view.changesOf(household.id);
		const known = its.told.get(household.id);
		if (known?.changes === changes) return known.word;
		const word = tell(view, household, ...of);
		its.told.set(household.id, { changes, word });
		return word;
	};
}
