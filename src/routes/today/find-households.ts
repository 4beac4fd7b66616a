// Search as typed (F7) over everybody of one hamlet, those who moved or died too: people ask by any name they know.
import { headOfHousehold } from '#domain/head-of-household.ts';
import { queryOf, scoreOf, searchableOf, type Searchable } from '#domain/name-search.ts';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ListedHousehold, ListedPerson } from '#phone/store/view.ts';

export interface Entry {
	household: ListedHousehold;
	/** Undefined for a household's nickname and for one without people. */
	person?: ListedPerson;
	isHead: boolean;
	searchable: Searchable;
}

/** Among equal answers, households that go by the name come before those where somebody else bears it. */
const HEAD_FIRST = 0.5;

/** A household that answers, and the person in it who does so best. */
export interface Found {
	household: ListedHousehold;
	person?: ListedPerson;
}

/** Folded once; kept until people or households change. `households` in walking order. */
export function entriesOf(
	households: readonly ListedHousehold[],
	peopleOf: (household: ListedHousehold) => readonly ListedPerson[]
): Entry[] {
	return households.flatMap((household) => {
		const { address, nickname } = household;
		const listed = peopleOf(household);
		const head = headOfHousehold(listed);
		const people: Entry[] = listed.map((person) => ({
			household,
			person,
			isHead: person === head,
			searchable: searchableOf(person.name, address, person.phone)
		}));
		if (nickname !== undefined || people.length === 0) {
			people.push({ household, isHead: false, searchable: searchableOf(nickname ?? '', address) });
		}
		return people;
	});
}

/** The best answer of each household, best first, equal ones in walking order. */
export function findHouseholds(entries: readonly Entry[], typed: string): Found[] {
	const query = queryOf(typed);
	const best = new Map<ListedHousehold, { score: number; entry: Entry }>();
	for (const entry of entries) {
		const score = scoreOf(query, entry.searchable) + (entry.isHead ? HEAD_FIRST : 0);
		if (score > HEAD_FIRST && score > (best.get(entry.household)?.score ?? 0))
			best.set(entry.household, { score, entry });
	}
	return [...best.values()]
		.sort((a, b) => b.score - a.score)
		.map(({ entry: { household, person } }) =>
			person === undefined ? { household } : { household, person }
		);
}

/** How many answered. `isLoaded`: all of the list is on this phone, so that what is not found is not on it. */
export function foundText(count: number, isLoaded: boolean): string {
	if (count > 0) return m.today_found({ count: formatNumber(count) });
	return isLoaded ? m.today_found_none() : m.today_found_none_yet();
}
