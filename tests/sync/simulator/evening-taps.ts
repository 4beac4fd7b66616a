// What people tap of an evening, and of who is written down twice: what the screens offer to whoever looks at them.
import { answersToTake } from '#domain/same-person.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Draft } from '#phone/store/draft.ts';
import type { View } from '#phone/store/view.ts';
import { attendanceId } from '#protocol/row-id.ts';
import type { Random } from './random.ts';
import type { EveningTap, Tap, TwiceTap } from './script.ts';
import { MEMBERS } from './world-map.ts';

/** Who taps, on what screen. What is said is another word each time. */
export interface Tapping {
	view: View;
	random: Random;
	member: string;
	newId: () => string;
	newName: (kind: string) => string;
	newDay: () => string;
	/** A moment that no other tap says. */
	newAt: () => number;
}

export const isEvening = (what: Tap): what is EveningTap =>
	what === 'plan' || what === 'session' || what === 'came' || what === 'not-came';

export const isTwice = (what: Tap): what is TwiceTap =>
	what === 'same' || what === 'two-again' || what === 'take-over' || what === 'told-apart';

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id).sort();
const maySettle = ({ member }: Tapping): boolean => member === 'head' || member === 'official';

export function eveningDrafts(tapping: Tapping, what: EveningTap): Draft[] {
	if (what === 'came') return coming(tapping);
	if (what === 'not-came') return notComing(tapping);
	if (!maySettle(tapping)) return [];
	return what === 'plan' ? planning(tapping) : correcting(tapping);
}

function planning(tapping: Tapping): Draft[] {
	const { view, random, newId, newName, newDay } = tapping;
	const hamlets = idsOf(view.all('hamlets')).filter((id) => view.householdsOf(id as never).length > 0);
	if (hamlets.length === 0) return [];
	const plan = { hamlet: random.pick(hamlets), kind: 'evening', place: newName('S'), day: newDay() };
	return [{ k: 'add', c: 'sessions', id: newId(), a: { ...plan, helpers: someMembers(random) } }];
}

const someMembers = (random: Random): string[] =>
	MEMBERS.map(({ id }) => id).filter(() => random.chance(0.5));

/** It begins, it ends or goes on after all, it is corrected, it was planned by mistake or was not. */
function correcting({ view, random, newName, newAt }: Tapping): Draft[] {
	const sessions = view.all('sessions');
	if (sessions.length === 0) return [];
	const id = random.pick(idsOf(sessions));
	const { endedAt, voided } = view.get('sessions', id) ?? {};
	const a = random.pick([
		{ startedAt: newAt() },
		{ endedAt: endedAt === undefined ? newAt() : null },
		{ place: newName('S'), helpers: someMembers(random) },
		{ voided: voided === true ? null : true }
	]);
	return [{ k: 'set', c: 'sessions', id, a }];
}

/** Mostly the same few people, so that several write down the same; guests of another hamlet among them. */
function coming({ view, random, member: by, newAt }: Tapping): Draft[] {
	const [sessions, people] = [idsOf(view.all('sessions')), idsOf(view.all('people'))];
	if (sessions.length === 0 || people.length === 0) return [];
	const session = random.pick(sessions);
	const person = random.pick(random.chance(0.6) ? people.slice(0, 3) : people);
	const id = attendanceId(session as never, person as never, by as never);
	const before = view.get('attendance', id);
	const at = newAt();
	if (before === undefined) return [{ k: 'add', c: 'attendance', id, a: { session, person, at, by } }];
	return before.voided === true ? [{ k: 'set', c: 'attendance', id, a: { voided: null, at } }] : [];
}

function notComing(tapping: Tapping): Draft[] {
	const { view, random, member } = tapping;
	const own = view
		.all('attendance')
		.filter(({ by, voided }) => voided !== true && (maySettle(tapping) || by === member));
	return own.length === 0
		? []
		: [{ k: 'set', c: 'attendance', id: random.pick(idsOf(own)), a: { voided: true } }];
}

export function twiceDrafts(tapping: Tapping, what: TwiceTap): Draft[] {
	if (!maySettle(tapping)) return [];
	if (what === 'same') return becomingOne(tapping);
	if (what === 'told-apart') return toldApart(tapping);
	const { view, random } = tapping;
	const gone = idsOf(view.all('people').filter(({ sameAs }) => sameAs !== undefined));
	if (gone.length === 0) return [];
	const goes = random.pick(gone);
	if (what === 'two-again') return [{ k: 'set', c: 'people', id: goes, a: { sameAs: null } }];
	return takingOver(view, view.standingPerson(goes as PersonId), goes);
}

/** Of those on the lists; heads who have not heard of each other say it crosswise, or make a chain. */
function becomingOne({ view, random }: Tapping): Draft[] {
	const listed = idsOf(view.all('people')).filter((id) => view.standingPerson(id as PersonId) === id);
	if (listed.length < 2) return [];
	const some = random.chance(0.6) ? listed.slice(0, 3) : listed;
	const stands = random.pick(some);
	const goes = random.pick(some.filter((id) => id !== stands));
	return [{ k: 'set', c: 'people', id: goes, a: { sameAs: stands } }, ...takingOver(view, stands, goes)];
}

function takingOver(view: View, stands: string, goes: string): Draft[] {
	const [held, given] = [stands, goes].map((id) => view.answersOf(id as PersonId));
	const a = answersToTake(held ?? {}, given ?? {});
	return Object.keys(a).length === 0 ? [] : [{ k: 'set', c: 'answers', id: stands, a }];
}

function toldApart({ view, random }: Tapping): Draft[] {
	const people = idsOf(view.all('people'));
	if (people.length < 2) return [];
	const id = random.pick(people);
	const other = random.pick(people.filter((one) => one !== id));
	const known = view.get('people', id)?.otherThan ?? [];
	return [{ k: 'set', c: 'people', id, a: { otherThan: [...known, other].slice(-20) } }];
}
