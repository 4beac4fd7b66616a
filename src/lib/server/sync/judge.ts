// Whether an op may be applied, before anything is merged. Pure: rows are looked up in what was loaded.
import type { Instant } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import { may, maySettle, mayVoid } from '#domain/permission.ts';
import { collections } from '#protocol/collections.ts';
import { type Command, commandOf, commandRules, isVoiding } from '#protocol/commands.ts';
import { limits } from '#protocol/limits.ts';
import { isEqual } from '#protocol/merge.ts';
import { Op, type OpBody } from '#protocol/op.ts';
import { namedKeyOf, parentKeyOf, type RowKey } from '#protocol/parent.ts';
import type { Conflict, ParkedCode } from '#protocol/records.ts';
import type { Fields } from '#protocol/row.ts';
import { COMMUNE_SCOPE, ERASED_SCOPE, hamletScope, type Scope } from '#protocol/scope.ts';
import type { RawOp } from '#protocol/upcast.ts';
import type { StoredRow } from '#server/storage/storage.ts';
import { type Author, seesAll } from './author.ts';
import { fieldsToWrite } from './check-fields.ts';
import { filed } from './file-under.ts';
import { type History, type Reach, reachOf } from './reach.ts';
import { filingKeysOf, keysOf } from './row-keys.ts';

/** `body` is the op as it is applied: filed under the household that stands. `wasHeld`: to be flagged (sync-spec PS4). */
export type Judgement =
	| { kind: 'write'; body: OpBody; scope: Scope; changes: Fields; wasHeld: boolean }
	| { kind: 'run'; command: Command; scope: Scope; wasHeld: boolean }
	| { kind: 'nothing' }
	| { kind: 'park'; code: ParkedCode }
	| { kind: 'erased' };

export type FindRow = (key: RowKey) => Pick<StoredRow, 's' | 'f'> | undefined;

/** Who judges, when the op was written, and what is known of the scopes its author lost. */
export interface Bench {
	author: Author;
	te: Instant;
	history: History;
	find: FindRow;
}

const park = (code: ParkedCode): Judgement => ({ kind: 'park', code });

/** An op as far as it can be read; undefined when it has not the shape of one, or is beyond the limits (sync-spec WR3). */
export function opOf(raw: RawOp): Op | undefined {
	const parsed = Op.safeParse(raw);
	if (!parsed.success || !isWithinLimits(parsed.data.a, limits.depth)) return undefined;
	// A field that reading would lose in silence, `__proto__` among them.
	return isEqual(parsed.data.a, raw.a) ? parsed.data : undefined;
}

function isWithinLimits(value: unknown, depth: number): boolean {
	if (typeof value === 'string') return value.length <= limits.textLength;
	if (typeof value !== 'object' || value === null) return true;
	return depth > 0 && Object.values(value).every((member) => isWithinLimits(member, depth - 1));
}

/**
 * What was erased is never asked about again. Then what can be said without looking at a row; then a row that is not
 * there and a row of a scope its author never held are answered alike, so that nothing is revealed (sync-spec PS4).
 */
export function judge(bench: Bench, body: OpBody): Judgement {
	if (isErased(body, bench.find)) return { kind: 'erased' };
	if (saysNothing(body)) return { kind: 'nothing' };
	return body.k === 'cmd' ? judgeCommand(bench, body) : judgeWrite(bench, body);
}

/** Its row, or one that it names, was erased (sync-spec RC5). */
export const isErased = (body: OpBody, find: FindRow): boolean =>
	keysOf(body).some((key) => find(key)?.s === ERASED_SCOPE);

/** What was withheld (sync-spec RC4): there is nothing to refuse, wherever it lies, and nobody to look at it. */
const saysNothing = ({ k, a }: OpBody): boolean => k === 'set' && Object.keys(a).length === 0;

function judgeWrite(bench: Bench, said: OpBody): Judgement {
	const { author, find } = bench;
	const rule = collections[said.c];
	if (!may(author.roles, rule.action)) return park('role');
	// By what the op names: who may write to the household that went may write to the one it went into.
	const scope = scopeOf(said, find);
	const named = namedKeyOf(said.c, said.a);
	if (scope === undefined || (named !== undefined && find(named) === undefined))
		return park(seesAll(author) ? 'parent' : 'scope');
	const reach = reachOfWrite(bench, scope, said);
	if (reach === 'never') return park('scope');
	if (reach === 'late') return park('late');
	const wasHeld = reach === 'was-held';
	if (rule.parent.kind === 'server') return judgeSettling(author, said, scope, find(said)?.f);
	const body = filed(said, find);
	const changes = fieldsToWrite(author, body, find(body)?.f);
	if (typeof changes === 'string') return park(changes);
	// The household that stands may lie in another hamlet, and may not be there to be set.
	const target = scopeOf(body, find);
	return target === undefined ? park('parent') : { kind: 'write', body, scope: target, changes, wasHeld };
}

