// What the commune could not use, as a card that can be read: whose household, what was typed, why (F12, sync-spec PS3).
import type { Answer } from '#domain/answer.ts';
import type { HouseholdId } from '#domain/ids.ts';
import { headOfHousehold } from '#domain/head-of-household.ts';
import type { VisitOutcome } from '#domain/visit.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';
import { answerText, outcomeSigns } from '#ui/words.ts';
import { isOfOffice, officeSubject, officeValue, wholeCommune } from './office-words.ts';
import { sessionField, sessionName, sessionValue } from './session-words.ts';

export interface ParkedCard {
	/** The household's name, with the person's where one is meant; the whole commune for what its office decided. */
	who: string;
	/** What was typed. */
	what: string;
	why: string;
	/** Undefined when this phone holds no such household. */
	household: HouseholdId | undefined;
}

/** The parts of an op that a card reads; the server keeps it raw, so nothing about it is certain. */
interface RawOp {
	c?: unknown;
	id?: unknown;
	a?: unknown;
}

type Source = Pick<View, 'commune' | 'householdOf' | 'get' | 'peopleOf' | 'items'>;

/** `label`: what the commune says it was about, for when the household is on this phone no more. */
export function parkedCard(raw: string, code: string, view: Source, label?: string): ParkedCard {
	const { c, id, a } = rawOpOf(raw);
	const collection = typeof c === 'string' ? c : '';
	const row = typeof id === 'string' ? id : '';
	const said = typeof a === 'object' && a !== null ? (a as Record<string, unknown>) : {};
	// Taking back says no more than which one.
	const isSaidByRow = namesPerson(collection) || collection === 'visits' || collection === 'sessions';
	const fields = isSaidByRow ? { ...view.get(collection, row), ...said } : said;
	const person = isAboutPerson(collection)
		? row
		: namesPerson(collection)
			? String(fields.person)
			: undefined;
	const household = householdOf(collection, row, fields, person, view);
	const what = isOfOffice(collection)
		? officeText(collection, row, said, view)
		: collection === 'sessions'
			? sessionText(said, view)
			: whatOf(collection, fields, view);
	return {
		who: isOfOffice(collection)
			? wholeCommune(view)
			: household === undefined && label
				? label
				: ((collection === 'sessions' ? sessionName(fields) : undefined) ?? whoOf(person, household, view)),
		what: isTakenBack(collection, said) ? m.device_parked_taken_back({ what }) : what,
		why: whyOf(code),
		household
	};
}

function rawOpOf(raw: string): RawOp {
	try {
		const parsed: unknown = JSON.parse(raw);
		return typeof parsed === 'object' && parsed !== null ? parsed : {};
	} catch {
		return {};
	}
}

function householdOf(
	collection: string,
	row: string,
	{ household }: Record<string, unknown>,
	person: string | undefined,
	view: Source
): HouseholdId | undefined {
	const byField = typeof household === 'string' ? household : undefined;
	const byRow =
		byField ?? (collection === 'householdAnswers' || collection === 'households' ? row : undefined);
	const id = byRow ?? (person === undefined ? undefined : view.get('people', person)?.household);
	return id !== undefined && view.get('households', id) ? (id as HouseholdId) : undefined;
}

const namesPerson = (collection: string): collection is 'assists' | 'attendance' =>
	collection === 'assists' || collection === 'attendance';

/** A visit or a help by a command, that somebody came by a field. */
const isTakenBack = (collection: string, said: Record<string, unknown>): boolean =>
	collection === 'attendance'
		? said.voided === true
		: (collection === 'visits' || collection === 'assists') && 'name' in said;

const isAboutPerson = (collection: string) => collection === 'answers' || collection === 'people';

function whoOf(about: string | undefined, household: HouseholdId | undefined, view: Source): string {
	if (household === undefined) return m.device_parked_unknown();
	const head = headOfHousehold(view.peopleOf(household))?.name ?? m.device_parked_no_name();
	const person = about === undefined ? undefined : view.get('people', about)?.name;
	return person === undefined || person === head ? head : m.device_parked_person({ head, person });
}

function whatOf(collection: string, fields: Record<string, unknown>, view: Source): string {
	if (collection === 'visits') {
		const sign = outcomeSigns[fields.outcome as VisitOutcome] as { text: () => string } | undefined;
		return m.device_parked_visit({ outcome: sign?.text() ?? m.device_parked_unreadable() });
	}
	if (collection === 'assists') return m.device_parked_assist({ item: itemName(String(fields.item), view) });
	if (collection === 'attendance') {
		const session = sessionName(view.get('sessions', String(fields.session)));
		return m.device_parked_attendance({ session: session ?? m.device_parked_unreadable() });
	}
	if (collection === 'answers' || collection === 'householdAnswers')
		return Object.entries(fields)
			.map(([code, answer]) => `${itemName(code, view)}: ${knownAnswerText(answer as Answer)}`)
			.join(' · ');
	if (collection === 'people') return m.device_parked_person_details();
	if (collection === 'households') return m.device_parked_household_details();
	return m.device_parked_unreadable();
}

function officeText(collection: string, row: string, said: Record<string, unknown>, view: Source): string {
	const [value] = Object.entries(said).map(([field, one]) => officeValue(field, one));
	return `${officeSubject(collection, row, view)}: ${value ?? m.device_parked_unreadable()}`;
}

function sessionText(said: Record<string, unknown>, view: Source): string {
	const values = Object.entries(said).flatMap(([field, value]) => {
		const label = sessionField(field);
		const text = value === null ? m.conflict_cleared() : sessionValue(field, value, view);
		return label === undefined ? [] : [`${label}: ${text ?? m.device_parked_unreadable()}`];
	});
	return values.join(' · ') || m.device_parked_unreadable();
}

function itemName(code: string, view: Source): string {
	const item = view.items().find((one) => one.code === code);
	return item?.shortName ?? item?.name ?? code;
}

function knownAnswerText(answer: Answer | null): string {
	try {
		return answerText(answer ?? undefined);
	} catch {
		// A status or a reason that this version has never heard of.
		return m.device_parked_unreadable();
	}
}

const reasons: Record<string, () => string> = {
	role: m.device_parked_role,
	scope: m.device_parked_not_here,
	parent: m.device_parked_not_here,
	late: m.device_parked_late,
	unverified: m.device_parked_unverified,
	revoked: m.device_parked_revoked
};

function whyOf(code: string): string {
	return reasons[code]?.() ?? m.device_parked_fault({ code });
}
