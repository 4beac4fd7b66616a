// What one tap at the door writes, and the words the undo bar says about it. Pure: the page records the result.
import { dueOf, isCheckable, isToRecheck, unflagged, type Answer, type Answers } from '#domain/answer.ts';
import { dayOf, type Day, type Instant } from '#domain/calendar.ts';
import { doneWhereUnasked, noSmartphone, withCascade } from '#domain/cascade.ts';
import type { DoorFacts } from '#domain/door-state.ts';
import { goneAt } from '#domain/gone.ts';
import type { HouseholdNote } from '#domain/household-note.ts';
import type { GroupId, HamletId, HouseholdId, MemberId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { isPresent, type Residence } from '#domain/person.ts';
import type { Visit, VisitOutcome } from '#domain/visit.ts';
import { formatShortDay } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Draft, Seen } from '#phone/store/draft.ts';
import type { ListedHousehold, ListedPerson } from '#phone/store/view.ts';
import { itemStateText, outcomeSigns, residenceText } from '#ui/words.ts';
import type { PersonSaid } from '../person-form.ts';

/** One action: its changes, stored and undone together, and what it says. */
export interface Tap {
	drafts: Draft[];
	label: string;
}

/** The name of an item where there is little room. */
export const shortNameOf = (item: ListedItem): string => item.shortName ?? item.name;

/** An answer of a person, with what else it says (V05–V08). */
export function answerOfPerson(
	items: readonly ListedItem[],
	person: ListedPerson,
	answers: Answers,
	item: ListedItem,
	answer: Answer
): Tap {
	const a = withCascade(items, answers, item.code, answer);
	const label = labelOf(item, answer, answers[item.code]);
	return { drafts: [{ k: 'set', c: 'answers', id: person.id, a }], label };
}

/** An answer of the household as a whole. */
export function answerOfHousehold(
	household: HouseholdId,
	answers: Answers,
	item: ListedItem,
	answer: Answer
): Tap {
	const drafts: Draft[] = [{ k: 'set', c: 'householdAnswers', id: household, a: { [item.code]: answer } }];
	return { drafts, label: labelOf(item, answer, answers[item.code]) };
}

function labelOf(item: ListedItem, answer: Answer, before: Answer | undefined): string {
	if (answer.status === 'unasked') return m.household_recorded_to_ask({ item: shortNameOf(item) });
	const due = dueOf(answer);
	const said = [itemStateText(answer.status), due && m.household_due({ day: formatShortDay(due) })];
	const what = { item: shortNameOf(item), answer: said.filter(Boolean).join(', ') };
	return isToRecheck(before) ? m.household_recorded_rechecked(what) : m.household_recorded(what);
}

/**
 * The answer that a tap on one of the three buttons gives; undefined when it says nothing new. Where the head wants it
 * looked at again, the same choice says that it stands. Vướng needs a reason.
 */
export function chosenAnswer(before: Answer | undefined, status: 'done' | 'not-yet'): Answer | undefined {
	if (isCheckable(before) && before.status === status)
		return isToRecheck(before) ? unflagged(before) : undefined;
	return status === 'done' ? { status, evidence: 'said' } : { status };
}

/**
 * The second tap on an answer: seen on the phone, or approved but not activated; tapped again it is taken back. What the
 * head wants looked at again is looked at: it is not taken back by that.
 */
export function detailedAnswer(before: Answer | undefined): Answer | undefined {
	const mayTakeBack = !isToRecheck(before);
	if (before?.status === 'done' && before.evidence !== 'confirmed') {
		return { status: 'done', evidence: before.evidence === 'seen' && mayTakeBack ? 'said' : 'seen' };
	}
	if (before?.status !== 'not-yet') return undefined;
	const { stage, recheck: _, ...rest } = before;
	return stage === 'approved' && mayTakeBack ? rest : { ...rest, stage: 'approved' };
}

/**
 * The day to come back, changed or, without one, cleared; reason and stage stay, no flag does. An item that nobody has answered is
 * Chưa with a day.
 */
