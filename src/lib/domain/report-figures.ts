// What a hamlet's report counts (F26). Lượt stand apart from người, what the period brought apart from what there is in all;
// who does not want to be in a report is in no number of it, neither above nor below the line.
import { isAsked, paymentAccountOf, type Answers } from './answer.ts';
import { hasReachedAge } from './birth.ts';
import { dayOf, type Day, type Instant } from './calendar.ts';
import type { Checklist } from './checklist.ts';
import { coverageOf, householdCoverageOf, type Population } from './coverage.ts';
import { isReached, type DoorFacts } from './door-state.ts';
import { eligibilityOf } from './eligibility.ts';
import type { MemberId, PersonId } from './ids.ts';
import type { ListedItem } from './item.ts';
import { isAway, isPresent, type Person } from './person.ts';
import { isInPeriod, type Period, type ReportFigures } from './report.ts';
import { creditedWith, isStanding, standingVisits, type Assist, type Visit } from './visit.ts';

export interface ReportFacts {
	doors: readonly DoorFacts[];
	/** Without who does not want to be in a report. */
	population: Population;
	assists: readonly Assist[];
	/** What was held in the period: the kind of each, and how many came. */
	sessions: readonly { kind: 'evening' | 'training'; came: number }[];
	team: readonly MemberId[];
	targetOf: (item: string) => number | undefined;
}

export function reportFigures(
	facts: ReportFacts,
	checklist: Checklist,
	period: Period,
	today: Day
): ReportFigures {
	return {
		...householdFigures(facts, period),
		...peopleFigures(facts.population, today),
		...itemFigures(facts, checklist, today),
		...accountFigures(facts.population, checklist, today),
		...helpFigures(facts, period),
		...sessionFigures(facts),
		...teamFigures(facts, period),
		...blockedFigures(facts.population, checklist, today)
	};
}

function householdFigures({ doors }: ReportFacts, period: Period): ReportFigures {
	const inPeriod = doors.map(({ visits }) => visitsIn(visits, period));
	const opened = (visits: readonly Visit[]) => visits.some(({ outcome }) => outcome !== 'not-home');
	return {
		households: doors.length,
		reached: doors.filter(isReached).length,
		reachedInPeriod: inPeriod.filter(opened).length,
		visitsInPeriod: inPeriod.reduce((sum, visits) => sum + visits.length, 0)
	};
}

const visitsIn = (visits: readonly Visit[], period: Period): Visit[] =>
	standingVisits(visits).filter(({ at }) => isInPeriod(period, at));

/** Who lives here, those far away among them; by age on that day, who turns it this year by birth year alone too. */
function peopleFigures({ people }: Population, today: Day): ReportFigures {
	const here = people.filter((one) => isPresent(one) || isAway(one));
	const from = (age: number) =>
		here.filter(({ birth }: Person) => birth !== undefined && hasReachedAge(birth, age, today) !== 'no')
			.length;
	return {
		people: here.length,
		away: here.filter(isAway).length,
		from14: from(14),
		from18: from(18),
		withoutBirth: here.filter(({ birth }) => birth === undefined).length
	};
}

function itemFigures(
	{ doors, population, targetOf }: ReportFacts,
	checklist: Checklist,
	today: Day
): ReportFigures {
	const { mainItems, otherItems, householdItems } = checklist;
	const figures: ReportFigures = {};
	const answers = doors.map(({ householdAnswers }) => householdAnswers);
	for (const item of [
		...mainItems,
		...otherItems.filter(({ counted }) => counted === 'rate'),
		...householdItems
	]) {
		const isOfHousehold = item.of === 'household';
		const coverage = isOfHousehold
			? householdCoverageOf(item, answers, today)
			: coverageOf(item, population, today, false);
		const { eligible, done, unasked, waiting, approved } = coverage;
		// What the commune does not ask of anybody yet says nothing.
		if (!mainItems.includes(item) && unasked + waiting === eligible) continue;
		figures[`item.${item.code}.eligible`] = eligible;
		figures[`item.${item.code}.done`] = done;
		figures[`item.${item.code}.unasked`] = unasked + waiting;
		if (approved > 0) figures[`item.${item.code}.approved`] = approved;
		const target = targetOf(item.code);
		if (target !== undefined) figures[`item.${item.code}.target`] = target;
	}
	return figures;
}

