// The domain's codes in everyday words, with the icon and shape that say the same. The one place that does it.
import { isToRecheck, type Answer, type Despite, type Evidence, type SetAside } from '#domain/answer.ts';
import type { DoorState } from '#domain/door-state.ts';
import type { Relation, Residence } from '#domain/person.ts';
import type { Reason } from '#domain/reason.ts';
import type { VisitOutcome } from '#domain/visit.ts';
import { formatMonth } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { IconName } from './icons.ts';

/** A word, its icon, and the tone of its Tag. */
export interface Sign {
	text: () => string;
	icon: IconName;
	tone: 'plain' | 'part' | 'due' | 'done';
}

export const doorSigns: Record<DoorState, Sign> = {
	'not-visited': { text: m.door_not_visited, icon: 'door', tone: 'plain' },
	partial: { text: m.door_partial, icon: 'pencil', tone: 'part' },
	complete: { text: m.door_complete, icon: 'check', tone: 'done' },
	'follow-up': { text: m.door_follow_up, icon: 'calendar', tone: 'due' },
	'not-home': { text: m.door_not_home, icon: 'nobody-home', tone: 'due' },
	refused: { text: m.outcome_refused, icon: 'no', tone: 'done' }
};

export const outcomeSigns: Record<VisitOutcome, Omit<Sign, 'tone'>> = {
	met: { text: m.outcome_met, icon: 'people' },
	'not-home': { text: m.outcome_not_home, icon: 'nobody-home' },
	'follow-up': { text: m.outcome_follow_up, icon: 'calendar' },
	refused: { text: m.outcome_refused, icon: 'no' },
	'moved-away': { text: m.outcome_moved_away, icon: 'away' }
};

const reasons: Record<Reason, () => string> = {
	V01: m.reason_v01,
	V02: m.reason_v02,
	V03: m.reason_v03,
	V04: m.reason_v04,
	V05: m.reason_v05,
	V06: m.reason_v06,
	V07: m.reason_v07,
	V08: m.reason_v08,
	V09: m.reason_v09,
	V10: m.reason_v10,
	V11: m.reason_v11,
	V12: m.reason_v12,
	V13: m.reason_v13,
	V14: m.reason_v14,
	V15: m.reason_v15,
	V16: m.reason_v16,
	V17: m.reason_v17,
	V18: m.reason_v18,
	V19: m.reason_v19,
	V20: m.reason_v20,
	V99: m.reason_v99
};

export const reasonText = (reason: Reason): string => reasons[reason]();

const setAsides: Record<SetAside, () => string> = {
	abroad: m.set_aside_abroad,
	'not-applicable': m.set_aside_not_applicable
};

export const setAsideText = (why: SetAside): string => setAsides[why]();

const despites: Record<Despite, () => string> = {
	wanted: m.despite_wanted,
	had: m.despite_had,
	required: m.despite_required
};

export const despiteText = (despite: Despite): string => despites[despite]();

const residences: Record<Residence['kind'], () => string> = {
	home: m.residence_home,
	away: m.residence_away,
	temporary: m.residence_temporary,
	moved: m.residence_moved,
	deceased: m.residence_deceased
};

export const residenceKinds = Object.keys(residences) as Residence['kind'][];
export const residenceKindText = (kind: Residence['kind']): string => residences[kind]();

/** With the month somebody away is expected back, when it is known. */
export function residenceText(residence: Residence): string {
	if (residence.kind !== 'away' || residence.until === undefined) return residences[residence.kind]();
	return m.residence_away_until({ month: formatMonth(residence.until) });
}

const evidences: Record<Evidence, () => string> = {
	said: m.evidence_said,
	seen: m.evidence_seen,
	confirmed: m.evidence_confirmed
};

export const evidenceText = (evidence: Evidence): string => evidences[evidence]();

const relations: Record<Relation, () => string> = {
	head: m.relation_head,
	wife: m.relation_wife,
	husband: m.relation_husband,
	child: m.relation_child,
	grandchild: m.relation_grandchild,
	mother: m.relation_mother,
	father: m.relation_father,
	sibling: m.relation_sibling,
	other: m.relation_other
};

export const relationText = (relation: Relation): string => relations[relation]();

const itemStates: Record<Answer['status'], () => string> = {
	unasked: m.item_state_unasked,
	'not-yet': m.item_state_not_yet,
	blocked: m.item_state_blocked,
	done: m.item_state_done,
	exempt: m.item_state_not_eligible
};

export const itemStateText = (status: Answer['status']): string => itemStates[status]();

/**
 * An answer with its reason, or with the evidence where that is more than somebody's word, and that it is to be looked at
 * again; undefined: nobody asked.
 */
export function answerText(answer: Answer | undefined): string {
	const state = itemStateText(answer?.status ?? 'unasked');
	const how = howOf(answer);
	const text = how === undefined ? state : `${state} (${how})`;
	return isToRecheck(answer) ? `${text} · ${m.item_recheck()}` : text;
}

function howOf(answer: Answer | undefined): string | undefined {
	if (answer?.status === 'blocked') return reasonText(answer.reason);
	return answer?.status === 'done' && answer.evidence !== 'said' ? evidenceText(answer.evidence) : undefined;
}
