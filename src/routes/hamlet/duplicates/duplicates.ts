// Who may be written down twice in a hamlet, who was, and what a tap about it writes (F13). Pure.
import type { Answers } from '#domain/answer.ts';
import {
	householdsTwice,
	type Likeness,
	type Placed,
	probablePairs,
	type ProbablePair
} from '#domain/duplicates.ts';
import type { Population } from '#domain/coverage.ts';
import type { HamletId, HouseholdId, PersonId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { answersToTake, detailsToTake } from '#domain/same-person.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ListedPerson, View } from '#phone/store/view.ts';
import { answerText } from '#ui/words.ts';
import { birthText } from '../../households/person-form.ts';
import { shortNameOf, type Tap } from '../../households/[id]/taps.ts';
import { correctionText } from '../../person-words.ts';

/** Two rows of one person: one stands, the other went. */
export interface Merged {
	stands: ListedPerson;
	goes: ListedPerson;
	/** What was recorded on the row that went and the other does not know. */
	late: Answers;
}

export interface Duplicates {
	households: ReturnType<typeof householdsTwice>;
	/** Without the people of those households, who are merged once their households are. */
	pairs: ProbablePair[];
	merged: Merged[];
}

type Source = Pick<
	View,
	| 'all'
	| 'get'
	| 'householdsOf'
	| 'peopleOf'
	| 'populationOf'
	| 'isRefused'
	| 'hasRefused'
	| 'answersOf'
	| 'standingPerson'
>;

export function duplicatesOf(view: Source, hamlet: HamletId): Duplicates {
	const all = pairsOf(view, hamlet);
	const households = householdsTwice(all);
	const inThem = new Set(households.flatMap(({ pairs }) => pairs));
	return {
		households,
		pairs: all.filter((pair) => !inThem.has(pair)),
		merged: mergedOf(view, hamlet)
	};
}

/** Thousands of names are compared: once, until a household or a person changes. */
const pairsKnown = new WeakMap<Population, ProbablePair[]>();

function pairsOf(view: Source, hamlet: HamletId): ProbablePair[] {
	const population = view.populationOf(hamlet);
	const known = pairsKnown.get(population);
	if (known !== undefined) return known;
	const people = view
		.householdsOf(hamlet)
		.flatMap(({ id, group }) => view.peopleOf(id).map((person): Placed => ({ ...person, group })));
	const pairs = probablePairs(people);
	pairsKnown.set(population, pairs);
	return pairs;
}

/** How many places wait for somebody to look at them. */
export const countOf = ({ households, pairs, merged }: Duplicates): number =>
	households.length + pairs.length + merged.filter(hasLate).length;

export const hasLate = ({ late }: Merged): boolean => Object.keys(late).length > 0;

function mergedOf(view: Source, hamlet: HamletId): Merged[] {
	const rows = (view.all('people') as readonly ListedPerson[]).filter(({ sameAs }) => sameAs !== undefined);
	return rows.flatMap((goes) => {
		const standing = view.standingPerson(goes.id);
		const person = view.get('people', standing);
		if (standing === goes.id || person === undefined || !isHere(view, hamlet, person.household)) return [];
		if (view.hasRefused(standing)) return [];
		const late = answersToTake(view.answersOf(standing), view.answersOf(goes.id));
		return [{ stands: { ...person, id: standing }, goes, late }];
	});
}

const isHere = (view: Source, hamlet: HamletId, household: HouseholdId): boolean =>
	view.get('households', household)?.hamlet === hamlet && !view.isRefused(household);

const likenessTexts: Record<Likeness, (pair: ProbablePair, group: string) => string> = {
	'birth-date': ({ one }) =>
		m.twice_birth_date({ birth: one.birth === undefined ? '' : birthText(one.birth) }),
	'birth-year': ({ one }) => m.twice_birth_year({ birth: String(one.birth?.year ?? '') }),
	phone: () => m.twice_phone(),
	household: () => m.twice_in_household(),
	group: (_, group) => m.twice_group({ group })
};

/** "cùng năm sinh 1960, cùng Tổ 2": why one may think that they are one. */
export const whyText = (pair: ProbablePair, groupName: (id: string) => string | undefined): string =>
	pair.why
		.map((each) => likenessTexts[each](pair, (pair.one.group && groupName(pair.one.group)) ?? ''))
		.join(', ');

/** Of the details and answers that the row that stands takes over, each in words. */
export function takenTexts(
	stands: ListedPerson,
	goes: ListedPerson,
	answers: Answers,
	items: readonly ListedItem[]
): string[] {
	const details = correctionText(detailsToTake(stands, goes));
	const taken = items.flatMap((item) => {
		const answer = answers[item.code];
		return answer === undefined ? [] : [`${shortNameOf(item)}: ${answerText(answer)}`];
	});
	return [details, ...taken].filter(Boolean);
}

/** One of them stands for both from now on, and knows what the other knew. */
export function mergedInto(stands: ListedPerson, goes: ListedPerson, answers: Answers): Tap {
	const details = detailsToTake(stands, goes);
	return {
		drafts: [
			{ k: 'set', c: 'people', id: goes.id, a: { sameAs: stands.id } },
			...(Object.keys(details).length > 0
				? [{ k: 'set', c: 'people', id: stands.id, a: details } as const]
				: []),
			...taking(stands.id, answers)
		],
		label: m.twice_done({ name: stands.name })
	};
}

/** What was recorded since on the row that went. */
export const takenOver = ({ stands, late }: Merged): Tap => ({
	drafts: taking(stands.id, late),
	label: m.twice_late_taken({ name: stands.name })
});

const taking = (person: PersonId, answers: Answers): Tap['drafts'] =>
	Object.keys(answers).length === 0 ? [] : [{ k: 'set', c: 'answers', id: person, a: answers }];

/** They are two after all. */
export const madeTwoAgain = ({ goes }: Merged): Tap => ({
	drafts: [{ k: 'set', c: 'people', id: goes.id, a: { sameAs: null } }],
	label: m.twice_apart_again_done({ name: goes.name })
});

/** "Hai người khác nhau": said on the row that comes first, and not asked again. */
export const toldApart = ({ one, other }: ProbablePair): Tap => ({
	drafts: [
		{ k: 'set', c: 'people', id: one.id, a: { otherThan: [...(one.otherThan ?? []), other.id].slice(-MOST) } }
	],
	label: m.twice_told_apart({ name: one.name })
});

/** As many as a row may name. */
const MOST = 20;
