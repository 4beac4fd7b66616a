// A household's story, as far as this phone knows it: who wrote what, and when (F2). Pure; the page draws it.
import type { Answer } from '#domain/answer.ts';
import type { Instant } from '#domain/calendar.ts';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import { Residence } from '#domain/person.ts';
import { m } from '#i18n/paraglide/messages.js';
import { householdOfConflict } from '#phone/store/conflicts.ts';
import type { OwnWork } from '#phone/store/own-work.ts';
import type { View } from '#phone/store/view.ts';
import { answerText, outcomeSigns, residenceText } from '#ui/words.ts';
import { subjectOf, valueText } from '../../../hamlet/conflict-words.ts';
import { howTexts } from '../notice-words.ts';
import { shortNameOf } from '../taps.ts';

export interface StoryLine {
	at: Instant;
	/** Undefined when nobody is known to have written it. */
	by: MemberId | undefined;
	text: string;
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
	me: MemberId
): StoryLine[] {
	const isTold = !view.isRefused(household);
	const lines = [
		...visitsIn(household, view),
		...noticesIn(household, view),
		...(isTold ? [...assistsIn(household, view), ...conflictsIn(household, view)] : []),
		...own.flatMap(({ at, body }): StoryLine[] =>
			textsOf(body, isTold, view).map((text) => ({ at, by: me, text }))
		)
	];
	return lines.sort((a, b) => b.at - a.at);
}

function visitsIn(household: HouseholdId, view: Source): StoryLine[] {
	return view.visitsOf(household).map(({ at, by, outcome, voided }) => {
		const said = { outcome: outcomeSigns[outcome].text() };
		return { at, by, text: voided === true ? m.history_visit_voided(said) : m.history_visit(said) };
	});
}

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

function assistsIn(household: HouseholdId, view: Source): StoryLine[] {
	const people = new Map(view.peopleOf(household).map(({ id, name }) => [id, name]));
	return view.all('assists').flatMap(({ at, by, person, item }): StoryLine[] => {
		const name = people.get(person);
		return name === undefined
			? []
			: [{ at, by, text: m.history_assist({ name, item: itemName(item, view) }) }];
	});
}

function conflictsIn(household: HouseholdId, view: Source): StoryLine[] {
	const here = view.all('conflicts').filter((one) => householdOfConflict(one, view as View) === household);
	return here
		.filter((one) => !view.hasRefused(one.row as never))
		.flatMap((one) =>
			[one.kept, one.dropped].map((side) => ({
				at: side.at,
				by: side.by as MemberId | undefined,
				text: m.history_conflict({ subject: subjectOf(one, view), value: valueText(one, side, view) })
			}))
		);
}

/** What one op of this phone said. Visits, notices and assists are told from their rows, which everybody's phone has. */
function textsOf({ k, c, id, a }: OwnWork['body'], isTold: boolean, view: Source): string[] {
	if (c === 'households') return householdTexts(k, a);
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
	if (residence === undefined) return [m.history_corrected({ name: nameOf(id, view) })];
	return [m.history_answer({ name: nameOf(id, view), what: residenceText(residence) })];
}

function householdTexts(k: string, a: Record<string, unknown>): string[] {
	if (k === 'add') return [m.history_house_added()];
	if (k === 'cmd') return a.name === 'household.split' ? [m.history_split()] : [m.history_merge()];
	if (a.noRecord === false) return [m.history_house_again()];
	// The refusal is told from its notice; what was blanked says nothing.
	return Object.keys(a).length === 0 || 'noRecord' in a ? [] : [m.history_house()];
}

const nameOf = (person: string, view: Source): string =>
	view.get('people', person)?.name ?? m.history_nobody();

function itemName(code: string, view: Source): string {
	const item = view.items().find((one) => one.code === code);
	return item === undefined ? code : shortNameOf(item);
}
