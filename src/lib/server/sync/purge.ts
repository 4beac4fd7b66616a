// Real erasure (sync-spec RC5): beside the rows themselves, what was said about them goes from parked work, and every
// phone that may hold a word of it is told.
import { ERASED_SCOPE, type Scope, userScope } from '#protocol/scope.ts';
import type { CommuneId } from '#domain/ids.ts';
import type { StoredRow, WriteTransaction } from '#server/storage/storage.ts';
import { SETTLED } from './judge.ts';
import type { WorkingRows } from './working-rows.ts';

/** Call it before the rows are written. */
export async function purgeErased(
	tx: WriteTransaction,
	commune: CommuneId,
	rows: WorkingRows
): Promise<void> {
	if (rows.erased.length === 0) return;
	await tellEverywhere(tx, commune, rows);
	await purgeParked(tx, commune, rows);
}

/** Where a row was before, and who wrote it: their phones' journals may hold what it said. */
async function tellEverywhere(tx: WriteTransaction, commune: CommuneId, rows: WorkingRows): Promise<void> {
	const { erased } = rows;
	const former = await tx.departuresOf(commune, erased);
	const numbers = new Set(erased.flatMap(({ fm }) => Object.values(fm).map(({ dev }) => dev)));
	const devices = (await tx.devices(commune, [...numbers])).filter(({ kind }) => kind !== 'import');
	const memberOf = new Map(devices.map(({ device, member }) => [device, member]));
	for (const row of erased) {
		const scopes = new Set<Scope>();
		for (const { s, c, id } of former) if (c === row.c && id === row.id) scopes.add(s);
		for (const { dev } of Object.values(row.fm)) {
			const member = memberOf.get(dev);
			if (member !== undefined) scopes.add(userScope(member));
		}
		scopes.delete(row.s);
		scopes.delete(ERASED_SCOPE);
		for (const s of scopes) rows.departures.push({ s, c: row.c, id: row.id, rv: row.rv + 1, erased: true });
	}
}

/** Cards about an erased row, or naming one, are settled and blank. */
async function purgeParked(tx: WriteTransaction, commune: CommuneId, rows: WorkingRows): Promise<void> {
	const isAbout = aboutErased(rows.erased);
	for (const card of await tx.rowsOf(commune, 'parked')) {
		const current = rows.find(card) ?? card;
		const { raw, label } = current.f as { raw: string; label?: string };
		if (!isAbout(raw, label)) continue;
		const { settled, raw: blank } = SETTLED;
		const { label: _, ...f } = current.f;
		rows.put({ ...current, rv: current.rv + 1, f: { ...f, settled, raw: blank } });
	}
	for (const op of await tx.waitingParkedOps(commune)) {
		if (!isAbout(op.raw, op.label)) continue;
		const { label: _, ...rest } = op;
		await tx.putParkedOps(commune, [{ ...rest, raw: '', state: 'settled' }]);
	}
}

/** Whether a parked op is about an erased row, or speaks of an erased person by name. */
function aboutErased(erased: readonly StoredRow[]): (raw: string, label: string | undefined) => boolean {
	const ids = new Set(erased.map(({ id }) => id));
	const names = erased.map(({ f }) => f.name).filter((name) => typeof name === 'string');
	const isNamed = (text: string): boolean => ids.has(text) || text.split(':').some((part) => ids.has(part));
	return (raw, label) => textsIn(raw).some(isNamed) || names.some((name) => label?.includes(name) === true);
}

/** Every text in an op, its id among them. */
function textsIn(raw: string): string[] {
	const found: string[] = [];
	if (raw !== '')
		JSON.parse(raw, (_name, value: unknown) => {
			if (typeof value === 'string') found.push(value);
			return value;
		});
	return found;
}
