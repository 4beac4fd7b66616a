// The life of one page: who uses it, and whether it is the one that may record.
import type { MemberId } from '#domain/ids.ts';
import { holdAppLock } from './app-lock.ts';
import type { LocalStore } from './local-store.ts';
import { currentMember, tabMember } from './members-here.ts';
import { openStore } from './open-store.ts';
import { askToKeepStorage } from './persistence.ts';
import { PhoneStore } from './phone-store.svelte.ts';
import { PRACTICE } from './practice/practice-member.ts';
import type { SaveError } from './save-error.ts';
import { type Loss, StoreLost } from './store-lost.ts';
import { memberToTell, wipingBegun } from './wipe-note.ts';

/**
 * `elsewhere`: another page of this browser is active, this one may take over. `taken-over`: another did so.
 * `gone`: the member was enrolled here and the database is not there. `broken`: it cannot be opened.
 * `revoked`, `left`: the commune, or the member, took this phone's place away; it is being emptied, or has been.
 */
export type SessionState =
	'starting' | 'signed-out' | 'elsewhere' | 'active' | 'taken-over' | 'gone' | 'broken' | 'revoked' | 'left';

export class PhoneSession {
	#state: SessionState = $state('starting');
	#store: PhoneStore | undefined = $state.raw();
	#local: LocalStore | undefined;
	#member: MemberId | undefined;
	#release: (() => void) | undefined;
	/** Openings come one after the other; one that was overtaken or closed undoes itself. */
	#opening: Promise<void> = Promise.resolve();
	#turn = 0;

	get state(): SessionState {
		return this.#state;
	}

	/** Whose store was last opened, or could not be. */
	get member(): MemberId | undefined {
		return this.#member;
	}

	/** Open while `state` is `active`. */
	get store(): PhoneStore | undefined {
		return this.#store;
	}

	/** What handing in works on: undefined for who practises. */
	get local(): LocalStore | undefined {
		return this.#store?.isPractice ? undefined : this.#local;
	}

	/** Opens the store of this tab's member, unless another page is active. */
	start(): Promise<void> {
		return this.#next(false);
	}

	/** "Dùng ở đây": the other page stops. Also right after an enrolment. */
	takeOver(): Promise<void> {
		return this.#next(true);
	}

	/** Gives everything up, so that another member's store can be opened. */
	close(): void {
		this.#turn += 1;
		this.#end('starting');
	}

	#next(steal: boolean, before?: LocalStore): Promise<void> {
		if (this.#state === 'active' && !steal) return this.#opening;
		const turn = (this.#turn += 1);
		const open = (): Promise<void> => this.#open(steal, turn, before).catch(() => this.#end('broken'));
		return (this.#opening = this.#opening.then(open));
	}

	/** What the page shows stays as it is until this has come to an end. */
	async #open(steal: boolean, turn: number, before?: LocalStore): Promise<void> {
		if (turn !== this.#turn) return;
		this.#letGo();
		const end = (state: SessionState): void => {
			if (turn === this.#turn) this.#end(state);
		};
		const wiping = wipingBegun();
		const member = wiping?.member ?? (await memberHere());
		this.#member = member;
		// Killed while it emptied this phone: what is left is nobody's to look at, and goes.
		if (wiping !== undefined) return end(wiping.mustTell ? 'revoked' : 'left');
		if (member !== PRACTICE) void tellOfWiping().catch(() => {});
		if (member === undefined) return end('signed-out');
		const release = await holdAppLock(member, { steal, onStolen: () => end('taken-over') });
		if (release === undefined) return end('elsewhere');
		// Whoever held the lock before may have emptied this phone: what is gone is not to be made again by opening it.
		if (wipingBegun() !== undefined || (await memberHere()) !== member) {
			release();
			return this.#open(steal, turn, before);
		}
		const opened = await openFor(member, before?.status.saveError).catch(lossOf);
		if (typeof opened === 'object' && turn === this.#turn) {
			this.#release = release;
			this.#local = opened.local;
			this.#store = opened.store;
			this.#state = 'active';
			opened.local.onLost((how) => this.#lost(how));
			if (!opened.store.isPractice) askAgainAtFirstSave(opened.local);
			return;
		}
		release();
		if (typeof opened === 'object') opened.local.close();
		else end(opened === 'behind' ? 'broken' : opened);
	}

	/** An older database than this page has seen is opened from its start; the tap that was lost on the way is still told. */
	#lost(how: Loss): void {
		if (how === 'behind') void this.#next(true, this.#local);
		else this.#end(how);
	}

	#end(state: SessionState): void {
		this.#letGo();
		this.#state = state;
	}

	#letGo(): void {
		const local = this.#local;
		this.#store = undefined;
		this.#local = undefined;
		local?.close();
		this.#release?.();
		this.#release = undefined;
	}
}

async function openFor(
	member: MemberId,
	saveError?: SaveError
): Promise<{ local: LocalStore; store: PhoneStore }> {
	if (member === PRACTICE) return (await import('./practice/open-practice.ts')).openPractice(Date.now);
	const { local, enrolled } = await openStore(member, Date.now, saveError);
	return { local, store: new PhoneStore(local, enrolled) };
}

/**
 * The list of members lies in the browser's database like everything else; when it is gone or cannot be read, the second
 * copies say who works here (phone page LS8).
 */
async function memberHere(): Promise<MemberId | undefined> {
	const listed = await currentMember().catch(() => undefined);
	if (listed !== undefined || globalThis.navigator?.storage?.getDirectory === undefined) return listed;
	const { membersWithMirror } = await import('./mirror-files.ts');
	const members = await membersWithMirror();
	return members.find((member) => member === tabMember()) ?? members[0];
}

/** A wiping that the server has not heard of yet (`wipe.ts`). */
async function tellOfWiping(): Promise<void> {
	if (memberToTell() === undefined) return;
	const { tellWiped } = await import('./wipe.ts');
	void tellWiped();
}

const lossOf = (error: unknown): Loss => (error instanceof StoreLost ? error.how : 'broken');

/** Browsers grant more to a site that is used: ask once more when there is something to keep (phone page LS9). */
function askAgainAtFirstSave(local: LocalStore): void {
	const stop = local.onRecorded(() => {
		stop();
		void askToKeepStorage();
	});
}
