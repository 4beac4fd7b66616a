// One change as a screen makes it, before it has a number; and the changes that take it back.
import type { Answer } from '#domain/answer.ts';
import type { Role } from '#domain/member.ts';
import { mayRecord } from '#domain/permission.ts';
import { type CollectionName, collections } from '#protocol/collections.ts';
import type { OpBody } from '#protocol/op.ts';
import type { Fields } from '#protocol/row.ts';
import { OP_VERSION } from '#protocol/version.ts';
import type { Rows } from './rows.ts';

/** `set`: changed fields, null clears. `add`: a whole new row. `cmd`: a command about the row, `a` is `Command`. */
export interface Draft {
	k: 'set' | 'add' | 'cmd';
	c: CollectionName;
	id: string;
	a: Fields;
	/** Where the row was looked at before the tap: in a form, which may stand open for long. */
	seen?: Seen;
}

/** Version of a row as the commune sent it. */
export interface Seen {
	rv: number;
	epoch: string;
}

/** The op's body: `b` and `e` say which version of the row the user was looking at (sync-spec RC2). */
export function bodyOf({ k, c, id, a, seen }: Draft, rows: Rows, epoch: string): OpBody {
	const base = seen ?? rows.base(c, id);
	return { k, c, id, b: base?.rv ?? 0, a, v: OP_VERSION, e: base?.epoch ?? epoch };
}

/**
 * What writes the values back that were there before, or says that a visit or a help never was; undefined when another new
 * row would have to go, a command be undone that leads nobody anywhere, a conflict be open again, or a value come back that only others may write ("cơ quan xác nhận"):
 * the server takes no such op.
 */
export function inverseOf(drafts: readonly Draft[], rows: Rows, roles: readonly Role[]): Draft[] | undefined {
	if (drafts.some(({ c }) => collections[c].parent.kind === 'server')) return undefined;
	const inverse = drafts.map((draft) =>
		// Who came after all is taken back as who came.
		draft.k === 'set' && !isComingAgain(draft)
			? [backTo(draft, rows)]
			: draft.k === 'cmd'
				? backAgain(draft, rows)
				: takenBack(draft)
	);
	return inverse.every((one) => one.length > 0 && one.every((draft) => mayWrite(draft, roles)))
		? inverse.reverse().flat()
		: undefined;
}

/** Told of the version that is here by then: one's own tap is what is taken back. */
const backTo = ({ k, c, id, a }: Draft, rows: Rows): Draft => ({
	...{ k, c, id },
	a: priorValues({ c, a }, rows.get(c, id))
});

/** Somebody was taken off the list of who came, and did come. */
const isComingAgain = ({ c, a }: Draft): boolean => c === 'attendance' && a.voided === null;

/** What is written once is voided by a command (sync-spec RC5); of what is planned, one field says that it is not. */
function takenBack({ c, id }: Draft): Draft[] {
	if (c === 'assignments') return [{ k: 'set', c, id, a: { active: false } }];
	if (c === 'claims') return [{ k: 'set', c, id, a: { day: null } }];
	if (c === 'sessions' || c === 'attendance') return [{ k: 'set', c, id, a: { voided: true } }];
	if (c === 'campaigns') return [{ k: 'set', c, id, a: { cancelled: true } }];
	if (c === 'targets') return [{ k: 'set', c, id, a: { count: null } }];
	const name = c === 'visits' ? 'visit.void' : c === 'assists' ? 'assist.void' : undefined;
	return name === undefined ? [] : [{ k: 'cmd', c, id, a: { name } }];
}

/**
 * Who was led to another household goes back to the one she came from; one that was made for that stands empty. A household
 * goes back to its hamlet, and to its place there.
 */
function backAgain({ id, a }: Draft, rows: Rows): Draft[] {
	const { name, into, people } = a as { name: string; into: string; people: { id: string }[] };
	if (name === 'person.move') return backFrom(id, rows);
	if (name === 'household.move') return backToHamlet(id, rows);
	if (name !== 'household.split') return [];
	const empty: Draft = { k: 'set', c: 'households', id: into, a: { status: 'moved-away' } };
	return [...people.flatMap((person) => backFrom(person.id, rows)), empty];
}

function backFrom(id: string, rows: Rows): Draft[] {
	const { household: into, relation = null } = rows.get('people', id) ?? {};
	return [
		{ k: 'cmd', c: 'people', id, a: { name: 'person.move', into } },
		{ k: 'set', c: 'people', id, a: { relation } }
	];
}

function backToHamlet(id: string, rows: Rows): Draft[] {
	const { hamlet, group = null, lane = null } = rows.get('households', id) ?? {};
	return [
		{ k: 'cmd', c: 'households', id, a: { name: 'household.move', hamlet } },
		{ k: 'set', c: 'households', id, a: { group, lane } }
	];
}

const isAboutAnswers = ({ c }: Pick<Draft, 'c'>): boolean => c === 'answers' || c === 'householdAnswers';

const mayWrite = (draft: Draft, roles: readonly Role[]): boolean =>
	!isAboutAnswers(draft) || Object.values(draft.a).every((answer) => mayRecord(roles, answer as Answer));

function priorValues({ c, a }: Pick<Draft, 'c' | 'a'>, before: Fields | undefined): Fields {
	const absent = isAboutAnswers({ c }) ? { status: 'unasked' } : null;
	return Object.fromEntries(Object.keys(a).map((name) => [name, before?.[name] ?? absent]));
}