/** A bank account or mobile money is a payment account, of whom either is for. */
function accountFigures(
	{ people, answersByPerson }: Population,
	{ mainItems, otherItems }: Checklist,
	today: Day
): ReportFigures {
	const accounts = [...mainItems, ...otherItems].filter(({ code }) => code === 'TK' || code === 'MM');
	const isFor = (person: Person, answers: Answers) =>
		accounts.some((item) => eligibilityOf(item, person, answers[item.code], today).eligible);
	const asked = people.filter((one) => isPresent(one) && isFor(one, answersByPerson(one.id)));
	const has = asked.map(({ id }) => paymentAccountOf(answersByPerson(id)));
	return {
		'account.eligible': asked.length,
		'account.done': has.filter((one) => one === 'yes').length,
		'account.unasked': has.filter((one) => one === 'unknown').length
	};
}

function helpFigures({ population, assists }: ReportFacts, period: Period): ReportFigures {
	const counted = new Set(population.people.map(({ id }) => id));
	const given = assists.filter(
		(one) => isStanding(one) && counted.has(one.person) && isInPeriod(period, one.at)
	);
	const figures: ReportFigures = { assists: given.length, helped: peopleIn(given) };
	for (const [item, ofItem] of Map.groupBy(given, (one) => one.item)) {
		figures[`assists.${item}`] = ofItem.length;
		figures[`helped.${item}`] = peopleIn(ofItem);
	}
	return figures;
}

const peopleIn = (assists: readonly { person: PersonId }[]): number =>
	new Set(assists.map(({ person }) => person)).size;

function sessionFigures({ sessions }: ReportFacts): ReportFigures {
	const of = (kind: 'evening' | 'training') => sessions.filter((one) => one.kind === kind);
	return {
		sessions: of('evening').length,
		attendance: of('evening').reduce((sum, { came }) => sum + came, 0),
		trainings: of('training').length
	};
}

/** A workday is a day on which a member went to a door or helped somebody; of several deeds it is one. */
function teamFigures({ doors, assists, team }: ReportFacts, period: Period): ReportFigures {
	const days = new Set<string>();
	const note = (member: MemberId, at: Instant) => {
		if (team.includes(member)) days.add(`${member} ${dayOf(at)}`);
	};
	for (const { visits } of doors)
		for (const visit of visitsIn(visits, period))
			for (const member of creditedWith(visit)) note(member, visit.at);
	for (const one of assists) if (isStanding(one) && isInPeriod(period, one.at)) note(one.by, one.at);
	const active = new Set([...days].map((day) => day.split(' ')[0]));
	return { members: team.length, membersActive: active.size, workdays: days.size };
}

/** Each once for a reason, whatever number of items it is in the way of. */
function blockedFigures(
	{ people, answersByPerson }: Population,
	{ mainItems, otherItems }: Checklist,
	today: Day
): ReportFigures {
	const items: ListedItem[] = [...mainItems, ...otherItems];
	const figures: ReportFigures = {};
	for (const person of people.filter(isPresent)) {
		const answers = answersByPerson(person.id);
		const reasons = items.flatMap((item) => {
			const answer = answers[item.code];
			return isAsked(answer) &&
				answer.status === 'blocked' &&
				eligibilityOf(item, person, answer, today).eligible
				? answer.reason
				: [];
		});
		for (const reason of new Set(reasons))
			figures[`blocked.${reason}`] = (figures[`blocked.${reason}`] ?? 0) + 1;
	}
	return figures;
}
