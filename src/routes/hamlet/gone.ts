// Who was recorded as deceased or moved, and which households as moved away, that no head has looked at yet (F2). Pure.
import { goneAt, isLeavingUnseen, lastLived, leavingOf, waitsForTheHead } from '#domain/gone.ts';
import type { Instant } from '#domain/calendar.ts';
import { headOfHousehold } from '#domain/head-of-household.ts';
import type { HamletId } from '#domain/ids.ts';
import { type Living, Residence, residenceOf } from '#domain/person.ts';
import { standingVisits } from '#domain/visit.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ListedConflict } from '#phone/store/conflicts.ts';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';
import { outcomeSigns, residenceText } from '#ui/words.ts';
import { backOnTheList, residenceOfPerson, type Tap } from '../households/[id]/taps.ts';

/** One person, or without one the whole household. */
export interface Gone {
	household: ListedHousehold;
	person?: ListedPerson;
	/** The person's name, or that of the household's head; undefined when it is not known. */
	name: string | undefined;
	/** What names the word, to be confirmed. */
	word: Instant | string | undefined;
	/** Who recorded it, as far as this phone knows. */
	written?: ListedConflict['kept'];
	/** Where that is not known: the last visit that stands. */
	lastVisit?: ListedConflict['kept'];
}

type Source = Pick<View, 'all' | 'householdsOf' | 'peopleOf' | 'visitsOf'>;

/** Households first, both parts in walking order. The people of a household that left stand for themselves once it is back. */
export function goneOf(view: Source, hamlet: HamletId): Gone[] {
	const isUnseen = (one: ListedHousehold) => isLeavingUnseen(one, view.visitsOf(one.id));
	const left = (view.all('households') as readonly ListedHousehold[])
		// A household without people is what is left of a split that was taken back, or wants nothing written down.
		.filter((one) => one.hamlet === hamlet && isUnseen(one) && view.peopleOf(one.id).length > 0)
		.sort((a, b) => a.order - b.order)
		.map((household) => ({
			household,
			name: headOfHousehold(view.peopleOf(household.id))?.name,
			word: leavingOf(household, view.visitsOf(household.id)),
			...visitThatSaidSo(view, household)
		}));
	const people = view.householdsOf(hamlet).flatMap((household) =>
		view
			.peopleOf(household.id)
			.filter(waitsForTheHead)
			.map((person) => ({
				household,
				person,
				name: person.name,
				word: goneAt(residenceOf(person)),
				...wordAbout(view, household, person)
			}))
	);
	return [...left, ...people];
}

type Word = Pick<Gone, 'written' | 'lastVisit'>;

function visitThatSaidSo(view: Source, { id }: ListedHousehold): Word {
	const visits = standingVisits(view.visitsOf(id));
	const said = visits.findLast(({ outcome }) => outcome === 'moved-away');
	return said === undefined ? lastOf(visits) : { written: signed(said) };
}

/** Authors of single fields stay at the server; only a record of two words that met names them (sync-spec MG3). */
function wordAbout(view: Source, { id }: ListedHousehold, person: ListedPerson): Word {
	const said = goneAt(residenceOf(person));
	const met = view
		.all('conflicts')
		.find(
			({ in: c, row, field, kept }) =>
				c === 'people' && row === person.id && field === 'residence' && saidAt(kept.value) === said
		);
	return met === undefined ? lastOf(standingVisits(view.visitsOf(id))) : { written: met.kept };
}

function saidAt(value: unknown): Instant | undefined {
	const { data } = Residence.safeParse(value);
	return data && goneAt(data);
}

function lastOf(visits: ReturnType<typeof standingVisits>): Word {
	const last = visits.at(-1);
	return last === undefined ? {} : { lastVisit: signed(last) };
}

const signed = ({ by, at, outcome }: ReturnType<typeof standingVisits>[number]): ListedConflict['kept'] => ({
	value: outcome,
	by,
	at
});

/** "Đã mất", "Đã chuyển", "Đã chuyển đi". */
export const saidOf = ({ person }: Gone): string =>
	person === undefined ? outcomeSigns['moved-away'].text() : residenceText(residenceOf(person));

/** "Đúng": named, so that it confirms nothing else. */
export function confirmed(gone: Gone): Tap {
	const { household, person } = gone;
	const label = m.gone_confirmed({ name: gone.name ?? m.board_no_name(), what: saidOf(gone) });
	const row =
		person === undefined
			? ({ c: 'households', id: household.id } as const)
			: ({ c: 'people', id: person.id } as const);
	return { drafts: [{ k: 'set', ...row, a: { confirmed: gone.word } }], label };
}

/** "Chưa đúng": back where they lived before, or back on the list. */
export const putBack = ({ household, person }: Gone): Tap =>
	person === undefined
		? backOnTheList(household.id)
		: residenceOfPerson(person, lastLived(residenceOf(person)));

const wrongTexts: Record<Living['kind'], () => string> = {
	home: m.gone_wrong_home,
	away: m.gone_wrong_away,
	temporary: m.gone_wrong_temporary
};

/** "Chưa đúng, vẫn ở nhà": what that tap does. */
export const putBackText = ({ person }: Gone): string =>
	person === undefined ? m.gone_wrong_household() : wrongTexts[lastLived(residenceOf(person)).kind]();
