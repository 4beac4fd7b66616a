// The totals of all hamlets from what this phone holds (F34): the same counts that the server gives an observer.
import type { Day, Instant } from '#domain/calendar.ts';
import { standsOn } from '#domain/places.ts';
import { columnOf, hamletTotalsOf, withHandIns, type CommuneTotals } from '#domain/totals.ts';
import type { View } from '#phone/store/view.ts';
import type { LastHeard } from '../hamlet/roll-call.ts';

/** Undefined while the commune's own row is not here. */
export function totalsOf(view: View, today: Day, at: Instant): CommuneTotals | undefined {
	const commune = view.commune();
	if (commune === undefined) return undefined;
	const { mainItems } = view.checklist(today);
	const hamlets = view
		.hamlets()
		.filter((hamlet) => standsOn(hamlet, today))
		.map(({ id, name }) => {
			const doors = view.householdsOf(id).map((household) => view.factsOf(household.id));
			const targetOf = (item: string) => view.targetOf(id, item)?.count;
			return hamletTotalsOf(
				{ id, name, doors, population: view.populationOf(id), targetOf },
				mainItems,
				today
			);
		});
	return { at, name: commune.name, words: commune.words, items: mainItems.map(columnOf), hamlets };
}

/** With who handed in, as this phone last heard; as they are while it has not. */
export function withHeard(
	totals: CommuneTotals,
	view: Pick<View, 'get'>,
	heard: LastHeard | undefined
): CommuneTotals {
	if (heard === undefined) return totals;
	const contacts = heard.members.map(({ member, lastContactAt }) => ({
		hamlets: view.get('members', member)?.hamlets ?? [],
		lastContactAt
	}));
	return withHandIns(totals, contacts, heard.now);
}
