// How far one phone has read: what came to it is not fetched again, and what it showed is not followed by something older.
import type { Cursor, Cursors } from '#phone/store/cursors.ts';
import type { SyncAnswer } from '#protocol/messages.ts';
import { Violation } from './violation.ts';

export class Reading {
	/** Kills, refused writes, new pages, new numbers: after each of them the page that came last may come a second time. */
	events = 0;
	/** By scope and generation: the page that came last, and after how many events. */
	readonly #came = new Map<string, { from: number; to: number; events: number }>();
	/** By row: where it was ever filed. */
	readonly #scopes = new Map<string, Set<string>>();
	/** By row: the version that was on the screen, and in which life of its scopes. */
	readonly #shown = new Map<string, { life: string; rv: number }>();

	/** RESUME: at most one page per kill is fetched again. `cursors`: as the disk has them. */
	took(answer: SyncAnswer, cursors: Cursors): void {
		// A scope whose first page was stored has a cursor; given back one day, it is a new one again.
		for (const s of Object.keys(cursors)) this.#came.delete(`${s} new`);
		let again: string | undefined;
		for (const { s, from, to } of answer.pages) {
			if (to === from || answer.reset.includes(s)) continue;
			const life = `${s} ${String(cursors[s]?.generation ?? 'new')}`;
			const before = this.#came.get(life);
			const isAgain = before !== undefined && from < before.to;
			if (isAgain && (before.events === this.events || from < before.from))
				again = `${s} from ${String(from)}, which had come from ${String(before.from)} to ${String(before.to)}`;
			this.#came.set(life, { from, to, events: this.events });
		}
		if (again !== undefined) throw new Violation('RESUME', `fetched again: ${again}`);
	}

	/**
	 * Monotonic reads: in one life of the scopes it was ever filed under no row goes back to an older version. Its newest may
	 * have lain in a page of the scope before; when that page was damaged, an older one shows until it is here again.
	 */
	showed(row: string, scope: string, rv: number, epoch: string, cursors: Cursors): void {
		if (rv === 0) return;
		const scopes = this.#scopes.get(row) ?? new Set<string>();
		this.#scopes.set(row, scopes.add(scope));
		const held = [...scopes].filter((one) => one === scope || cursors[one] !== undefined);
		const isWhole = (cursor: Cursor | undefined): boolean =>
			cursor?.complete === true && cursor.older !== true && cursor.epoch === epoch;
		// Rows of an earlier life are on the screen until the new one is here.
		if (!held.every((one) => isWhole(cursors[one]))) {
			this.#shown.delete(row);
			return;
		}
		const life = [epoch, ...held.flatMap((one) => [one, String(cursors[one]?.generation)])].join(' ');
		const before = this.#shown.get(row);
		if (before?.life === life && rv < before.rv)
			throw new Violation('READ_YOUR_WRITES', `${row} went back from ${String(before.rv)} to ${String(rv)}`);
		this.#shown.set(row, { life, rv });
	}
}
