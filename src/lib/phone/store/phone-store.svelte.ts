// The one object the pages hold: the local store with what Svelte needs to redraw. Opened by the root layout.
import type { HamletId, HouseholdId, MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import type { CommuneTotals } from '#domain/totals.ts';
import type { Bundle } from '#protocol/bundle.ts';
import type { Enrolled } from './database.ts';
import type { Draft } from './draft.ts';
import { noteAtDoor } from './evening.ts';
import type { WorkCounts } from './household-work.ts';
import type { LocalStore } from './local-store.ts';
import type { OwnWork } from './own-work.ts';
import type { PendingOp } from './rows.ts';
import type { StoreStatus } from './store-status.ts';
import type { View } from './view.ts';

export type { Draft } from './draft.ts';
export type { StoreStatus } from './store-status.ts';

/** Who works on this phone. Name, roles and hamlets follow the member's row once it is here. */
export interface Me {
	member: MemberId;
	name: string;
	roles: readonly Role[];
	hamlets: readonly HamletId[];
}

/** The last tap, as long as it can be taken back; `label` says what it was. */
export interface LastAction {
	label: string;
	undo(): Promise<void>;
}

export class PhoneStore {
	/** "Tập làm thử": an invented hamlet (F8). */
	readonly isPractice: boolean = false;
	readonly view: View;
	readonly #local: LocalStore;
	readonly #enrolled: Enrolled;
	#watching: (() => void)[] = [];
	#revision = $state(0);
	/** Grows with every word of the store, also one that only says where the work is. */
	#told = $state(0);
	#changes = 0;
	#status: StoreStatus = $state.raw({} as StoreStatus);
	#lastAction: LastAction | undefined = $state.raw();
	#watchers = 0;
	#actions = 0;
	/** Ops of the last action when it can only be taken back unsent. */
	#removable: readonly PendingOp[] | undefined;

	constructor(local: LocalStore, enrolled: Enrolled) {
		this.#local = local;
		this.#enrolled = enrolled;
		this.view = local.view;
		this.#status = local.status;
		this.#changes = local.view.changes();
		local.onChanged(() => this.#redraw());
	}

	/** Grows with every change of the view: a page reads it inside `$derived` to be drawn again. */
	get revision(): number {
		return this.#revision;
	}

	get status(): StoreStatus {
		return this.#status;
	}

	get lastAction(): LastAction | undefined {
		return this.#lastAction;
	}

	/** The last tap can be taken back only while nobody may have heard of it: a try to send it ends that. */
	get isUndoAtStake(): boolean {
		return this.#removable !== undefined;
	}

	get me(): Me {
		void this.#revision;
		const { member, name, roles } = this.#enrolled;
		const row = this.view.get('members', member);
		return { member, name: row?.name ?? name, roles: row?.roles ?? roles, hamlets: row?.hamlets ?? [] };
	}

	/**
	 * One tap: the view shows it at once. Resolves to true when it is durable ("Đã lưu trên máy"); to false when it could
	 * not be kept: the view is back as it was and `status.saveError` says why. What is recorded `elsewhere` than at the
	 * household's door is not where she stopped.
	 */
	async record(
		drafts: readonly Draft[],
		label: string,
		where: 'at-the-door' | 'elsewhere' = 'at-the-door'
	): Promise<boolean> {
		if (drafts.length === 0) return true;
		const inverse = this.#local.inverseOf(drafts, this.me.roles);
		const action = this.#beginAction();
		try {
			const ops = await this.#local.record(drafts);
			if (where === 'at-the-door') this.#noteDoor(drafts);
			if (action !== this.#actions) return true;
			if (inverse === undefined) this.#offerTakingBack(ops, label);
			else this.#lastAction = { label, undo: () => this.#undo(drafts, ops, inverse) };
			return true;
		} catch {
			return false;
		}
	}

	/**
	 * "Tôi đã xem" on a card of parked work. Resolves like `record`. It cannot be taken back: about such a row the server
	 * takes nothing but that it is settled. Being a tap, it is a mục of its own (F12): once it is handed in, the card goes
	 * from `review` to `received`, and the tap counts in `recorded` and `received` alike.
	 */
	async settle(parked: string): Promise<boolean> {
		this.#beginAction();
		try {
			await this.#local.record([{ k: 'set', c: 'parked', id: parked, a: { settled: true } }]);
			return true;
		} catch {
			return false;
		}
	}

	/** Where this phone's work about a household is (F12); undefined until `loadPastWork` has come to its end. */
	workOf(household: HouseholdId): WorkCounts | undefined {
		void this.#told;
		return this.#local.workOf(household);
	}

	/** For a quiet moment: what was recorded before this page was opened. */
	loadPastWork(): void {
		this.#local.loadPastWork().catch(() => {});
	}

	/** What this phone itself recorded about a household, with the time of the tap, oldest first. */
	ownWork(household: HouseholdId): Promise<OwnWork[]> {
		return this.#local.ownWork(household);
	}

	/** Households that unsent work is about. */
	get unsentHouseholds(): ReadonlySet<string> {
		void this.#told;
		return this.#local.unsentHouseholds;
	}

	/** Unsent work as a sealed bundle, for a file; undefined when nothing waits. */
	async bundle(): Promise<Bundle | undefined> {
		const { bundleOfOutbox } = await import('./unsent-work.ts');
		return bundleOfOutbox(this.#local, this.#enrolled.member);
	}

	/** What was kept of the commune's totals, for who holds no row of it (F34). */
	keptTotals(): Promise<CommuneTotals | undefined> {
		return this.#local.keptTotals();
	}

	keepTotals(totals: CommuneTotals): Promise<void> {
		return this.#local.keepTotals(totals);
	}

	/** The member leaves this phone; false when something waits to be handed in, and everything stays as it is. */
	leave(): Promise<boolean> {
		return this.#local.end('left');
	}

	/** A board that is open and visible asks for the others' work often. Returns the way to stop. */
	watch(): () => void {
		this.#watchers += 1;
		this.#tellWatching();
		return () => {
			this.#watchers -= 1;
			this.#tellWatching();
		};
	}

	get isWatched(): boolean {
		return this.#watchers > 0;
	}

	/** Told when somebody begins or stops to watch. */
	onWatching(listener: () => void): () => unknown {
		this.#watching.push(listener);
		return () => (this.#watching = this.#watching.filter((other) => other !== listener));
	}

	/** What was tapped before can no longer be taken back. Returns the number of the new action. */
	#beginAction(): number {
		this.#lastAction = undefined;
		this.#removable = undefined;
		return (this.#actions += 1);
	}

	/** By a new action: what others see is corrected too. A row or a command that nobody has heard of yet leaves no trace. */
	async #undo(drafts: readonly Draft[], ops: readonly PendingOp[], inverse: readonly Draft[]): Promise<void> {
		this.#lastAction = undefined;
		const isQuiet = drafts.some(({ k }) => k !== 'set') && (await this.#local.takeBack(ops));
		if (!isQuiet) await this.#local.record(inverse).catch(() => {});
	}

	/** What nothing takes back goes while it was never sent; afterwards taking it back is not offered. */
	#offerTakingBack(ops: readonly PendingOp[], label: string): void {
		if (!this.#local.isUnsent(ops)) return;
		this.#removable = ops;
		this.#lastAction = {
			label,
			undo: async () => {
				this.#lastAction = undefined;
				this.#removable = undefined;
				await this.#local.takeBack(ops);
			}
		};
	}

	/** Where she stopped, for Today to go on from (F1). */
	#noteDoor(drafts: readonly Draft[]): void {
		const answer = drafts.find(({ c }) => c === 'answers' || c === 'householdAnswers');
		const household = answer && this.view.householdOf(answer.c, answer.id);
		if (household !== undefined) noteAtDoor(this.#enrolled.member, household, Date.now());
	}

	/** That a tap is now durable changes no row: a household of seven is not gone through again to say so. */
	#redraw(): void {
		this.#told += 1;
		const changes = this.view.changes();
		if (changes !== this.#changes) this.#revision += 1;
		this.#changes = changes;
		this.#status = this.#local.status;
		if (this.#removable === undefined || this.#local.isUnsent(this.#removable)) return;
		this.#removable = undefined;
		this.#lastAction = undefined;
	}

	#tellWatching(): void {
		for (const listener of this.#watching) listener();
	}
}
