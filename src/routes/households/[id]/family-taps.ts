// Who lives with whom, and where: what one tap writes when a household is split, merged or moved, or people go to another
// (F2). Pure.
import type { Day } from '#domain/calendar.ts';
import type { HamletId, HouseholdId, PersonId } from '#domain/ids.ts';
import { standsOn } from '#domain/places.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ListedHamlet, ListedPerson } from '#phone/store/view.ts';
import type { Tap } from './taps.ts';

/** Some of the people are a family of their own now. `seen`: the version of each one's row on this phone. */
export function householdSplit(
	{ from, into }: { from: HouseholdId; into: string },
	leaving: readonly ListedPerson[],
	seen: (person: PersonId) => number,
	{ head, address }: { head: ListedPerson; address: string }
): Tap {
	const a = {
		name: 'household.split',
		into,
		people: leaving.map(({ id }) => ({ id, b: seen(id) })),
		head: head.id,
		...(address === '' ? {} : { address })
	};
	return {
		drafts: [{ k: 'cmd', c: 'households', id: from, a }],
		label: m.family_recorded_split({ name: head.name })
	};
}

/** `to`: the name the other household goes by. */
export function peopleMoved(leaving: readonly ListedPerson[], into: HouseholdId, to: string): Tap {
	const [only, more] = leaving;
	return {
		drafts: leaving.map(({ id }) => ({ k: 'cmd', c: 'people', id, a: { name: 'person.move', into } })),
		label:
			only === undefined || more !== undefined
				? m.family_recorded_moved_all({ count: leaving.length, to })
				: m.family_recorded_moved({ name: only.name, to })
	};
}

/** `stays`: the name of the household that stays. */
export function householdsMerged(goes: HouseholdId, into: HouseholdId, stays: string): Tap {
	return {
		drafts: [{ k: 'cmd', c: 'households', id: goes, a: { name: 'household.merge', into } }],
		label: m.family_recorded_merged({ name: stays })
	};
}

/** Where a household may turn out to belong: every hamlet that stands today, but the one it is filed under. */
export const otherHamlets = (all: readonly ListedHamlet[], than: HamletId, today: Day): ListedHamlet[] =>
	all.filter((hamlet) => hamlet.id !== than && standsOn(hamlet, today));

/** The list had it under the wrong hamlet. */
export function householdToHamlet(household: HouseholdId, { id, name }: ListedHamlet): Tap {
	return {
		drafts: [{ k: 'cmd', c: 'households', id: household, a: { name: 'household.move', hamlet: id } }],
		label: m.family_recorded_hamlet({ name })
	};
}
