// What this phone knows of who has handed in, for all pages of the board (F24): the last word, and whether it is still fresh.
import { may } from '#domain/permission.ts';
import { keepRollCall, lastRollCall } from '#phone/store/last-roll-call.ts';
import type { PhoneStore } from '#phone/store/phone-store.svelte.ts';
import { askRollCall, type RollCallReply } from '#phone/store/roll-call.ts';
import type { LastHeard } from './roll-call.ts';

export class Heard {
	readonly #store: PhoneStore;
	#last = $state.raw<LastHeard>();
	#asking: Promise<RollCallReply> | undefined;

	constructor(store: PhoneStore) {
		this.#store = store;
		const kept = lastRollCall(store.me.member);
		this.#last = kept && { ...kept, isFresh: false };
	}

	/** Undefined: nobody has ever told. */
	get last(): LastHeard | undefined {
		return this.#last;
	}

	/** Whether it is this member's to ask at all; nobody hands in what is practised. */
	get mayAsk(): boolean {
		return !this.#store.isPractice && may(this.#store.me.roles, 'plan-hamlet');
	}

	/** Several at once are one question. */
	ask(): Promise<RollCallReply> {
		return (this.#asking ??= this.#ask().finally(() => (this.#asking = undefined)));
	}

	async #ask(): Promise<RollCallReply> {
		const { member } = this.#store.me;
		const reply = await askRollCall(member);
		if (reply.kind === 'ok') {
			const { now, members } = reply;
			keepRollCall(member, { now, members });
			this.#last = { now, members, isFresh: true };
		} else if (this.#last !== undefined) this.#last = { ...this.#last, isFresh: false };
		return reply;
	}
}

const heardByStore = new WeakMap<PhoneStore, Heard>();

export function heardOf(store: PhoneStore): Heard {
	const known = heardByStore.get(store);
	if (known !== undefined) return known;
	const heard = new Heard(store);
	heardByStore.set(store, heard);
	return heard;
}
