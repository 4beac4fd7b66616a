// Who may do what. The server asks here before it writes; screens ask here before they show a button.
import { isConfirmed, isToRecheck, type Answer } from './answer.ts';
import type { Role } from './member.ts';

export type Action =
	| 'record-at-door'
	| 'check-answer'
	| 'confirm-gone'
	| 'plan-hamlet'
	| 'settle-conflict'
	| 'manage-commune'
	| 'see-people'
	| 'see-totals'
	| 'see-last-hand-ins';

const allowed: Record<Role, readonly Action[]> = {
	volunteer: ['record-at-door', 'see-people', 'see-totals'],
	'hamlet-head': [
		'record-at-door',
		'check-answer',
		'confirm-gone',
		'plan-hamlet',
		'settle-conflict',
		'see-people',
		'see-totals',
		'see-last-hand-ins'
	],
	'commune-official': [
		'record-at-door',
		'check-answer',
		'confirm-gone',
		'plan-hamlet',
		'settle-conflict',
		'manage-commune',
		'see-people',
		'see-totals',
		'see-last-hand-ins'
	],
	observer: ['see-totals', 'see-last-hand-ins']
};

/** Whether any of the member's roles allows the action: roles add up. */
export function may(roles: readonly Role[], action: Action): boolean {
	return roles.some((role) => allowed[role].includes(action));
}

/** Whoever wrote either side of a conflict settles it, head and official any (product page, F13). */
export function maySettle(
	roles: readonly Role[],
	member: string,
	authors: readonly (string | undefined)[]
): boolean {
	return may(roles, 'settle-conflict') || (may(roles, 'record-at-door') && authors.includes(member));
}

/** A visit or a help that never was: whoever wrote it says so, head and official of any (sync-spec MG5). */
export function mayVoid(roles: readonly Role[], member: string, author: unknown): boolean {
	return may(roles, 'plan-hamlet') || (may(roles, 'record-at-door') && author === member);
}

/** Only head, official or an imported list says "cơ quan xác nhận", only head and official "cần kiểm tra lại" (product page). */
export function mayRecord(roles: readonly Role[], answer: Answer): boolean {
	return may(roles, isConfirmed(answer) || isToRecheck(answer) ? 'check-answer' : 'record-at-door');
}
