// Tỷ lệ bao phủ. A coverage always carries its denominator and says whether people away are counted; unknown is never zero.
import type { Answers } from './answer.ts';
import type { Day } from './calendar.ts';
import { eligibilityOf, householdItemStateOf, stateOfEligible, type ItemState } from './eligibility.ts';
import type { PersonId } from './ids.ts';
import type { ListedItem } from './item.ts';
import type { Person } from './person.ts';
import { isAway, isPresent } from './person.ts';
import { notForTheHall } from './reason.ts';

/** Counts of people (or households) for one item; `done + notYet + blocked + waiting + unasked = eligible`. */
export interface Coverage {
	item: ListedItem;
	/** The denominator. */
	eligible: number;
	done: number;
	notYet: number;
	/** Of `notYet`: VNeID approved, not activated. */
	approved: number;
	blocked: number;
	/** "Chờ VNeID". */
	waiting: number;
	unasked: number;
	/** Of `eligible`: by birth year alone or without a birth date. */
	flagged: number;
	/** Whether people working far away are in the denominator. */
	countsAway: boolean;
}

export interface Population {
	people: readonly (Person & { id: PersonId })[];
	answersByPerson: (id: PersonId) => Answers;
}

/** Coverage of each item of persons. People who moved or died are never counted. */
export function coveragesOf(
	items: readonly ListedItem[],
	from: Population,
	today: Day,
	countsAway: boolean
): Coverage[] {
	const coverages = items.map((item) => emptyCoverage(item, countsAway));
	// Once through the people: to find the answers of one takes longer than to count them.
	for (const person of from.people) {
		if (!isPresent(person) && !(countsAway && isAway(person))) continue;
		const answers = from.answersByPerson(person.id);
		for (const coverage of coverages) countPerson(coverage, person, answers, today);
	}
	return coverages;
}

export function coverageOf(item: ListedItem, from: Population, today: Day, countsAway: boolean): Coverage {
	const [coverage] = coveragesOf([item], from, today, countsAway);
	return coverage ?? emptyCoverage(item, countsAway);
}

function countPerson(coverage: Coverage, person: Person, answers: Answers, today: Day): void {
	const { item } = coverage;
	const answer = answers[item.code];
	const eligibility = eligibilityOf(item, person, answer, today);
	if (!eligibility.eligible) return;
	if (eligibility.flagged) coverage.flagged += 1;
	count(coverage, stateOfEligible(item, answers));
	if (answer?.status === 'not-yet' && answer.stage === 'approved') coverage.approved += 1;
}

/** Coverage of one item of households; `all` holds the answers of each household, empty ones too. */
export function householdCoverageOf(item: ListedItem, all: Iterable<Answers>, today: Day): Coverage {
	const coverage = emptyCoverage(item, false);
	for (const answers of all) count(coverage, householdItemStateOf(item, answers, today));
	return coverage;
}

/**
 * One for each item: the sum of what the parts say of it. `parts`: coverages of these items in this order, all of which count
 * people away the same way.
 */
export function sumOfCoverages(
	items: readonly ListedItem[],
	countsAway: boolean,
	parts: readonly (readonly Coverage[])[]
): Coverage[] {
	const sums = items.map((item) => emptyCoverage(item, countsAway));
	for (const part of parts) {
		for (let at = 0; at < sums.length; at += 1) {
			const [sum, coverage] = [sums[at], part[at]];
			if (sum !== undefined && coverage !== undefined) add(sum, coverage);
		}
	}
	return sums;
}

/** The sum for one item. */
export function sumOfCoverage(
	item: ListedItem,
	countsAway: boolean,
	coverages: Iterable<Coverage>
): Coverage {
	const sum = emptyCoverage(item, countsAway);
	for (const coverage of coverages) add(sum, coverage);
	return sum;
}

// By name, one after the other: of a hamlet there are thousands to add.
function add(sum: Coverage, other: Coverage): void {
	sum.eligible += other.eligible;
	sum.done += other.done;
	sum.notYet += other.notYet;
	sum.approved += other.approved;
	sum.blocked += other.blocked;
	sum.waiting += other.waiting;
	sum.unasked += other.unasked;
	sum.flagged += other.flagged;
}

function emptyCoverage(item: ListedItem, countsAway: boolean): Coverage {
	return {
		item,
		eligible: 0,
		done: 0,
		notYet: 0,
		approved: 0,
		blocked: 0,
		waiting: 0,
		unasked: 0,
		flagged: 0,
		countsAway
	};
}

function count(coverage: Coverage, state: ItemState): void {
	if (state === 'not-eligible') return;
	coverage.eligible += 1;
	if (state === 'done') coverage.done += 1;
	else if (state === 'not-yet') coverage.notYet += 1;
	else if (state === 'blocked') coverage.blocked += 1;
	else if (state === 'waiting-vneid') coverage.waiting += 1;
	else coverage.unasked += 1;
}

/** Done over eligible, 0–1; undefined when nobody is eligible. */
export function rateOf(coverage: Coverage): number | undefined {
	return coverage.eligible === 0 ? undefined : coverage.done / coverage.eligible;
}

/** How many of the eligible have been asked, 0–1: a rate says little while this is low. */
export function askedShareOf(coverage: Coverage): number | undefined {
	return coverage.eligible === 0 ? undefined : 1 - coverage.unasked / coverage.eligible;
}

/** A person, and what an evening at the hall can do for them. */
export interface Invited {
	person: Population['people'][number];
	items: ListedItem[];
}

/**
 * People worth inviting to tonight's hour (F20): present, with work for it. Who was never asked is visited, not invited.
 */
export function toInvite(mainItems: readonly ListedItem[], from: Population, today: Day): Invited[] {
	const invited: Invited[] = [];
	for (const person of from.people) {
		if (!isPresent(person)) continue;
		const items = workForTheHall(mainItems, person, from.answersByPerson(person.id), today);
		if (items.length > 0) invited.push({ person, items });
	}
	return invited;
}

/** The mục chính that somebody does not have yet, or that are blocked by what can be mended at the hall. */
export function workForTheHall(
	mainItems: readonly ListedItem[],
	person: Person,
	answers: Answers,
	today: Day
): ListedItem[] {
	return mainItems.filter((item) => {
		const answer = answers[item.code];
		if (answer === undefined || !eligibilityOf(item, person, answer, today).eligible) return false;
		return answer.status === 'not-yet' || (answer.status === 'blocked' && !notForTheHall.has(answer.reason));
	});
}
