// A household's story, as far as this phone knows it: who wrote what, and when (F2). Pure; the page draws it.
import type { Answer } from '#domain/answer.ts';
import type { Instant } from '#domain/calendar.ts';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import { mayVoid } from '#domain/permission.ts';
import { Residence } from '#domain/person.ts';
import { isStanding } from '#domain/visit.ts';
import { m } from '#i18n/paraglide/messages.js';
import { householdOfConflict, shownConflicts } from '#phone/store/conflicts.ts';
import type { OwnWork } from '#phone/store/own-work.ts';
import type { View } from '#phone/store/view.ts';
import { answerText, outcomeSigns, residenceText } from '#ui/words.ts';
import { subjectOf, valueText } from '../../../hamlet/conflict-words.ts';
import { correctionText } from '../../../person-words.ts';
import { sessionName } from '../../../session-words.ts';
import { notCame } from '../../../sessions/session-taps.ts';
import { howTexts } from '../notice-words.ts';
import { withoutAssist } from '../assist-taps.ts';
import { shortNameOf, withoutVisit, type Tap } from '../taps.ts';

export interface StoryLine {
	at: Instant;
	/** Undefined when nobody is known to have written it. */
	by: MemberId | undefined;
	text: string;
	/** Says that it never was; undefined where that is not for the one who reads. */
	takesBack?: Tap;
}

/** Who reads. */
export interface Reader {
	member: MemberId;
	roles: readonly Role[];
}

type Source = Pick<
	View,
	'all' | 'get' | 'visitsOf' | 'householdOf' | 'peopleOf' | 'items' | 'isRefused' | 'hasRefused'
>;

/** The newest first. `own`: what this phone recorded, in the name of `me`. Of whom nothing is to be written, nothing is told. */
export function storyOf(
	household: HouseholdId,
	view: Source,
	own: readonly OwnWork[],
	me: Reader
): StoryLine[] {
	const isTold = !view.isRefused(household);
	const lines = [
		...visitsIn(household, view, me),
		...noticesIn(household, view),
		...(isTold
			? [
					...assistsIn(household, view, me),
					...attendanceIn(household, view, me),
					...conflictsIn(household, view)
				]
			: []),
		...own.flatMap(({ at, body }): StoryLine[] =>
			textsOf(body, isTold, view).map((text) => ({ at, by: me.member, text }))
		)
	];
	return lines.sort((a, b) => b.at - a.at);
}

function visitsIn(household: HouseholdId, view: Source, me: Reader): StoryLine[] {
	return view.visitsOf(household).map((visit) => {
		const { id, at, by, outcome } = visit;
		const said = { outcome: outcomeSigns[outcome].text() };
		if (!isStanding(visit)) return { at, by, text: m.history_visit_voided(said) };
		return { at, by, text: m.history_visit(said), ...backBy(me, by, () => withoutVisit(id, outcome)) };
	});
}

const backBy = ({ roles, member }: Reader, author: MemberId, tap: () => Tap): Pick<StoryLine, 'takesBack'> =>
	mayVoid(roles, member, author) ? { takesBack: tap() } : {};

function noticesIn(household: HouseholdId, view: Source): StoryLine[] {
	const said = view.all('notices').filter((one) => one.household === household);
	return said.flatMap(({ at, by, kind, how, person, purpose }): StoryLine[] => {
		if (person === undefined) {
			const text =
				kind === 'refused' ? m.history_house_refuses() : m.history_notice({ how: howTexts[how]() });
			return [{ at, by, text }];
		}
		// One word to all purposes is told once.
		if (purpose !== 'help-at-the-door') return [];
		const name = nameOf(person, view);
		return [
			{ at, by, text: kind === 'consent-given' ? m.history_agrees({ name }) : m.history_refuses({ name }) }
		];
	});
}

