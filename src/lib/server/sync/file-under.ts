// Work that names a household which was merged is filed under the one that stands (sync-spec MG5). Pure.
import { standingHousehold } from '#protocol/commands.ts';
import type { OpBody } from '#protocol/op.ts';
import { isMemberAt, memberAtIdIn } from '#protocol/row-id.ts';
import type { FindRow } from './judge.ts';
import { householdNamed } from './row-keys.ts';

/** The op as it is applied; the same object when nothing about it had to change. */
export function filed(body: OpBody, find: FindRow): OpBody {
	const named = householdNamed(body, find);
	const household = named === undefined ? undefined : standingHousehold(named, { find });
	if (household === undefined || household === named) return body;
	const { c, id, a } = body;
	// Of the row it is filed in now its author has seen nothing.
	if (c === 'householdAnswers') return { ...body, id: household, b: 0 };
	const renamed = 'household' in a ? { ...body, a: { ...a, household } } : body;
	return isMemberAt(c) ? { ...renamed, id: memberAtIdIn(household, id), b: 0 } : renamed;
}
