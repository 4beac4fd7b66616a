// Whom tonight's hour is for (F20, F21): the board counts this list, and the head calls by it. Pure.
import type { Day } from '#domain/calendar.ts';
import { toInvite, type Invited } from '#domain/coverage.ts';
import { headOfHousehold } from '#domain/head-of-household.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { mayInvite, type Notice } from '#domain/notice.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ListedHousehold, View } from '#phone/store/view.ts';
import { lineOfHousehold, type CallLine } from './call-lines.ts';

export type InviteSource = Pick<View, 'populationOf' | 'commune'> & {
	all(c: 'notices'): readonly Notice[];
};

/** In walking order. Who refused is in no population, and who does not want to be called is left out. */
export function invitedOf(
	source: InviteSource,
	hamlet: HamletId,
	mainItems: readonly ListedItem[],
	today: Day
): Invited[] {
	const isInvited = mayInvite(source.commune()?.dataTerms, source.all('notices'));
	return toInvite(mainItems, source.populationOf(hamlet), today).filter(({ person }) => isInvited(person.id));
}

/** One call: whom of a household it is about. */
export interface CallToInvite {
	household: ListedHousehold;
	/** At least one. */
	invited: Invited[];
}

/** One for each household, in walking order. */
export function callsToInvite(
	source: InviteSource & Pick<View, 'householdsOf'>,
	hamlet: HamletId,
	mainItems: readonly ListedItem[],
	today: Day
): CallToInvite[] {
	const all = invitedOf(source, hamlet, mainItems, today);
	const byHousehold = Map.groupBy(all, ({ person }) => person.household);
	return source.householdsOf(hamlet).flatMap((household) => {
		const invited = byHousehold.get(household.id);
		return invited === undefined ? [] : [{ household, invited }];
	});
}

/** Whom to ask for, and what is open for whom. */
export function lineOfCall(
	source: Pick<View, 'peopleOf' | 'get'>,
	{ household, invited }: CallToInvite
): CallLine {
	const head = headOfHousehold(source.peopleOf(household.id))?.name;
	return lineOfHousehold(source, household, invitedText(invited, head));
}

/** "còn VNeID, Sổ sức khỏe". */
export const stillText = (items: readonly ListedItem[]): string =>
	m.session_still({ items: items.map(({ shortName, name }) => shortName ?? name).join(', ') });

/** "Lê Thị Hà: còn VNeID · Lê Văn Nam: còn Sổ sức khỏe". Whose name stands above alone is not named twice. */
const invitedText = (invited: readonly Invited[], above: string | undefined): string =>
	invited
		.map(({ person, items }) =>
			invited.length === 1 && person.name === above
				? stillText(items)
				: m.session_still_of({ name: person.name, still: stillText(items) })
		)
		.join(' · ');
