// A conflict in words: about whom, which two values, who wrote them and when (F13).
import { answerIn } from '#domain/conflict.ts';
import { dayOf } from '#domain/calendar.ts';
import { headOfHousehold } from '#domain/head-of-household.ts';
import { HouseholdNote } from '#domain/household-note.ts';
import type { HouseholdId } from '#domain/ids.ts';
import { formatDay, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { householdOfConflict, type ListedConflict } from '#phone/store/conflicts.ts';
import type { View } from '#phone/store/view.ts';
import { answerText, itemStateText } from '#ui/words.ts';
import { isOfOffice, officeSubject, officeValue, wholeCommune } from '../office-words.ts';
import { personValue } from '../person-words.ts';
import { sessionField, sessionName, sessionValue } from '../session-words.ts';

type Source = Pick<View, 'get' | 'householdOf' | 'peopleOf' | 'items'>;
type Side = ListedConflict['kept'];

/** The household's name; a sentence when it is no longer here. */
export function householdName(household: HouseholdId | undefined, view: Source): string {
	if (household === undefined) return m.conflict_unknown_household();
	return headOfHousehold(view.peopleOf(household))?.name ?? m.device_parked_no_name();
}

/** Where it is: the household's name, or the session's; the whole commune for what its office decided. */
export function placeOf(conflict: ListedConflict, view: Source & Pick<View, 'commune'>): string {
	if (isOfOffice(conflict.in)) return wholeCommune(view);
	const session = conflict.in === 'sessions' ? sessionName(view.get('sessions', conflict.row)) : undefined;
	return session ?? householdName(householdOfConflict(conflict, view), view);
}

/** "VNeID mức 2 · Lê Thị Hà". */
export function subjectOf({ in: name, row, field }: ListedConflict, view: Source): string {
	if (isOfOffice(name)) return officeSubject(name, row, view);
	if (name === 'sessions') return sessionField(field) ?? field;
	const id = name === 'attendance' ? view.get(name, row)?.person : row;
	const isOfPerson = name === 'answers' || name === 'people' || name === 'attendance';
	const person = isOfPerson && id !== undefined ? view.get('people', id)?.name : undefined;
	const whose = person ?? (name === 'householdAnswers' ? m.household_whole() : undefined);
	return [whatOf(name, field, view), whose].filter(Boolean).join(' · ');
}

function whatOf(name: string, field: string, view: Source): string {
	if (name === 'people') return m.device_parked_person_details();
	if (name === 'households') return m.device_parked_household_details();
	if (name === 'attendance') return m.session_attendance();
	const item = view.items().find(({ code }) => code === field);
	return item?.shortName ?? item?.name ?? field;
}

/** The value itself. Of an answer with its reason or evidence. */
export function valueText({ in: name, field }: ListedConflict, { value }: Side, view: Source): string {
	if (value === null || value === undefined) return m.conflict_cleared();
	if (isOfOffice(name)) return officeValue(field, value) ?? m.device_parked_unreadable();
	if (name === 'sessions') return sessionValue(field, value, view) ?? m.device_parked_unreadable();
	if (name === 'attendance' && field === 'at') return sessionValue('startedAt', value, view) ?? '';
	if (name === 'attendance' && field === 'by' && typeof value === 'string')
		return view.get('members', value)?.name ?? m.claim_somebody();
	if (field === 'household' || field === 'mergedInto') return householdName(value as HouseholdId, view);
	if (name === 'answers' || name === 'householdAnswers') {
		const answer = answerIn(value);
		return answer === undefined ? m.device_parked_unreadable() : answerText(answer);
	}
	if (name === 'households' && (field === 'confirmed' || value === 'moved-away'))
		return m.outcome_moved_away();
	const known = name === 'people' ? personValue(field, value) : undefined;
	if (known !== undefined) return known;
	const note = field === 'note' ? HouseholdNote.safeParse(value).data : undefined;
	if (note !== undefined) return note.text;
	return typeof value === 'string' || typeof value === 'number'
		? String(value)
		: m.device_parked_unreadable();
}

/** "Đã có", "Chưa": short enough for a button. Two values that need a person never share it. */
export const shortValue = ({ value }: Side): string => itemStateText(answerIn(value)?.status ?? 'unasked');

/** Who wrote it, and when. */
export function writtenBy({ by, at }: Side, me: string, view: Source): string {
	const when = { time: formatTime(at), day: formatDay(dayOf(at)) };
	if (by === me) return m.conflict_by_me(when);
	const name = by === undefined ? undefined : view.get('members', by)?.name;
	return name === undefined ? m.conflict_by_nobody(when) : m.conflict_by({ name, ...when });
}

export interface ConflictGroup {
	household: HouseholdId | undefined;
	name: string;
	conflicts: ListedConflict[];
}

/** By household, in the order in which the latest of each was written, the newest first. */
export function groupsOf(conflicts: readonly ListedConflict[], view: Source): ConflictGroup[] {
	const groups = new Map<HouseholdId | undefined, ConflictGroup>();
	for (const conflict of newestFirst(conflicts)) {
		const household = householdOfConflict(conflict, view);
		const group = groups.get(household);
		if (group === undefined)
			groups.set(household, { household, name: householdName(household, view), conflicts: [conflict] });
		else group.conflicts.push(conflict);
	}
	return [...groups.values()];
}

export function newestFirst(conflicts: readonly ListedConflict[]): ListedConflict[] {
	const when = ({ kept, dropped }: ListedConflict) => Math.max(kept.at, dropped.at);
	return [...conflicts].sort((a, b) => when(b) - when(a) || (a.id < b.id ? -1 : 1));
}
