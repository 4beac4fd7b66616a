// Who may have been written down twice, and why one may think so (F13). A guess: somebody who knows the people decides.
import { fold } from './name-search.ts';
import type { GroupId, HouseholdId, PersonId } from './ids.ts';
import type { Person } from './person.ts';

/** What two rows have in common beside the name. */
export type Likeness = 'birth-date' | 'birth-year' | 'phone' | 'group' | 'household';

/** Somebody on a list, with where the household lies. */
export type Placed = Person & { id: PersonId; group: GroupId | undefined };

/** Two rows that may be one person; `one` comes first on the list. */
export interface ProbablePair {
	one: Placed;
	other: Placed;
	why: Likeness[];
}

/** How much each says that it is one person. The name alone says little: a hamlet has many of one name. */
const WEIGHT: Record<Likeness, number> = {
	'birth-date': 3,
	'birth-year': 2,
	phone: 2,
	household: 2,
	group: 1
};
const ENOUGH = 2;

/**
 * Pairs of one name, however its marks were typed, that have enough in common, the likeliest first. Not those whose birth
 * years differ, and not those that somebody has looked at (`otherThan`).
 */
export function probablePairs(people: readonly Placed[]): ProbablePair[] {
	const folded = foldedOnce();
	const namesakes = [...Map.groupBy(people, ({ name }) => folded(name)).values()];
	const pairs = namesakes.flatMap((alike) =>
		alike.flatMap((one, at) => alike.slice(at + 1).flatMap((other) => pairOf(one, other) ?? []))
	);
	return pairs.toSorted((a, b) => weightOf(b) - weightOf(a));
}

/** Thousands of names are made of a few hundred words: each is folded once. */
function foldedOnce(): (name: string) => string {
	const known = new Map<string, string>();
	const foldedWord = (word: string): string => {
		const folded = known.get(word) ?? fold(word);
		known.set(word, folded);
		return folded;
	};
	return (name) => name.split(/\s+/).map(foldedWord).join(' ').trim();
}

function pairOf(one: Placed, other: Placed): ProbablePair | undefined {
	if (bornApart(one, other) || isToldApart(one, other)) return undefined;
	const pair = { one, other, why: likenessOf(one, other) };
	return weightOf(pair) >= ENOUGH ? pair : undefined;
}

const weightOf = ({ why }: ProbablePair): number => why.reduce((sum, each) => sum + WEIGHT[each], 0);

function likenessOf(one: Placed, other: Placed): Likeness[] {
	const why: Likeness[] = [];
	if (one.birth !== undefined && one.birth.year === other.birth?.year)
		why.push(one.birth.day !== undefined && isSameDay(one, other) ? 'birth-date' : 'birth-year');
	if (one.phone !== undefined && one.phone === other.phone) why.push('phone');
	if (one.household === other.household) why.push('household');
	else if (one.group !== undefined && one.group === other.group) why.push('group');
	return why;
}

const isSameDay = (one: Person, other: Person): boolean =>
	one.birth?.month === other.birth?.month && one.birth?.day === other.birth?.day;

/** What both know of a birth, and know differently. */
function bornApart({ birth: one }: Person, { birth: other }: Person): boolean {
	if (one === undefined || other === undefined) return false;
	const differ = (a: number | undefined, b: number | undefined) =>
		a !== undefined && b !== undefined && a !== b;
	return one.year !== other.year || differ(one.month, other.month) || differ(one.day, other.day);
}

const isToldApart = (one: Placed, other: Placed): boolean =>
	one.otherThan?.includes(other.id) === true || other.otherThan?.includes(one.id) === true;

/** Households of which at least two people stand in both, by the pairs: they may be one family. */
export function householdsTwice(
	pairs: readonly ProbablePair[]
): { one: HouseholdId; other: HouseholdId; pairs: ProbablePair[] }[] {
	const apart = pairs.filter(({ one, other }) => one.household !== other.household);
	const byBoth = Map.groupBy(apart, ({ one, other }) => [one.household, other.household].sort().join(' '));
	return [...byBoth.values()].flatMap((both) => {
		const [first] = both;
		const isFamily = new Set(both.map(({ one }) => one.id)).size > 1;
		return first !== undefined && isFamily
			? [{ one: first.one.household, other: first.other.household, pairs: both }]
			: [];
	});
}