export function answerDueOn(before: Answer | undefined, due: Day | undefined): Answer {
	const isOpen = before?.status === 'blocked' || before?.status === 'not-yet';
	const said: Extract<Answer, { status: 'not-yet' | 'blocked' }> = isOpen ? before : { status: 'not-yet' };
	const { due: _, recheck: __, ...rest } = said;
	return due === undefined ? rest : { ...rest, due };
}

/** "Không có điện thoại thông minh", with everything it answers. */
export function withoutSmartphone(
	items: readonly ListedItem[],
	person: ListedPerson,
	answers: Answers,
	today: Day
): Tap {
	const a = noSmartphone(items, person, answers, today);
	return {
		drafts: [{ k: 'set', c: 'answers', id: person.id, a }],
		label: m.household_recorded_no_smartphone({ name: person.name })
	};
}

/** "Cả nhà đã có": fills what is unasked for everybody present; undefined when nothing is. `isPart`: not all may be asked. */
export function wholeFamilyHas(
	items: readonly ListedItem[],
	facts: DoorFacts,
	today: Day,
	isPart = false
): Tap | undefined {
	const drafts: Draft[] = [];
	for (const person of facts.people) {
		if (!isPresent(person)) continue;
		const a = doneWhereUnasked(items, person, facts.answersByPerson(person.id), today);
		if (Object.keys(a).length > 0) drafts.push({ k: 'set', c: 'answers', id: person.id, a });
	}
	if (drafts.length === 0) return undefined;
	const [only, more] = items;
	const [all, one] = isPart
		? [m.household_recorded_agreed_all, m.household_recorded_agreed]
		: [m.household_recorded_all_items, m.household_recorded_whole_family];
	const label = only === undefined || more !== undefined ? all() : one({ item: shortNameOf(only) });
	return { drafts, label };
}

export function residenceOfPerson(person: ListedPerson, residence: Residence): Tap {
	return {
		drafts: [{ k: 'set', c: 'people', id: person.id, a: { residence } }],
		label: m.household_recorded_residence({ name: person.name, residence: residenceText(residence) })
	};
}

/**
 * The same from who looks at it afterwards (F2): what she says herself is confirmed by that, and what she said before is not
 * any more.
 */
export function confirmedBySaying({ drafts, label }: Tap): Tap {
	const leaving = drafts.find(({ c, a }) => c === 'visits' && a.outcome === 'moved-away')?.id;
	const confirming = (draft: Draft): Draft => {
		if (draft.k !== 'set' || (draft.c !== 'people' && draft.c !== 'households')) return draft;
		const { residence, status } = draft.a as { residence?: Residence; status?: string };
		if (residence === undefined && status === undefined) return draft;
		const person = residence && (goneAt(residence) ?? null);
		const household = status === 'moved-away' ? leaving : null;
		return { ...draft, a: { ...draft.a, confirmed: residence === undefined ? household : person } };
	};
	return { drafts: drafts.map(confirming), label };
}

/** Who knocks where, and when. */
export interface Knock {
	id: string;
	household: HouseholdId;
	by: MemberId;
	/** Who came along. */
	companions?: readonly MemberId[];
	at: Instant;
}

/**
 * Whether a tap on `outcome` says something new: once more on what was said today would be a second visit. `last`: the last
 * visit that stands.
 */
export const endsAnew = (
	last: Pick<Visit, 'outcome' | 'at'> | undefined,
	outcome: VisitOutcome,
	now: Instant
): boolean => last?.outcome !== outcome || dayOf(last.at) !== dayOf(now);

/** One visit. A household that moved away also leaves the door list, in the same action. */
export function visitOf({ id, companions = [], ...knock }: Knock, outcome: VisitOutcome, due?: Day): Tap {
	const visit: Visit = {
		...knock,
		...(companions.length === 0 ? {} : { companions: [...companions] }),
		outcome,
		...(due === undefined ? {} : { due })
	};
	const drafts: Draft[] = [{ k: 'add', c: 'visits', id, a: visit }];
	if (outcome === 'moved-away') drafts.push(statusOf(knock.household, 'moved-away'));
	return { drafts, label: m.household_recorded_visit({ outcome: outcomeSigns[outcome].text() }) };
}

