// "Vừa giúp xong": which taps propose it, and what it writes. Pure, like the other taps.
import type { Answer, Answers } from '#domain/answer.ts';
import { proposesAssist } from '#domain/assist.ts';
import type { Instant } from '#domain/calendar.ts';
import type { MemberId, PersonId, SessionId } from '#domain/ids.ts';
import type { ItemCode, ListedItem } from '#domain/item.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ListedPerson } from '#phone/store/view.ts';
import { shortNameOf, type Tap } from './taps.ts';

/** Whose help with what: a proposal as it is remembered while the household's page is open. */
export const proposalOf = (person: PersonId, code: ItemCode): string => `${person} ${code}`;

/** What a tap proposes, asked before it is recorded. What others write comes by no tap, and proposes nothing. */
export function proposedBy({ drafts }: Tap, answersOf: (person: PersonId) => Answers): string[] {
	return drafts.flatMap(({ c, id, a }) => {
		if (c !== 'answers') return [];
		const before = answersOf(id as PersonId);
		return Object.entries(a)
			.filter(([code, answer]) => proposesAssist(before[code], answer as Answer))
			.map(([code]) => proposalOf(id as PersonId, code));
	});
}

/** Who helped, when, and at which session if at any. */
export interface Help {
	id: string;
	by: MemberId;
	at: Instant;
	session?: SessionId;
}

/** One lượt. */
export function assistGiven({ id, ...help }: Help, person: ListedPerson, item: ListedItem): Tap {
	return {
		drafts: [{ k: 'add', c: 'assists', id, a: { person: person.id, item: item.code, ...help } }],
		label: m.household_recorded_assist({ item: shortNameOf(item), name: person.name })
	};
}

/** A help that was none: it stays, marked, as a visit does (sync-spec RC5). */
export function withoutAssist(id: string, said: { item: string; name: string }): Tap {
	return {
		drafts: [{ k: 'cmd', c: 'assists', id, a: { name: 'assist.void' } }],
		label: m.household_assist_voided(said)
	};
}
