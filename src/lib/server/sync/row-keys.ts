// Which rows decide about an op: its own, the parent that gives a new row its scope, and those a command names.
import { isRowId } from '#domain/ids.ts';
import { collections } from '#protocol/collections.ts';
import { commandOf } from '#protocol/commands.ts';
import type { OpBody } from '#protocol/op.ts';
import { namedKeyOf, parentKeyOf, type RowKey } from '#protocol/parent.ts';
import { householdIn, isMemberAt, personIn } from '#protocol/row-id.ts';
import type { FindRow } from './judge.ts';

export function keysOf(body: OpBody): RowKey[] {
	if (body.k === 'cmd') return [{ c: body.c, id: body.id }, ...namedByCommand(body)];
	// Said by the id, where a change of another field leaves it out: of an erased person nothing is asked.
	const a = body.c === 'attendance' ? { person: personIn(body.id), ...body.a } : body.a;
	const named = namedKeyOf(body.c, a);
	return named === undefined ? filingKeysOf(body) : [...filingKeysOf(body), named];
}

/** The row of a change, and the one above it: where it is written. */
export function filingKeysOf({ c, id, a }: Pick<OpBody, 'c' | 'id' | 'a'>): RowKey[] {
	const own: RowKey = { c, id };
	// Said by the id, where a change of another field leaves it out: the household may have been merged meanwhile.
	const above = parentKeyOf(c, id, isMemberAt(c) ? { household: householdIn(id), ...a } : a);
	return above === undefined ? [own] : [own, above];
}

/**
 * Every id in an op that cannot be read: a newer app made it, or it has not the shape of one, so that it is not known where
 * it says what it is about. Ids of assignments and the like are made of two.
 */
export const idsIn = (raw: unknown): string[] =>
	textsIn(raw)
		.filter(isRowId)
		.flatMap((id) => [id, ...id.split(':')]);

/** At any depth, which reading a body keeps low. */
function textsIn(value: unknown): unknown[] {
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [value];
}

function namedByCommand(body: OpBody): RowKey[] {
	const command = commandOf(body);
	switch (command?.name) {
		case 'household.merge':
		case 'person.move':
			return [{ c: 'households', id: command.into }];
		case 'household.split':
			return [{ c: 'households', id: command.into }, ...command.people.map(keyOfPerson)];
		case 'household.move':
			return [{ c: 'hamlets', id: command.hamlet }];
		default:
			return [];
	}
}

const keyOfPerson = ({ id }: { id: string }): RowKey => ({ c: 'people', id });

/** The household that the op's row is filed under; undefined for rows that do not name one themselves. */
export function householdNamed({ c, id, a }: OpBody, find: FindRow): string | undefined {
	const { parent } = collections[c];
	if (!('in' in parent) || parent.in !== 'households') return undefined;
	if (parent.kind === 'same-id') return id;
	const named = a.household ?? find({ c, id })?.f.household;
	return typeof named === 'string' ? named : undefined;
}