/** A visit that was no visit: it stays, marked (sync-spec RC5). A household that left the list with it has its own way back. */
export function withoutVisit(id: string, outcome: VisitOutcome): Tap {
	const a = { name: 'visit.void' };
	return {
		drafts: [{ k: 'cmd', c: 'visits', id, a }],
		label: m.household_voided({ outcome: outcomeSigns[outcome].text() })
	};
}

/** A word to the next visitor, in the place of the one before; what came from other rows stays beside it. */
export function noteLeft(household: HouseholdId, note: HouseholdNote): Tap {
	return {
		drafts: [{ k: 'set', c: 'households', id: household, a: { note } }],
		label: m.note_recorded()
	};
}

export function noteCleared(household: HouseholdId): Tap {
	return {
		drafts: [{ k: 'set', c: 'households', id: household, a: { note: null } }],
		label: m.note_cleared()
	};
}

/** The way back for a household that did not move after all. */
export function backOnTheList(household: HouseholdId): Tap {
	return { drafts: [statusOf(household, 'active')], label: m.household_recorded_back() };
}

function statusOf(household: HouseholdId, status: 'active' | 'moved-away'): Draft {
	return { k: 'set', c: 'households', id: household, a: { status } };
}

/** Last in the household's own order. `place`: after so many who are added in the same action. */
export function personAdded(
	id: string,
	household: HouseholdId,
	others: readonly ListedPerson[],
	said: PersonSaid,
	place = 0
): Tap {
	const order = orderAfter(others) + place;
	return {
		drafts: [{ k: 'add', c: 'people', id, a: { household, ...said, order } }],
		label: m.person_recorded_added({ name: said.name })
	};
}

/**
 * Only what is said otherwise than of `person`, who was shown; what was left empty is cleared. Undefined when nothing changed.
 * `seen`: the version of them that the form was begun with.
 */
export function personCorrected(
	person: ListedPerson,
	said: PersonSaid,
	seen: Seen | undefined
): Tap | undefined {
	const fields = ['name', 'birth', 'phone', 'relation'] as const;
	const changed = fields.filter((name) => JSON.stringify(person[name]) !== JSON.stringify(said[name]));
	if (changed.length === 0) return undefined;
	const a = Object.fromEntries(changed.map((name) => [name, said[name] ?? null]));
	return {
		drafts: [{ k: 'set', c: 'people', id: person.id, a, ...(seen && { seen }) }],
		label: m.person_recorded_corrected({ name: said.name })
	};
}

/**
 * A household that no list had, with its head, last in the order of the walk. Empty texts are left out. `adult`: who speaks
 * for a head who is a child, written down before them.
 */
export function householdAdded(
	ids: { household: string; person: string; adult: string },
	others: readonly ListedHousehold[],
	found: { hamlet: HamletId; address: string; group: GroupId | '' },
	head: PersonSaid,
	adult?: PersonSaid
): Tap {
	const { hamlet, ...where } = found;
	const known = Object.fromEntries(Object.entries(where).filter(([, text]) => text !== ''));
	const household = { hamlet, ...known, order: orderAfter(others), status: 'active' };
	const person = { household: ids.household, ...head, relation: 'head', order: 1 };
	const speaker = { household: ids.household, ...adult, order: 2 };
	return {
		drafts: [
			{ k: 'add', c: 'households', id: ids.household, a: household },
			...(adult === undefined ? [] : [{ k: 'add', c: 'people', id: ids.adult, a: speaker } as const]),
			{ k: 'add', c: 'people', id: ids.person, a: person }
		],
		label: m.household_recorded_added({ name: head.name })
	};
}

/** In one action, which the last of them names; undefined when there is none. */
export function together(...taps: (Tap | undefined)[]): Tap | undefined {
	const all = taps.filter((tap) => tap !== undefined);
	const last = all.at(-1);
	return last && { drafts: all.flatMap(({ drafts }) => drafts), label: last.label };
}

const orderAfter = (others: readonly { order: number }[]): number =>
	Math.floor(Math.max(0, ...others.map(({ order }) => order))) + 1;
