// The mirror's worker as the simulator has it: the real book of lines, in files of the phone's browser. It stands in the
// place of `phone/store/open-mirror.ts`, whose worker is a thread of its own.
import type { MemberId } from '#domain/ids.ts';
import { slotNames } from '#phone/store/mirror-files.ts';
import {
	latestCopy,
	MirrorBook,
	type MirrorCommand,
	type MirrorHeader,
	mirroredOp
} from '#phone/store/mirror-lines.ts';
import type { Mirror } from '#phone/store/mirror.ts';
import { type Browser, browserHere } from './browser.ts';
import { activeScheduler } from './scheduler.ts';

export function openMirror(member: MemberId, key: MirrorHeader['key']): Mirror {
	const scheduler = activeScheduler();
	const { current: process } = scheduler;
	const worker = new Worker(browserHere()!, member);
	let isClosed = false;
	// In order, each in a turn of its own; what was not begun when the worker ends is never done.
	const say = (command: MirrorCommand): void =>
		scheduler.post(process, () => {
			if (!isClosed) worker.keep(command, (next) => scheduler.post(process, next));
		});
	const header = { v: 1, member, key } as const;
	return {
		state: 'kept',
		onState: () => {},
		begin: ({ device, epoch }, outbox) =>
			say({ do: 'begin', header: { ...header, device, epoch }, ops: outbox.map(mirroredOp) }),
		append: (records) => say({ do: 'append', ops: records.map(mirroredOp) }),
		takeBack: (ns) => say({ do: 'take-back', ns: [...ns] }),
		drop: (ns) => say({ do: 'drop', ns: [...ns] }),
		close: () => (isClosed = true)
	};
}

class Worker {
	readonly #files: Browser['files'];
	readonly #book: MirrorBook;
	#standing: string;
	#other: string;

	constructor({ files }: Browser, member: MemberId) {
		this.#files = files;
		const [one, two] = slotNames(member) as [string, string];
		const found = latestCopy([one, two].map((name) => files.get(name) ?? ''));
		const isTwo = found !== undefined && latestCopy([files.get(two) ?? ''])?.generation === found.generation;
		[this.#standing, this.#other] = isTwo ? [two, one] : [one, two];
		this.#book = new MirrorBook(found?.generation ?? 0);
	}

	keep(command: MirrorCommand, after: (work: () => void) => void): void {
		const writing = this.#book.take(command);
		if (writing === undefined) return;
		if (writing.how === 'append') {
			this.#files.set(this.#standing, (this.#files.get(this.#standing) ?? '') + writing.text);
			return;
		}
		const before = this.#standing;
		this.#files.set(this.#other, writing.text);
		[this.#standing, this.#other] = [this.#other, before];
		// The copy before goes only when the new one is on the disk; killed between, both stand.
		after(() => {
			if (this.#other === before) this.#files.set(before, '');
		});
	}
}
