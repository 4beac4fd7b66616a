// The second copy of unsent work on two sheets of paper instead of a browser's two files: the same lines, no worker.
import {
	latestCopy,
	MirrorBook,
	type MirrorCommand,
	type MirrorCopy,
	mirroredOp
} from '#phone/store/mirror-lines.ts';
import type { Mirror, MirrorState } from '#phone/store/mirror.ts';

export const KEY = { ephemeral: 'AA', iv: 'AA', key: 'AA' };

export class PaperMirror implements Mirror {
	state: MirrorState = 'starting';
	/** What lies on the paper; the first sheet is the one that stands. */
	sheets: [string, string] = ['', ''];
	/** No room: nothing is written while this is true. */
	isFull = false;
	readonly #book = new MirrorBook(0);
	#listener: () => void = () => {};

	onState(listener: () => void): void {
		this.#listener = listener;
	}

	begin: Mirror['begin'] = ({ device, epoch }, outbox) => {
		const header = { v: 1, member: 'm1', device, epoch, key: KEY } as const;
		this.#take({ do: 'begin', header, ops: outbox.map(mirroredOp) });
	};
	append: Mirror['append'] = (records) => this.#take({ do: 'append', ops: records.map(mirroredOp) });
	takeBack: Mirror['takeBack'] = (ns) => this.#take({ do: 'take-back', ns: [...ns] });
	drop: Mirror['drop'] = (ns) => this.#take({ do: 'drop', ns: [...ns] });
	close: Mirror['close'] = () => {};

	/** What a phone reads back that lost everything else. */
	get copy(): MirrorCopy | undefined {
		return latestCopy(this.sheets);
	}

	#take(command: MirrorCommand): void {
		const writing = this.#book.take(command);
		if (writing === undefined) return;
		if (this.isFull) {
			this.#book.failed();
			return this.#become('behind');
		}
		if (writing.how === 'append') this.sheets[0] += writing.text;
		else this.sheets = [writing.text, ''];
		this.#become('kept');
	}

	#become(state: MirrorState): void {
		this.state = state;
		this.#listener();
	}
}