function assistsIn(household: HouseholdId, view: Source, me: Reader): StoryLine[] {
	const people = new Map(view.peopleOf(household).map((person) => [person.id, person]));
	return view.all('assists').flatMap((assist): StoryLine[] => {
		const { id, at, by, item } = assist;
		const person = people.get(assist.person);
		if (person === undefined) return [];
		const said = { name: person.name, item: itemName(item, view) };
		if (!isStanding(assist)) return [{ at, by, text: m.history_assist_voided(said) }];
		const back = backBy(me, by, () => withoutAssist(id, said));
		return [{ at, by, text: m.history_assist(said), ...back }];
	});
}

/** Who of them came to which session (F21). */
function attendanceIn(household: HouseholdId, view: Source, me: Reader): StoryLine[] {
	const people = new Map(view.peopleOf(household).map((person) => [person.id, person]));
	return view.all('attendance').flatMap((came): StoryLine[] => {
		const { at, by, session } = came;
		const person = people.get(came.person);
		if (person === undefined) return [];
		const what = sessionName(view.get('sessions', session)) ?? m.session_attendance();
		const said = { name: person.name, session: what };
		if (!isStanding(came)) return [{ at, by, text: m.history_came_voided(said) }];
		const back = backBy(me, by, () => notCame([came], person));
		return [{ at, by, text: m.history_came(said), ...back }];
	});
}

function conflictsIn(household: HouseholdId, view: Source): StoryLine[] {
	const whole = view as View;
	const here = view.all('conflicts').filter((one) => householdOfConflict(one, whole) === household);
	return shownConflicts(here, whole).flatMap((one) =>
		[one.kept, one.dropped].map((side) => ({
			at: side.at,
			by: side.by as MemberId | undefined,
			text: m.history_conflict({ subject: subjectOf(one, view), value: valueText(one, side, view) })
		}))
	);
}

/** What one op of this phone said. Visits, notices and assists are told from their rows, which everybody's phone has. */
function textsOf({ k, c, id, a }: OwnWork['body'], isTold: boolean, view: Source): string[] {
	if (c === 'households') return householdTexts(k, a, view);
	if (!isTold || view.hasRefused(id as never)) return [];
	if (c === 'answers' || c === 'householdAnswers') {
		const name = c === 'answers' ? nameOf(id, view) : m.household_whole();
		return Object.entries(a).map(([code, answer]) => {
			const what = `${itemName(code, view)}: ${answerText(answer as Answer)}`;
			return m.history_answer({ name, what });
		});
	}
	if (c !== 'people') return [];
	if (k === 'cmd') return a.name === 'person.move' ? [m.history_moved_here({ name: nameOf(id, view) })] : [];
	if (k === 'add') return [m.history_added({ name: String(a.name) })];
	const residence = Residence.safeParse(a.residence).data;
	if (residence === undefined) {
		const [name, what] = [nameOf(id, view), correctionText(a)];
		return [what === '' ? m.history_corrected({ name }) : m.history_corrected_to({ name, what })];
	}
	return [m.history_answer({ name: nameOf(id, view), what: residenceText(residence) })];
}

function householdTexts(k: string, a: Record<string, unknown>, view: Source): string[] {
	if (k === 'add') return [m.history_house_added()];
	if (k === 'cmd') return [commandText(a, view)];
	if (a.noRecord === false) return [m.history_house_again()];
	// That it left is told from the visit of the same tap.
	if ('status' in a) return a.status === 'active' ? [m.history_house_back()] : [];
	if ('confirmed' in a) return [m.history_house_gone()];
	// The refusal is told from its notice; what was blanked says nothing.
	return Object.keys(a).length === 0 || 'noRecord' in a ? [] : [m.history_house()];
}

function commandText({ name, hamlet }: Record<string, unknown>, view: Source): string {
	if (name === 'household.split') return m.history_split();
	if (name !== 'household.move') return m.history_merge();
	const to = view.get('hamlets', String(hamlet))?.name;
	return to === undefined ? m.history_house() : m.history_hamlet({ name: to });
}

const nameOf = (person: string, view: Source): string =>
	view.get('people', person)?.name ?? m.history_nobody();

function itemName(code: string, view: Source): string {
	const item = view.items().find((one) => one.code === code);
	return item === undefined ? code : shortNameOf(item);
}
