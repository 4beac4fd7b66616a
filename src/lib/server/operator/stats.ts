import { isAsked, type Answers } from '#domain/answer.ts';
import type { Storage } from '#server/storage/storage.ts';

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
			for (const c of ['answers', 'householdAnswers'] as const) {
				for (const { f } of await tx.rowsOf(commune, c))
					answers += Object.values(f as Answers).filter(isAsked).length;
			}
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
