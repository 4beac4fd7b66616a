// What was erased is not to be found on the phone either (sync-spec RC5): the journal keeps sealed ops, and which of them
// speak of an erased row is seen only when they are opened.
import type { Sealer } from '#phone/vault/sealer.ts';
import type { SyncAnswer } from '#protocol/messages.ts';
import { OpBody } from '#protocol/op.ts';
import type { PhoneDatabase } from './database.ts';

/** Ids of rows that the answer calls erased. */
export function erasedIn({ pages }: Pick<SyncAnswer, 'pages'>): Set<string> {
	const out = pages.flatMap((page) => page.out);
	return new Set(out.filter(({ erased }) => erased === true).map(({ id }) => id));
}

/** Confirmed ops that are about one of the rows, or name one. Outside any transaction. */
export async function opsAbout(
	db: PhoneDatabase,
	sealer: Sealer,
	ids: ReadonlySet<string>
): Promise<number[]> {
	if (ids.size === 0) return [];
	const ns: number[] = [];
	for (const { n, sealed } of await db.journal.toArray()) {
		const body = OpBody.safeParse(await sealer.open(sealed).catch(() => undefined));
		if (body.success && isAbout(body.data, ids)) ns.push(n);
	}
	return ns;
}

function isAbout({ id, a }: OpBody, ids: ReadonlySet<string>): boolean {
	return [...id.split(':'), ...textsIn(a), id].some((name) => ids.has(name));
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
