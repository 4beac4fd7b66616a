// The version of ops after the newest one, as the simulator invents it: what was a household's nickname is its address. So
// an op that is applied a second time, or as the wrong version, is seen in the rows.
import type { Fields } from '#protocol/row.ts';
import { type RawOp, type Upcaster, upcasters, type Upcasters } from '#protocol/upcast.ts';
import { OP_VERSION } from '#protocol/version.ts';
import type { Body } from './intent.ts';

export const NEXT_VERSION = OP_VERSION + 1;

export function renamed(c: unknown, a: Fields): Fields {
	if (c !== 'households' || !('nickname' in a)) return a;
	const { nickname, ...rest } = a;
	return { ...rest, address: nickname };
}

const toNext: Upcaster = (raw: RawOp) => ({ ...raw, v: NEXT_VERSION, a: renamed(raw.c, raw.a as Fields) });

export const nextUpcasters: Upcasters = new Map([
	...upcasters,
	[OP_VERSION, toNext],
	[NEXT_VERSION, (raw: RawOp) => raw]
]);

/** What the next version makes of what one of this version says. */
export const inNextVersion = (body: Body): Body => ({ ...body, a: renamed(body.c, body.a) });
