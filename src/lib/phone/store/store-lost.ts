// The store cannot go on in this page: the session shows what happened and what is safe (phone page LS7, LS8).

/**
 * `broken`: it cannot be opened or written. `gone`: it is empty. `behind`: it is an older one than this page has seen.
 * `taken-over`: another page of this browser has opened it. `revoked`: the commune wants everything gone from this phone, `left`: its member does; and nothing waits on it.
 */
export type Loss = 'broken' | 'gone' | 'behind' | 'taken-over' | 'revoked' | 'left';

/** The store cannot go on in this page. */
export class StoreLost extends Error {
	override readonly name = 'StoreLost';
	readonly how: Loss;

	constructor(how: Loss, cause?: unknown) {
		super(`the store is ${how}`, { cause });
		this.how = how;
	}
}
