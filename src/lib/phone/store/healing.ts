// Browsers lose their database's connection, and a write on a dead one is the way most work was ever lost: it failed, and
// nobody was told. Here it is closed, opened anew and tried again; what cannot be healed is told (phone page LS7).
//
//   work ──► done
//     └──► connection lost ──► close, open, look whether it is still ours ──► the same work again, three times at most
//                                          └──► not there, or older ──► StoreLost               └──► StoreLost
import { Dexie } from 'dexie';
import type { PhoneDatabase } from './database.ts';
import { saveErrorOf } from './save-error.ts';
import { StoreLost } from './store-lost.ts';

/** Milliseconds before each new try: a phone that is short of memory needs a moment. */
const PAUSES_MS = [50, 300, 1_000];

const pauseFor = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export interface HealingPorts {
	db: PhoneDatabase;
	/** Throws a StoreLost when what was opened anew is not the database that this page works on. */
	check?: () => Promise<void>;
	/** This page has given the database up by itself: then nothing is opened any more. */
	isOver?: () => boolean;
	pause?: (ms: number) => Promise<void>;
}

export class Healing {
	readonly #ports: HealingPorts;
	#opening: Promise<void> | undefined;
	/** How often it was opened anew. */
	#times = 0;

	constructor(ports: HealingPorts) {
		this.#ports = ports;
	}

	/** Runs `work`, again when the connection was lost: `again` says that an earlier try may have got through. */
	async run<T>(work: (again: boolean) => Promise<T>): Promise<T> {
		let failure: unknown;
		let seen = this.#times;
		for (let tries = 0; tries <= PAUSES_MS.length; tries += 1) {
			try {
				if (tries > 0) await this.#openAnew(seen, tries - 1);
				seen = this.#times;
				return await work(tries > 0);
			} catch (error) {
				if (!isConnectionLost(error) || this.#isOver()) throw error;
				failure = error;
			}
		}
		throw new StoreLost('broken', failure);
	}

	/** Once for all who wait; not again when another has done it since `seen`. */
	async #openAnew(seen: number, turn: number): Promise<void> {
		if (this.#times !== seen) return;
		this.#opening ??= this.#open(turn).finally(() => (this.#opening = undefined));
		await this.#opening;
	}

	async #open(turn: number): Promise<void> {
		const { db, check, pause = pauseFor } = this.#ports;
		await pause(PAUSES_MS[turn] ?? 0);
		if (this.#isOver()) throw new Dexie.DatabaseClosedError('this page has given it up');
		db.close({ disableAutoOpen: false });
		await db.open();
		await check?.();
		this.#times += 1;
	}

	#isOver(): boolean {
		return this.#ports.isOver?.() === true;
	}
}

function isConnectionLost(error: unknown): boolean {
	if (error instanceof StoreLost) return false;
	const reason = saveErrorOf(error);
	return reason === 'lost' || reason === 'closed';
}
