// Whether an op may be applied, before anything is merged. Pure: rows are looked up in what was loaded.
import type { HamletId } from '#domain/ids.ts';
import { may, maySettle } from '#domain/permission.ts';
import { collections } from '#protocol/collections.ts';
import { limits } from '#protocol/limits.ts';
import { isEqual } from '#protocol/merge.ts';
import { Op, type OpBody, type OpEnvelope } from '#protocol/op.ts';
import { parentKeyOf, type RowKey } from '#protocol/parent.ts';
import type { Conflict, ParkedCode } from '#protocol/records.ts';
import type { Fields } from '#protocol/row.ts';
import { COMMUNE_SCOPE, hamletScope, type Scope } from '#protocol/scope.ts';
import { OP_VERSION } from '#protocol/version.ts';
import type { StoredRow } from '#server/storage/storage.ts';
import { type Author, holds, seesAll } from './author.ts';
import { fieldsToWrite } from './check-fields.ts';

export type Judgement = { kind: 'apply'; scope: Scope; changes: Fields } | { kind: 'park'; code: ParkedCode };

type FindRow = (key: RowKey) => Pick<StoredRow, 's' | 'f'> | undefined;

const park = (code: ParkedCode): Judgement => ({ kind: 'park', code });

/** An op as far as it can be read; undefined when it has not the shape of one, or is beyond the limits (sync-spec WR3). */
export function opOf(raw: OpEnvelope): Op | undefined {
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
 * What can be said without looking at a row is said first; then a row that is not there and a row of a scope its author
 * never held are answered alike, so that nothing is revealed (sync-spec PS4).
 */
export function judge(author: Author, body: OpBody, find: FindRow): Judgement {
	// Made by a newer app: what it means is known after the next update of the server, and it is replayed then.
	if ((body.v ?? 1) > OP_VERSION) return park('version');
	if (body.k === 'cmd') return park('shape');
	const rule = collections[body.c];
	if (!may(author.roles, rule.action)) return park('role');
	const scope = scopeOf(body, find);
	if (scope === undefined) return park(seesAll(author) ? 'parent' : 'scope');
	if (!holds(author, scope)) return park('scope');
	if (rule.parent.kind === 'server') return judgeSettling(author, body, scope, find(body)?.f);
	const changes = fieldsToWrite(author, body, find(body)?.f);
	return typeof changes === 'string' ? park(changes) : { kind: 'apply', scope, changes };
}

/** The scope of the op's row, or that it will be in; undefined when what it hangs on is not there. */
export const scopeOf = (body: OpBody, find: FindRow): Scope | undefined =>
	find(body)?.s ?? scopeOfNew(body, find);

function scopeOfNew(body: OpBody, find: FindRow): Scope | undefined {
	const { parent } = collections[body.c];
	// Only answers come into being by being set: their row is their person's.
	if (body.k === 'set' && parent.kind !== 'same-id') return undefined;
	if (parent.kind === 'commune') return COMMUNE_SCOPE;
	const key = parentKeyOf(body.c, body.id, body.a);
	const above = key && find(key);
	if (key === undefined || above === undefined) return undefined;
	return parent.kind === 'hamlet' ? hamletScope(key.id as HamletId) : above.s;
}

/** The only thing anyone changes about a conflict or parked work is that it is settled; a conflict by whom it concerns. */
function judgeSettling(author: Author, { k, c, a }: OpBody, scope: Scope, row: Fields = {}): Judgement {
	const isSettling = k === 'set' && Object.keys(a).join() === 'settled' && a.settled === true;
	if (!isSettling) return park('shape');
	const { kept, dropped } = row as Partial<Conflict>;
	const isTheirs = c !== 'conflicts' || maySettle(author.roles, author.member, [kept?.by, dropped?.by]);
	return isTheirs ? { kind: 'apply', scope, changes: { settled: true } } : park('role');
}
