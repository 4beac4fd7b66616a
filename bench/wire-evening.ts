// A volunteer's way from door to door, as the screens record it: where somebody opens, answers of all who live there, and
// a visit at every door. The same seed makes the same way.
import type { Answer } from '#domain/answer.ts';
import { dayOf } from '#domain/calendar.ts';
import { checklistOf } from '#domain/checklist.ts';
import type { HamletId, MemberId } from '#domain/ids.ts';
import { isPresent } from '#domain/person.ts';
import { reasonsFor } from '#domain/usual-reasons.ts';
import type { Draft } from '#phone/store/draft.ts';
import type { LocalStore } from '#phone/store/local-store.ts';
import { uuidv7 } from '#protocol/row-id.ts';
import { answerOfPerson, visitOf } from '../src/routes/households/[id]/taps.ts';
import { randomFrom } from './data.ts';

export interface Walk {
	store: LocalStore;
	hamlet: HamletId;
	by: MemberId;
	/** The phone's clock: goes on as she walks. */
	clock: { now: number };
	seed: number;
	/** Answers per person. */
	answers: number;
	/** Share of the doors that open. */
	open: number;
}

/** Seconds from tap to tap, and from door to door: least and most. */
const TAP_S = [2, 14] as const;
const DOOR_S = [60, 400] as const;

/** Each tap's drafts, to be recorded before the next is asked for; ends behind the last door. */
export function* walk({ store: { view }, hamlet, by, clock, seed, ...what }: Walk): Generator<Draft[]> {
	const random = randomFrom(seed);
	const wait = ([least, most]: readonly [number, number]): void => {
		clock.now += Math.round((least + random() * (most - least)) * 1_000);
	};
	const items = view.items();
	const { mainItems, otherItems } = checklistOf(items, [], dayOf(clock.now));
	const asked = [...mainItems, ...otherItems].slice(0, what.answers);
	for (const { id: household } of view.householdsOf(hamlet)) {
		wait(DOOR_S);
		const isOpen = random() < what.open;
		for (const person of isOpen ? view.peopleOf(household).filter(isPresent) : []) {
			for (const item of asked) {
				wait(TAP_S);
				const answer = inventAnswer(item.code, random);
				yield answerOfPerson(items, person, view.answersOf(person.id), item, answer).drafts;
			}
		}
		wait(TAP_S);
		const bytes = Uint8Array.from({ length: 10 }, () => random() * 256);
		const knock = { id: uuidv7(clock.now, bytes), household, by, at: clock.now };
		yield visitOf(knock, isOpen ? 'met' : 'not-home').drafts;
	}
}

function inventAnswer(code: string, random: () => number): Answer {
	const chance = random();
	if (chance < 0.45) return { status: 'done', evidence: 'said' };
	if (chance < 0.6) return { status: 'done', evidence: 'seen' };
	if (chance < 0.8) return { status: 'not-yet' };
	const { usual } = reasonsFor(code);
	return { status: 'blocked', reason: usual[Math.floor(random() * usual.length)] ?? 'V02' };
}
