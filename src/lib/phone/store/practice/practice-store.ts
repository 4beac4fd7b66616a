import type { Bundle } from '#protocol/bundle.ts';
import type { Enrolled } from '../database.ts';
import type { LocalStore } from '../local-store.ts';
import { PhoneStore, type StoreStatus } from '../phone-store.svelte.ts';
import { stopPractising } from './practising.ts';

/** The store of who practises (F8): nothing in it waits to be handed in, whatever its outbox holds, and nothing leaves it. */
export class PracticeStore extends PhoneStore {
	override readonly isPractice = true;
	readonly #local: LocalStore;

	constructor(local: LocalStore, enrolled: Enrolled) {
		super(local, enrolled);
		this.#local = local;
	}

	override get status(): StoreStatus {
		return { ...super.status, unsentOps: 0, unsentHouseholds: 0 };
	}

	override get unsentHouseholds(): ReadonlySet<string> {
		return new Set();
	}

	override workOf(): undefined {
		return undefined;
	}

	override async bundle(): Promise<Bundle | undefined> {
		return undefined;
	}

	/** "Thôi tập": at any time, and all of it goes. The page is to be loaded again. */
	override async leave(): Promise<boolean> {
		this.#local.close();
		await stopPractising();
		return true;
	}
}
