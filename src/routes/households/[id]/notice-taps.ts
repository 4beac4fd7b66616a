// What was said about people's data, and what they answered: what one tap writes (F37). Pure: the page records the result.
import type { Instant } from '#domain/calendar.ts';
import type { HouseholdId, MemberId, PersonId } from '#domain/ids.ts';
import { NOTICE_TEXT, Purpose, type Notice, type SaidFirst } from '#domain/notice.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Draft } from '#phone/store/draft.ts';
import type { ListedPerson } from '#phone/store/view.ts';
import { visitOf, type Tap } from './taps.ts';

/** Who says it where, when, and how. `newId` makes a row's id at each call. */
export interface Speaking {
	household: HouseholdId;
	by: MemberId;
	at: Instant;
	how: Notice['how'];
	newId: () => string;
}

const AT_THE_DOOR: Purpose = 'help-at-the-door';

function said({ newId, ...speaking }: Speaking, more: Pick<Notice, 'kind' | 'purpose'>, rest: object): Draft {
	const a = { ...speaking, ...more, textVersion: NOTICE_TEXT, ...rest };
	return { k: 'add', c: 'notices', id: newId(), a };
}

/** "Đã thông báo": all of it, to the household. One that had refused lets itself be written down again. */
export function noticeGiven(speaking: Speaking, hadRefused: boolean): Tap {
	const drafts = [said(speaking, { kind: 'notice-given', purpose: AT_THE_DOOR }, {})];
	if (hadRefused) drafts.push({ k: 'set', c: 'households', id: speaking.household, a: { noRecord: false } });
	return { drafts, label: hadRefused ? m.notice_recorded_again() : m.notice_recorded() };
}

/** "Không cho ghi thông tin": the visit stands, so that nobody knocks for the same again. */
export function householdRefused(speaking: Speaking, companions?: readonly MemberId[]): Tap {
	const { household, by, at, newId } = speaking;
	const visit = visitOf({ id: newId(), household, by, at, ...(companions && { companions }) }, 'refused');
	// A word left for the next visitor may tell of people too.
	const silence: Draft = { k: 'set', c: 'households', id: household, a: { noRecord: true, note: null } };
	return {
		drafts: [silence, said(speaking, { kind: 'refused', purpose: AT_THE_DOOR }, {}), ...visit.drafts],
		label: m.refusal_recorded()
	};
}

/** What one person says to these purposes, or who speaks for a child. `before`: they had agreed. */
export function personSaid(
	speaking: Speaking,
	person: Pick<ListedPerson, 'id' | 'name'>,
	agrees: boolean,
	{ purposes = Purpose.options, guardian, before = false }: PersonWord = {}
): Tap {
	const kind = agrees ? 'consent-given' : before ? 'consent-withdrawn' : 'refused';
	const rest = { person: person.id, ...(guardian === undefined ? {} : { guardian }) };
	return {
		drafts: purposes.map((purpose) => said(speaking, { kind, purpose }, rest)),
		label: agrees
			? m.notice_recorded_agrees({ name: person.name })
			: m.notice_recorded_refuses({ name: person.name })
	};
}

/**
 * Somebody whom no list had, or of whom something is corrected, and what was said first: written down in one action, or not
 * at all. `tap` undefined: nothing had to be corrected, and what they said stands alone.
 */
export function onceTold(
	tap: Tap | undefined,
	speaking: Speaking,
	{ first, person, guardian, adult, isNewHouse }: Told
): Tap {
	// Who opens the door of a house that nobody had listed hears all of it for the house.
	const told = first === 'notice' || isNewHouse ? noticeGiven(speaking, false).drafts : [];
	const own = adult === undefined ? [] : personSaid(speaking, adult, true).drafts;
	const agreed = personSaid(speaking, person, true, { guardian: adult?.id ?? guardian });
	const words = first === 'consent' ? [...own, ...agreed.drafts] : [];
	return {
		drafts: [...(tap?.drafts ?? []), ...told, ...words],
		label: tap?.label ?? agreed.label
	};
}

export interface Told {
	first: Exclude<SaidFirst, 'nothing'>;
	person: Pick<ListedPerson, 'id' | 'name'>;
	guardian?: PersonId | undefined;
	/** Who speaks for a child, and agrees for themselves: nobody of the household was there who could. */
	adult?: Pick<ListedPerson, 'id' | 'name'> | undefined;
	isNewHouse: boolean;
}

export interface PersonWord {
	purposes?: readonly Purpose[];
	guardian?: PersonId | undefined;
	before?: boolean;
}
