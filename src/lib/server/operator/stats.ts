import { isAsked, type Answers } from '#domain/answer.ts';
import type { CommuneId } from '#domain/ids.ts';
import type { ReadTransaction, Storage, StoredRow } from '#server/storage/storage.ts';

const ROWS_AT_ONCE = 1_000;

export interface Stats {
	communes: number;
	hamlets: number;
	households: number;
	people: number;
	/** Items with an answer, of persons and of households; what was taken back is not one. */
	answers: number;
	visits: number;
	/** Phones that were enrolled. */
	devices: number;
	parked: number;
	conflicts: number;
}

/** Counts over all communes of this database; no personal data. */
export function stats(storage: Storage): Promise<Stats> {
	return storage.read(async (tx) => {
		const communes = await tx.communes();
		const { rows, phones } = await tx.counts();
		let answers = 0;
		for (const commune of communes) {
			for (const c of ['answers', 'householdAnswers'] as const) answers += await answersIn(tx, commune, c);
		}
		return {
			communes: communes.length,
			hamlets: rows.hamlets ?? 0,
			households: rows.households ?? 0,
			people: rows.people ?? 0,
			answers,
			visits: rows.visits ?? 0,
			devices: phones,
			parked: rows.parked ?? 0,
			conflicts: rows.conflicts ?? 0
		};
	});
}

/** In pages: the answers of a province do not fit in memory at once. */
async function answersIn(
	tx: ReadTransaction,
	commune: CommuneId,
	c: 'answers' | 'householdAnswers'
): Promise<number> {
	let count = 0;
	for (let after: string | undefined = ''; after !== undefined;) {
		const rows: StoredRow[] = await tx.inspection.rowsAfter(commune, c, after, ROWS_AT_ONCE);
		for (const { f } of rows) count += Object.values(f as Answers).filter(isAsked).length;
		after = rows.at(-1)?.id;
	}
	return count;
}
