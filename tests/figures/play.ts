// An evening of a whole commune played by chance: random actions through the phones' own stores, handed in now and then.
import type { Answer } from '#domain/answer.ts';
import { addDays, dayOf } from '#domain/calendar.ts';
import type { HamletId, HouseholdId, PersonId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { Reason } from '#domain/reason.ts';
import type { Draft } from '#phone/store/draft.ts';
import type { View } from '#phone/store/view.ts';
import { Chance } from '../fuzz/chance.ts';
import type { PhoneAtServer } from '../support/phone-at-server.ts';

/** Somebody with a phone. */
export interface Player {
	name: string;
	role: 'volunteer' | 'hamlet-head' | 'commune-official';
	at: PhoneAtServer;
}

/** Time goes on by a second with every action: no two are of one moment. */
export interface Clock {
	now: number;
}

/** Somebody looks at the phone that was tapped on last. */
export type Look = (view: View, now: number) => void;

/** About so many actions of one phone lie between two hand-ins of it. */
const ACTIONS_BETWEEN = 40;

export async function play(
	players: readonly Player[],
	actions: number,
	seed: number,
	clock: Clock,
	look: Look = () => {}
): Promise<void> {
	const chance = new Chance(seed);
	for (const { at } of players) await handIn(at);
	for (let action = 0; action < actions; action += 1) {
		clock.now += 1_000;
		const player = chance.pick(players);
		player.at.phone.clock.now = clock.now;
		const drafts = new Tap(chance, player, clock.now, action).drafts();
		if (drafts.length > 0) await player.at.phone.store.record(drafts);
		if (chance.happens(1 / ACTIONS_BETWEEN)) await handIn(player.at);
		look(player.at.phone.store.view, clock.now);
	}
	// What one has just sent, the others have yet to fetch.
	for (let round = 0; round < 2; round += 1) for (const { at } of players) await handIn(at);
}

async function handIn(at: PhoneAtServer): Promise<void> {
	const outcome = await at.handIn();
	if (outcome !== 'ok') throw new Error(`a phone could not hand in: ${outcome}`);
}

const REASONS = Reason.options;

/** One tap of one player: what it writes. Empty when there is nothing to tap on. */
class Tap {
	readonly #chance: Chance;
	readonly #player: Player;
	readonly #view: View;
	readonly #now: number;
	readonly #id: string;

	constructor(chance: Chance, player: Player, now: number, action: number) {
		this.#chance = chance;
		this.#player = player;
		this.#view = player.at.phone.store.view;
		this.#now = now;
		this.#id = `played-${String(action)}`;
	}

	drafts(): Draft[] {
		const { role } = this.#player;
		const atDoor: [() => Draft[], number][] = [
			[() => this.#answer(), 50],
			[() => this.#visit(), 14],
			[() => this.#assist(), 6],
			[() => this.#residence(), 6],
			[() => this.#householdAnswer(), 5],
			[() => this.#voided(), 2],
			[() => this.#word(), 3],
			[() => this.#newPerson(), 2],
			[() => this.#moved(), 2],
			[() => this.#split(), 1],
			[() => this.#left(), 1],
			[() => this.#refused(), 1]
		];
		const ofHead: [() => Draft[], number][] = [
			[() => this.#checked(), 5],
			[() => this.#merged(), 1],
			[() => this.#twice(), 2]
		];
		const ofOffice: [() => Draft[], number][] = [
			[() => this.#toOtherHamlet(), 2],
			[() => this.#erased(), 1],
			[() => this.#campaign(), 1],
			[() => this.#mainItem(), 1]
		];
		const all = [
			...atDoor,
			...(role === 'volunteer' ? [] : ofHead),
			...(role === 'commune-official' ? ofOffice : [])
		];
		return this.#chance.weighed(all)();
	}

	#hamlet(): HamletId {
		return this.#chance.pick(this.#view.hamlets().filter(({ id }) => this.#view.holdsAllOf(id))).id;
	}

	#household(hamlet = this.#hamlet()): HouseholdId | undefined {
		const households = this.#view.householdsOf(hamlet);
		// Most of an evening is spent at a few doors: what is done twice is where figures go wrong.
		const few = households.slice(0, 40);
		return this.#chance.pick(this.#chance.happens(0.7) ? few : households)?.id;
	}

	#person(): PersonId | undefined {
		const household = this.#household();
		const people = household === undefined ? [] : this.#view.peopleOf(household);
		return this.#chance.pick(people)?.id;
	}

	#item(of: ListedItem['of']): ListedItem {
		const { mainItems, otherItems, householdItems } = this.#view.checklist(dayOf(this.#now));
		if (of === 'household') return this.#chance.pick(householdItems);
		return this.#chance.pick(this.#chance.happens(0.7) ? mainItems : otherItems);
	}

	#value(): Answer {
		const chance = this.#chance;
		const due = chance.happens(0.2) ? { due: addDays(dayOf(this.#now), chance.between(1, 9)) } : {};
		const despite = chance.happens(0.1) ? ({ despite: 'wanted' } as const) : {};
		const status = chance.weighed<Answer['status']>([
			['done', 40],
			['not-yet', 30],
			['blocked', 18],
			['unasked', 8],
			['exempt', 4]
		]);
		if (status === 'exempt') return { status, why: 'abroad' };
		if (status === 'unasked') return { status, ...despite };
		if (status === 'blocked') return { status, reason: chance.pick(REASONS), ...due, ...despite };
		if (status === 'done') return { status, evidence: chance.pick(['said', 'seen']), ...despite };
		return { status, ...(chance.happens(0.3) ? { stage: 'approved' } : {}), ...due, ...despite };
	}

	#answer(): Draft[] {
		const person = this.#person();
		if (person === undefined) return [];
		// VNeID opens or shuts the items that wait for it.
		const code = this.#chance.happens(0.4) ? 'VN2' : this.#item('person').code;
		return [{ k: 'set', c: 'answers', id: person, a: { [code]: this.#value() } }];
	}

	#checked(): Draft[] {
		const person = this.#person();
		if (person === undefined) return [];
		const value: Answer = this.#chance.happens(0.5)
			? { status: 'done', evidence: 'confirmed', ...(this.#chance.happens(0.5) ? { atDoor: 'said' } : {}) }
			: { status: 'not-yet', recheck: true };
		return [{ k: 'set', c: 'answers', id: person, a: { [this.#item('person').code]: value } }];
	}

	#householdAnswer(): Draft[] {
		const id = this.#household();
		if (id === undefined) return [];
		return [{ k: 'set', c: 'householdAnswers', id, a: { [this.#item('household').code]: this.#value() } }];
	}

	#visit(): Draft[] {
		const household = this.#household();
		if (household === undefined) return [];
		const outcome = this.#chance.weighed([
			['met', 4],
			['not-home', 6],
			['follow-up', 2],
			['refused', 1]
		]);
		const a = { household, outcome, at: this.#now, by: this.#player.name };
		return [{ k: 'add', c: 'visits', id: this.#id, a }];
	}

	#assist(): Draft[] {
		const person = this.#person();
		if (person === undefined) return [];
		const a = { person, item: this.#item('person').code, at: this.#now, by: this.#player.name };
		return [{ k: 'add', c: 'assists', id: this.#id, a }];
	}

	#voided(): Draft[] {
		const c = this.#chance.pick(['visits', 'assists'] as const);
		const own = this.#view.all(c).filter(({ by }) => by === this.#player.name);
		const one = this.#chance.pick(own);
		const name = c === 'visits' ? 'visit.void' : 'assist.void';
		return one === undefined ? [] : [{ k: 'cmd', c, id: one.id, a: { name } }];
	}

	#residence(): Draft[] {
		const id = this.#person();
		if (id === undefined) return [];
		const kind = this.#chance.weighed([
			['away', 5],
			['home', 4],
			['temporary', 2],
			['moved', 2],
			['deceased', 1]
		]);
		const residence = kind === 'moved' || kind === 'deceased' ? { kind, at: this.#now } : { kind };
		return [{ k: 'set', c: 'people', id, a: { residence } }];
	}

	#word(): Draft[] {
		const person = this.#person();
		const household = person && this.#view.get('people', person)?.household;
		if (household === undefined) return [];
		const a = {
			...{ household, person, textVersion: 2, how: 'spoken', at: this.#now, by: this.#player.name },
			kind: this.#chance.pick(['consent-given', 'refused', 'consent-withdrawn']),
			purpose: this.#chance.pick(['help-at-the-door', 'invite', 'invite', 'report'])
		};
		return [{ k: 'add', c: 'notices', id: this.#id, a }];
	}

	#refused(): Draft[] {
		const id = this.#household();
		return id === undefined ? [] : [{ k: 'set', c: 'households', id, a: { noRecord: true } }];
	}

	#newPerson(): Draft[] {
		const household = this.#household();
		if (household === undefined) return [];
		const year = this.#chance.between(1935, 2026);
		const birth = this.#chance.pick([
			{ year },
			{ year: this.#chance.pick([2008, 2012]) },
			{ year: this.#chance.pick([2008, 2012]), month: this.#chance.between(1, 12), day: 15 }
		]);
		const a = {
			household,
			name: 'Nguyễn Văn Chơi',
			order: 90,
			...(this.#chance.happens(0.9) ? { birth } : {})
		};
		return [{ k: 'add', c: 'people', id: this.#id, a }];
	}

	#moved(): Draft[] {
		const person = this.#person();
		const into = this.#household();
		if (person === undefined || into === undefined) return [];
		return [{ k: 'cmd', c: 'people', id: person, a: { name: 'person.move', into } }];
	}

	#split(): Draft[] {
		const household = this.#household();
		const [first, ...others] = household === undefined ? [] : this.#view.peopleOf(household);
		if (household === undefined || first === undefined || others.length === 0) return [];
		const people = [{ id: first.id, b: this.#view.rv('people', first.id) }];
		const a = { name: 'household.split', into: this.#id, people, head: first.id };
		return [{ k: 'cmd', c: 'households', id: household, a }];
	}

	#left(): Draft[] {
		const household = this.#household();
		if (household === undefined) return [];
		const a = { household, outcome: 'moved-away', at: this.#now, by: this.#player.name };
		return [
			{ k: 'add', c: 'visits', id: this.#id, a },
			{ k: 'set', c: 'households', id: household, a: { status: 'moved-away' } }
		];
	}

	#merged(): Draft[] {
		const hamlet = this.#hamlet();
		const [goes, into] = [this.#household(hamlet), this.#household(hamlet)];
		if (goes === undefined || into === undefined || goes === into) return [];
		return [{ k: 'cmd', c: 'households', id: goes, a: { name: 'household.merge', into } }];
	}

	#twice(): Draft[] {
		const hamlet = this.#hamlet();
		const people = [this.#household(hamlet), this.#household(hamlet)].map((household) =>
			this.#chance.pick(household === undefined ? [] : this.#view.peopleOf(household))
		);
		const [goes, stands] = people;
		if (goes === undefined || stands === undefined || goes.id === stands.id) return [];
		const back = this.#view.all('people').filter(({ sameAs }) => sameAs !== undefined);
		const one = this.#chance.happens(0.3) ? this.#chance.pick(back) : undefined;
		// Said crosswise now and then, which two heads do without having heard of each other.
		if (one !== undefined && this.#chance.happens(0.5))
			return [{ k: 'set', c: 'people', id: String(one.sameAs), a: { sameAs: one.id } }];
		const a = { sameAs: one === undefined ? stands.id : null };
		return [{ k: 'set', c: 'people', id: one?.id ?? goes.id, a }];
	}

	#toOtherHamlet(): Draft[] {
		const id = this.#household();
		if (id === undefined) return [];
		return [{ k: 'cmd', c: 'households', id, a: { name: 'household.move', hamlet: this.#hamlet() } }];
	}

	#erased(): Draft[] {
		const person = this.#person();
		return person === undefined ? [] : [{ k: 'cmd', c: 'people', id: person, a: { name: 'erase' } }];
	}

	#campaign(): Draft[] {
		const today = dayOf(this.#now);
		const from = addDays(today, this.#chance.between(-5, 2));
		const others = this.#view.checklist(today).otherItems.filter(({ counted }) => counted === 'rate');
		const mainItems = this.#chance.some(others, 0.15).map(({ code }) => code);
		const a = { name: 'Đợt chơi', from, until: addDays(from, this.#chance.between(0, 9)), forces: [] };
		return [{ k: 'add', c: 'campaigns', id: this.#id, a: { ...a, mainItems: mainItems.slice(0, 2) } }];
	}

	#mainItem(): Draft[] {
		const id = this.#chance.pick(['ATM', 'CC', 'KNS', 'TK']);
		return [{ k: 'set', c: 'items', id, a: { main: this.#chance.happens(0.5) } }];
	}
}
