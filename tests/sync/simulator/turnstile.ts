/** One at a time, in the order in which they come. */
export class Turnstile {
	#last: Promise<void> = Promise.resolve();

	/** Resolves, when all who came before have left, to the way out. */
	async enter(): Promise<() => void> {
		const { promise, resolve } = Promise.withResolvers<void>();
		const before = this.#last;
		this.#last = promise;
		await before;
		return resolve;
	}

	/** Resolves when all who are in have left. */
	async pass(): Promise<void> {
		(await this.enter())();
	}
}
