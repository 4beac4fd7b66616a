// The life of one page: who uses it, and whether it is the one that may record.
import { holdAppLock } from './app-lock.ts';
import type { LocalStore } from './local-store.ts';
import { currentMember } from './members-here.ts';
import { openStore } from './open-store.ts';
import { askToKeepStorage } from './persistence.ts';
import { PhoneStore } from './phone-store.svelte.ts';

/**
 * `elsewhere`: another page of this browser is active, this one may take over. `taken-over`: another did so.
 * `gone`: the member was enrolled here and the database is not there. `broken`: it cannot be opened.
 */
export type SessionState =
	'starting' | 'signed-out' | 'elsewhere' | 'active' | 'taken-over' | 'gone' | 'broken';

export class PhoneSession {
	#state: SessionState = $state('starting');
	#store: PhoneStore | undefined = $state.raw();
	#local: LocalStore | undefined;
	#release: (() => void) | undefined;

	get state(): SessionState {
		return this.#state;
	}

	/** Open while `state` is `active`. */
	get store(): PhoneStore | undefined {
		return this.#store;
	}

	/** What handing in works on. */
	get local(): LocalStore | undefined {
		return this.#local;
	}

	/** Opens the store of this tab's member, unless another page is active. */
	start(): Promise<void> {
		return this.#open(false);
	}

	/** "Dùng ở đây": the other page stops. Also right after an enrolment. */
	takeOver(): Promise<void> {
		return this.#open(true);
	}

	/** Gives everything up, so that another member's store can be opened. */
	close(): void {
		this.#end('starting');
		this.#release?.();
	}

	async #open(steal: boolean): Promise<void> {
		const member = await currentMember();
		if (member === undefined) return this.#end('signed-out');
		const onStolen = (): void => this.#end('taken-over');
		this.#release = await holdAppLock(member, { steal, onStolen });
		if (this.#release === undefined) return this.#end('elsewhere');
		try {
			const opened = await openStore(member, Date.now);
			if (opened === undefined) return this.#end('gone');
			this.#local = opened.local;
			this.#store = new PhoneStore(opened.local, opened.enrolled);
			this.#state = 'active';
			askAgainAtFirstSave(opened.local);
		} catch {
			this.#end('broken');
		}
	}

	#end(state: SessionState): void {
		this.#local?.close();
		this.#local = undefined;
		this.#store = undefined;
		this.#state = state;
	}
}

/** Browsers grant more to a site that is used: ask once more when there is something to keep (phone page LS9). */
function askAgainAtFirstSave(local: LocalStore): void {
	const stop = local.onRecorded(() => {
		stop();
		void askToKeepStorage();
	});
}
