// What the screens read. Everything is in memory and answered at once; nothing here waits or writes.
import type { Answers } from '#domain/answer.ts';
import type { Day } from '#domain/calendar.ts';
import { checklistOf, type Checklist } from '#domain/checklist.ts';
import type { Population } from '#domain/coverage.ts';
import type { DoorFacts } from '#domain/door-state.ts';
import { isOnDoorList, type Household } from '#domain/household.ts';
import type { CommuneId, HamletId, HouseholdId, PersonId } from '#domain/ids.ts';
import type { ItemCode, ListedItem } from '#domain/item.ts';
import { isRefusal, type Notice } from '#domain/notice.ts';
import type { Person } from '#domain/person.ts';
import type { Commune, Hamlet } from '#domain/places.ts';
import type { Month, Report } from '#domain/report.ts';
import { standingPerson } from '#domain/same-person.ts';
import type { Assist, Visit } from '#domain/visit.ts';
import { CollectionName, collections } from '#protocol/collections.ts';
import type { FieldsOf } from '#protocol/row-fields.ts';
import { standingHousehold } from '#protocol/commands.ts';
import type { Fields } from '#protocol/row.ts';
import { reportId, targetId } from '#protocol/row-id.ts';
import { COMMUNE_SCOPE, hamletScope, type Scope } from '#protocol/scope.ts';
import { Children } from './children.ts';
import type { Seen } from './draft.ts';
import type { Rows } from './rows.ts';

export type ListedHousehold = Household & { id: HouseholdId };
export type ListedPerson = Person & { id: PersonId };
export type ListedVisit = Visit & { id: string };
export type ListedAssist = Assist & { id: string };
/** How many are to have an item, and the day by which, if one was said. */
export interface StandingTarget {
	count: number;
	by: Day | undefined;
}

export type ListedHamlet = Hamlet & { id: HamletId };

const byOrder = (a: { order: number; id: string }, b: { order: number; id: string }): number =>
	a.order - b.order || (a.id < b.id ? -1 : 1);
const NO_ANSWERS: Answers = {};
const NOBODY: readonly ListedPerson[] = [];

export class View {
	readonly #rows: Rows;
	readonly #households: Children<ListedHousehold>;
	readonly #people: Children<ListedPerson>;
	readonly #visits: Children<ListedVisit>;
	/** Rows of people who are written down twice, by the row that each says is the same person. */
	readonly #twice: Children<ListedPerson>;
	/** What each person said about being helped, filed under the person. */
	readonly #words: Children<Notice>;
	readonly #populations = new Map<HamletId, { key: string; population: Population }>();
	#items: { version: number; items: ListedItem[] } | undefined;
	#checklist: { key: string; checklist: Checklist } | undefined;
	#complete: ReadonlySet<Scope> = new Set();
	#arrivals = 0;
	readonly #changesByHousehold = new Map<string, number>();