function judgeCommand(bench: Bench, body: OpBody): Judgement {
	const { author, find } = bench;
	const command = commandOf(body);
	if (command === undefined) return park('shape');
	const subject = find(body);
	if (!mayGive(author, command, subject?.f)) return park('role');
	const reaches = namedBy(command, body, find).map((key): Reach => {
		const row = find(key);
		return row === undefined ? 'never' : reachIn(bench, row.s, [key]);
	});
	if (subject === undefined || reaches.includes('never')) return park(seesAll(author) ? 'parent' : 'scope');
	if (reaches.includes('late')) return park('late');
	if ('into' in command && command.into === body.id) return park('shape');
	return { kind: 'run', command, scope: subject.s, wasHeld: reaches.includes('was-held') };
}

/** Rows that have to be within reach: those it names, but for the one that a split makes. */
const namedBy = (command: Command, body: OpBody, find: FindRow): RowKey[] =>
	keysOf(body).filter(
		(key) => command.name !== 'household.split' || key.id !== command.into || find(key) !== undefined
	);

const mayGive = (author: Author, command: Command, subject: Fields | undefined): boolean =>
	isVoiding(command)
		? mayVoid(author.roles, author.signsAs ?? author.member, subject?.by)
		: may(author.roles, commandRules[command.name].action);

const FARTHEST: readonly Reach[] = ['never', 'late', 'was-held', 'held'];

/** A row that it names beside its parent has to be within reach as well: the farther of the two decides. */
function reachOfWrite(bench: Bench, scope: Scope, body: OpBody): Reach {
	const own = reachIn(bench, scope, filingKeysOf(body));
	const key = namedKeyOf(body.c, body.a);
	const named = key && bench.find(key);
	if (key === undefined || named === undefined) return own;
	const reaches = [own, reachIn(bench, named.s, [key])];
	return FARTHEST.find((reach) => reaches.includes(reach)) ?? 'never';
}

const reachIn = ({ author, te, history }: Bench, scope: Scope, keys: readonly RowKey[]): Reach =>
	reachOf(author, scope, keys, te, history);

/** The scope of the op's row, or that it will be in; undefined when what it hangs on is not there. */
export const scopeOf = (body: OpBody, find: FindRow): Scope | undefined =>
	find(body)?.s ?? scopeOfNew(body, find);

function scopeOfNew(body: OpBody, find: FindRow): Scope | undefined {
	const { parent } = collections[body.c];
	// Only answers come into being by being set: their row is their person's.
	if (body.k !== 'add' && parent.kind !== 'same-id') return undefined;
	if (body.k === 'cmd') return undefined;
	if (parent.kind === 'commune') return COMMUNE_SCOPE;
	const key = parentKeyOf(body.c, body.id, body.a);
	const above = key && find(key);
	if (key === undefined || above === undefined) return undefined;
	return parent.kind === 'hamlet' ? hamletScope(key.id as HamletId) : above.s;
}

/**
 * The only thing anyone changes about a conflict or parked work is that it is settled: a conflict by whom it concerns; of
 * parked work what was typed then goes.
 */
function judgeSettling(author: Author, body: OpBody, scope: Scope, row: Fields = {}): Judgement {
	const { k, c, a } = body;
	const isSettling = k === 'set' && Object.keys(a).join() === 'settled' && a.settled === true;
	if (!isSettling) return park('shape');
	const { kept, dropped } = row as Partial<Conflict>;
	if (c === 'conflicts' && !maySettle(author.roles, author.member, [kept?.by, dropped?.by]))
		return park('role');
	const changes = c === 'parked' ? SETTLED : { settled: true };
	return { kind: 'write', body, scope, changes, wasHeld: false };
}

/** What is left on a card that is settled: that it was there, so that a phone which sends its op again knows. */
export const SETTLED: Fields = { settled: true, raw: '', label: null };
