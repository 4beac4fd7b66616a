// The second copy of unsent work, as lines of text (phone page LS6): who can open it, then what became of the outbox, in
// order. Everything in it is sealed as in the outbox; the header holds the outbox key, wrapped to the server.
// Two files take turns: a copy is written whole into the one while the other still stands, so that killed anywhere one of
// them is whole. Pure: the worker holds the files.
import { base64urlOf, bytesOfBase64url } from '#phone/vault/bytes.ts';
import type { Bundle, SealedOp } from '#protocol/bundle.ts';
import type { OutboxRecord } from './database.ts';

/** A sealed bundle without its ops. */
export type MirrorHeader = Omit<Bundle, 'ops' | 'member'> & { member: string };

/** An op as it lies in the outbox; `s` is its sealed body in base64url. */
export type MirroredOp = SealedOp;

export interface MirrorCopy {
	header: MirrorHeader;
	/** Grows with every whole copy. */
	generation: number;
	ops: MirroredOp[];
}

/** What the store tells its mirror. */
export type MirrorCommand =
	/** From now on, under this header, the outbox holds exactly these. */
	| { do: 'begin'; header: MirrorHeader; ops: MirroredOp[] }
	| { do: 'append'; ops: MirroredOp[] }
	/** Taken back before they were ever sent: their numbers are given out again. */
	| { do: 'take-back'; ns: number[] }
	/** Confirmed by the server. */
	| { do: 'drop'; ns: number[] };

/** What has to be written: at the end of the file that stands, or whole into the other one. */
export type Writing = { how: 'append' | 'whole'; text: string };

/** Confirmed ops that may stay in the file: sent again they change nothing, and writing it whole costs the battery. */
const SPARE_OPS = 100;

export const mirroredOp = ({ n, t, o, sealed }: OutboxRecord): MirroredOp => ({
	n,
	t,
	...(o === undefined ? {} : { o }),
	s: base64urlOf(sealed)
});

export const outboxRecordOf = ({ n, t, o, s }: MirroredOp): OutboxRecord => ({
	n,
	t,
	...(o === undefined ? {} : { o }),
	sealed: bytesOfBase64url(s)
});

/** What the files hold, kept in memory beside them. */
export class MirrorBook {
	#generation: number;
	#header: MirrorHeader | undefined;
	readonly #ops = new Map<number, MirroredOp>();
	#spare = 0;
	#isBehind = false;

	/** `generation`: of the copy that was found. */
	constructor(generation: number) {
		this.#generation = generation;
	}

	/** Undefined when nothing has to be written. */
	take(command: MirrorCommand): Writing | undefined {
		const lines = this.#apply(command);
		if (this.#header === undefined) return undefined;
		const isWhole = command.do === 'begin' || this.#isBehind || this.#isWorthRewriting();
		if (isWhole) return { how: 'whole', text: this.#whole(this.#header) };
		return lines === '' ? undefined : { how: 'append', text: lines };
	}

	/** The last writing failed: the file that stands lacks something, so the next one is whole. */
	failed(): void {
		this.#isBehind = true;
	}

	/** What would be lost if it were not tried again. */
	get isBehind(): boolean {
		return this.#isBehind;
	}

	#apply(command: MirrorCommand): string {
		switch (command.do) {
			case 'begin':
				this.#header = command.header;
				this.#ops.clear();
				for (const op of command.ops) this.#ops.set(op.n, op);
				return '';
			case 'append':
				for (const op of command.ops) this.#ops.set(op.n, op);
				return command.ops.map(lineOf).join('');
			case 'take-back':
				for (const n of command.ns) this.#ops.delete(n);
				return lineOf({ back: command.ns });
			case 'drop':
				for (const n of command.ns) if (this.#ops.delete(n)) this.#spare += 1;
				return '';
		}
	}

	#isWorthRewriting(): boolean {
		return this.#spare > SPARE_OPS || (this.#spare > 0 && this.#ops.size === 0);
	}

	#whole(header: MirrorHeader): string {
		this.#generation += 1;
		this.#spare = 0;
		this.#isBehind = false;
		const first = { ...header, generation: this.#generation, whole: this.#ops.size };
		return [first, ...this.#ops.values()].map(lineOf).join('');
	}
}

const lineOf = (value: object): string => `${JSON.stringify(value)}\n`;

/**
 * What a file holds. Undefined when it was never written whole, or its first line is damaged. A torn last line was never
 * told as kept; a damaged one in the middle costs its own op and no other.
 */
export function readCopy(text: string): MirrorCopy | undefined {
	const [first, ...lines] = text.split('\n').slice(0, -1);
	const header = valueOf(first);
	if (!isFirstLine(header) || lines.length < header.whole) return undefined;
	const { generation, whole, ...rest } = header;
	const ops = new Map<number, MirroredOp>();
	for (const line of lines.map(valueOf)) {
		if (isTakenBack(line)) for (const n of line.back) ops.delete(n);
		else if (isOp(line)) ops.set(line.n, line);
	}
	return { header: rest, generation, ops: [...ops.values()].sort((a, b) => a.n - b.n) };
}

/** The copy that counts: the one written last. */
export function latestCopy(texts: readonly string[]): MirrorCopy | undefined {
	const copies = texts.map(readCopy).filter((copy) => copy !== undefined);
	return copies.sort((a, b) => b.generation - a.generation)[0];
}

/** Unsent work under a key that this enrolment does not have: only the server can open it, so it is kept until it is there. */
export function isLeftBehind(found: MirrorCopy | undefined, header: MirrorHeader): found is MirrorCopy {
	return found !== undefined && found.ops.length > 0 && found.header.key.key !== header.key.key;
}

function valueOf(line: string | undefined): unknown {
	try {
		return JSON.parse(line ?? '');
	} catch {
		return undefined;
	}
}

type FirstLine = MirrorHeader & { generation: number; whole: number };

const isFirstLine = (line: unknown): line is FirstLine =>
	line instanceof Object && 'generation' in line && 'whole' in line && 'key' in line && 'member' in line;
const isTakenBack = (line: unknown): line is { back: number[] } =>
	line instanceof Object && 'back' in line && Array.isArray(line.back);
const isOp = (line: unknown): line is MirroredOp =>
	line instanceof Object && 'n' in line && 's' in line && typeof line.s === 'string';