	constructor(rows: Rows) {
		this.#rows = rows;
		const households = (id: string) => this.#one<ListedHousehold>('households', id);
		this.#households = new Children<ListedHousehold>(households, byOrder, isOnDoorList);
		this.#people = new Children<ListedPerson>(
			(id) => this.#one('people', id),
			byOrder,
			({ id }) => this.standingPerson(id) === id && !this.hasRefused(id)
		);
		this.#twice = new Children<ListedPerson>((id) => this.#one('people', id), byOrder);
		this.#visits = new Children<ListedVisit>(
			(id) => this.#one('visits', id),
			(a, b) => a.at - b.at
		);
		this.#words = new Children<Notice>(
			(id) => this.#one('notices', id),
			(a, b) => a.at - b.at,
			({ kind, purpose }) => kind !== 'notice-given' && purpose === 'help-at-the-door'
		);
		rows.watch((c, id, before, after) => {
			if (c === 'households') this.#households.changed(id, before?.hamlet, after?.hamlet);
			else if (c === 'people') this.#personChanged(id as PersonId, before, after);
			else if (c === 'visits') this.#visits.changed(id, before?.household, after?.household);
			else if (c === 'notices') this.#heard(id, before?.person, after?.person);
			if (c === 'households' || c === 'householdAnswers') this.#changed(id);
			else if (c === 'answers') this.#changed(this.get('people', id)?.household);
			else if (c === 'visits') [before, after].forEach((fields) => this.#changed(fields?.household));
		});
	}

	/** Fields of one row as this phone sees it, its own unsent work included. */
	get<C extends CollectionName>(c: C, id: string): FieldsOf<C> | undefined {
		return this.#rows.get(c, id) as FieldsOf<C> | undefined;
	}

	/** The same, also when a tap of one's own has erased the row and nobody has heard of it yet. */
	said<C extends CollectionName>(c: C, id: string): FieldsOf<C> | undefined {
		return this.#rows.said(c, id) as FieldsOf<C> | undefined;
	}

	/** All rows of a collection: the same array until it changes. */
	all<C extends CollectionName>(c: C): readonly (FieldsOf<C> & { id: string })[] {
		return this.#rows.all(c) as readonly (FieldsOf<C> & { id: string })[];
	}

	/** Version of the base row that the user is looking at; 0 when the server has not sent one. */
	rv(c: CollectionName, id: string): number {
		return this.#rows.base(c, id)?.rv ?? 0;
	}

	/** The same, to say it of a row that is looked at now and written to later; undefined when the server has not sent one. */
	seen(c: CollectionName, id: string): Seen | undefined {
		const base = this.#rows.base(c, id);
		return base && { rv: base.rv, epoch: base.epoch };
	}

	/** Whether the commune has the row. */
	isReceived(c: CollectionName, id: string): boolean {
		return this.#rows.isReceived(c, id);
	}

	/** Households on the door list, in walking order. */
	householdsOf(hamlet: HamletId): readonly ListedHousehold[] {
		return this.#households.of(hamlet);
	}

	/**
	 * Everybody of the household's list, those who moved or died too, in its order; nobody who does not want to be written
	 * down (F37).
	 */
	peopleOf(household: HouseholdId): readonly ListedPerson[] {
		return this.isRefused(household) ? NOBODY : this.#people.of(household);
	}

	/** The household that this one was merged into, through any number of merges; itself when it stands. */
	standingFor(household: HouseholdId): HouseholdId {
		const find = ({ id }: { id: string }) => {
			const f = this.get('households', id);
			return f && { f };
		};
		return standingHousehold(household, { find }) as HouseholdId;
	}

	/** Whether the household wants nothing written down about its people. */
	isRefused(household: HouseholdId): boolean {
		return this.get('households', household)?.noRecord === true;
	}

	/** Whether this person does, by their last word; who is written down twice, by that of either row. */
	hasRefused(person: PersonId): boolean {
		return this.#rowsOfPerson(person).some((id) => {
			const last = this.#words.of(id).at(-1);
			return last !== undefined && isRefusal(last);
		});
	}

	/** The row that stands for this one, of somebody who is written down twice (F13); itself when it stands. */
	standingPerson(person: PersonId): PersonId {
		// A row that is not on this phone stands for nobody here.
		return standingPerson(person, (id) => {
			const next = this.get('people', id)?.sameAs;
			return next !== undefined && this.get('people', next) !== undefined ? next : undefined;
		});
	}

	/** All rows of one person: nearly always one. */
	#rowsOfPerson(person: PersonId): readonly PersonId[] {
		const isAlone = this.get('people', person)?.sameAs === undefined && this.#twice.of(person).length === 0;
		if (isAlone) return [person];
		const found = [this.standingPerson(person)];
		for (const id of found)
			for (const twice of this.#twice.of(id)) if (!found.includes(twice.id)) found.push(twice.id);
		return found;
	}

	/** Oldest first, voided ones too. */
	visitsOf(household: HouseholdId): readonly ListedVisit[] {
		return this.#visits.of(household);
	}

	/** By item code; empty when nobody has asked. */
	answersOf(person: PersonId): Answers {
		return this.get('answers', person) ?? NO_ANSWERS;
	}

	householdAnswersOf(household: HouseholdId): Answers {
		return this.get('householdAnswers', household) ?? NO_ANSWERS;
	}

	factsOf(household: HouseholdId): DoorFacts {
		return {
			people: this.peopleOf(household),
			answersByPerson: (id) => this.answersOf(id),
			householdAnswers: this.householdAnswersOf(household),
			visits: this.visitsOf(household)
		};
	}

	/** People of the households on the door list: the same object until a household or a person changes. */
	populationOf(hamlet: HamletId): Population {
		const key = ['households', 'people', 'notices']
			.map((c) => this.#rows.version(c as CollectionName))
			.join(' ');
		const known = this.#populations.get(hamlet);
		if (known?.key === key) return known.population;
		const people = this.householdsOf(hamlet).flatMap(({ id }) => this.peopleOf(id));
		const population = { people, answersByPerson: (id: PersonId) => this.answersOf(id) };
		this.#populations.set(hamlet, { key, population });
		return population;
	}

	/** The commune's checklist in its order; ids are item codes. */
	items(): ListedItem[] {
		const version = this.#rows.version('items');
		if (this.#items?.version !== version) {
			const items = this.all('items').map(({ id, ...item }) => ({ ...item, code: id }));
			this.#items = { version, items: items.sort((a, b) => a.order - b.order) };
		}
		return this.#items.items;
	}

	/** What is asked on that day, by the commune's choice or the running campaign's: the same object until it changes. */
	checklist(today: Day): Checklist {
		const key = `${today} ${this.#rows.version('items')} ${this.#rows.version('campaigns')}`;
		if (this.#checklist?.key !== key) {
			const checklist = checklistOf(this.items(), this.all('campaigns'), today);
			this.#checklist = { key, checklist };
		}
		return this.#checklist.checklist;
	}

	/** The target that stands; undefined where nobody has set one, or it was taken back. */
	targetOf(hamlet: HamletId, item: ItemCode): StandingTarget | undefined {
		const { count, by } = this.get('targets', targetId(hamlet, item)) ?? {};
		return count === undefined ? undefined : { count, by };
	}

	/** The hamlet's report of a month; undefined while nobody has written in it. */
	reportOf(hamlet: HamletId, month: Month): Report | undefined {
		return this.get('reports', reportId(hamlet, month));
	}

	hamlets(): ListedHamlet[] {
		return ([...this.all('hamlets')] as ListedHamlet[]).sort(byOrder);
	}

	commune(): (Commune & { id: CommuneId }) | undefined {
		return this.all('commune')[0] as (Commune & { id: CommuneId }) | undefined;
	}

	/** The household a row is about, through whom it names or its parents; undefined for rows of the commune. */
	householdOf(c: CollectionName, id: string): HouseholdId | undefined {
		if (c === 'households') return id as HouseholdId;
		const { parent, names } = collections[c];
		if (names !== undefined) return this.#householdAbove(c, id, names);
		if (parent.kind === 'same-id') return this.householdOf(parent.in, id);
		return parent.kind === 'field' ? this.#householdAbove(c, id, parent) : undefined;
	}

	#householdAbove(c: CollectionName, id: string, by: { in: CollectionName; by: string }) {
		const above = this.#rows.get(c, id)?.[by.by];
		return typeof above === 'string' ? this.householdOf(by.in, above) : undefined;
	}

	/** Grows with every change of any row, and with every scope that came or went: figures are computed once per value. */
	changes(): number {
		return CollectionName.options.reduce((sum, name) => sum + this.#rows.version(name), this.#arrivals);
	}

	/**
	 * Grows with every change of what is known of a household and its people: its row, who is on its list, their answers and
	 * its own, its visits. Not with a change of the checklist or of the day.
	 */
	changesOf(household: HouseholdId): number {
		return this.#changesByHousehold.get(household) ?? 0;
	}

	#changed(household: unknown): void {
		if (typeof household !== 'string') return;
		this.#changesByHousehold.set(household, (this.#changesByHousehold.get(household) ?? 0) + 1);
	}

	/** Whether the scope was ever downloaded to its head (sync-spec PL6): totals wait for it. */
	isComplete(scope: Scope): boolean {
		return this.#complete.has(scope);
	}

	/** Whether all of a hamlet's list is here: its figures may be short until then. */
	holdsAllOf(hamlet: HamletId): boolean {
		return this.isComplete(hamletScope(hamlet));
	}

	/** Whether all of the commune's own rows are here: places, members, checklist. */
	holdsCommune(): boolean {
		return this.isComplete(COMMUNE_SCOPE);
	}

	/** Told by the store when cursors change. */
	setComplete(scopes: Iterable<Scope>): void {
		const complete = new Set(scopes);
		const known = this.#complete;
		if (complete.size === known.size && [...complete].every((scope) => known.has(scope))) return;
		this.#complete = complete;
		this.#arrivals += 1;
	}

	/** Who said something may be on the list from now on, or not any more. */
	#heard(notice: string, before: unknown, after: unknown): void {
		this.#words.changed(notice, before, after);
		for (const person of [before, after]) if (typeof person === 'string') this.#relist(person as PersonId);
	}

	#personChanged(id: PersonId, before: Fields | undefined, after: Fields | undefined): void {
		this.#people.changed(id, before?.household, after?.household);
		this.#changed(before?.household);
		this.#twice.changed(id, before?.sameAs, after?.sameAs);
		if (typeof before?.sameAs === 'string') this.#relist(before.sameAs as PersonId);
		this.#relist(id);
	}

	/** Each row of somebody who is written down twice is on the list or not by what the others say. */
	#relist(person: PersonId): void {
		for (const id of this.#rowsOfPerson(person)) {
			const household = this.get('people', id)?.household;
			if (household === undefined) continue;
			this.#people.changed(id, household, household);
			this.#changed(household);
		}
	}

	#one<T>(c: CollectionName, id: string): T | undefined {
		return this.#rows.listed(c, id) as T | undefined;
	}
}
