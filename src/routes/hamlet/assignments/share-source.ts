// What sharing out reads of the phone's view, for both of its pages.
import { dayOf, type Day } from '#domain/calendar.ts';
import type { HamletId, MemberId } from '#domain/ids.ts';
import { compareNames } from '#domain/name-order.ts';
import { teamOf } from '#domain/team.ts';
import { ownersOf } from '#domain/whose-door.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';
import { doorRowsOf } from '../../today/door-rows.ts';
import { untilChanged } from '../until-changed.ts';
import type { Visitor } from './share-out.ts';

/** Households in walking order, who has them, and who works in the hamlet today, by given name. */
export const shareSourceOf = (view: View, hamlet: HamletId) => ({
	...keptRows(view, hamlet, dayOf(Date.now())),
	nameOf: (member: MemberId) => view.get('members', member)?.name ?? m.claim_somebody()
});

const keptRows = untilChanged((view: View, hamlet: HamletId, today: Day) => {
	const checklist = view.checklist(today);
	const doors = doorRowsOf(view);
	const assignments = view.all('assignments');
	const team = teamOf(view.all('members'), hamlet, today)
		.map(({ id, name }): Visitor => ({ id: id as MemberId, name }))
		.sort((a, b) => compareNames(a.name, b.name));
	return {
		rows: view.householdsOf(hamlet).map((household) => doors.of(household, checklist, today)),
		assignments,
		owners: ownersOf(assignments),
		team
	};
});
