// How far each scope was read, and what an answer makes of it. Pure: the transaction around it stores the outcome.
import type { Page, SyncAnswer } from '#protocol/messages.ts';
import type { Scope } from '#protocol/scope.ts';

export interface Cursor {
	generation: number;
	epoch: string;
	/** Counter of the scope up to which its rows are here; 0 at the beginning. */
	at: number;
	/** Its first download reached the head (sync-spec PL6). */
	complete: boolean;
	/** Rows of an earlier generation are shown until this one reaches the head. */
	older?: boolean;
}
export type Cursors = Record<Scope, Cursor>;

/** What an answer's pull half changes; `generation` is the last one given out. */
export interface Advance {
	cursors: Cursors;
	generation: number;
	pages: { page: Page; generation: number }[];
	/** Scopes that this member holds no longer. */
	lost: Scope[];
	/** Scopes whose new generation reached the head: what came before it goes. */
	renewed: { scope: Scope; generation: number }[];
}

type PullHalf = Pick<SyncAnswer, 'scopes' | 'pages' | 'reset'>;

/**
 * Undefined when the answer does not continue what is stored: it was asked for with other cursors (sync-spec CL1, PL2).
 * A page for a scope we were not given is left aside.
 */
export function advance(
	stored: { cursors: Cursors; generation: number; epoch: string },
	asked: Cursors,
	answer: PullHalf
): Advance | undefined {
	if (!isSamePlace(stored.cursors, asked)) return undefined;
	let generation = stored.generation;
	const cursors: Cursors = {};
	for (const scope of answer.scopes) {
		const held = stored.cursors[scope];
		const mustReset = answer.reset.includes(scope);
		if (held !== undefined && !mustReset) cursors[scope] = { ...held };
		else cursors[scope] = fresh((generation += 1), stored.epoch, held);
	}
	const pages: Advance['pages'] = [];
	const renewed: Advance['renewed'] = [];
	const atHead = (scope: Scope, cursor: Cursor): void => {
		cursor.complete = true;
		if (cursor.older === true) renewed.push({ scope, generation: cursor.generation });
		delete cursor.older;
	};
	for (const page of answer.pages) {
		const cursor = cursors[page.s];
		if (cursor === undefined) continue;
		if (page.from !== cursor.at) return undefined;
		pages.push({ page, generation: cursor.generation });
		cursor.at = page.to;
		if (page.to >= page.head) atHead(page.s, cursor);
	}
	// A scope without a page stands at its head: one that is empty in the new epoch has none to send.
	const behind = new Set([...answer.reset, ...answer.pages.map(({ s }) => s)]);
	for (const [scope, cursor] of Object.entries(cursors)) {
		if (asked[scope] !== undefined && !behind.has(scope)) atHead(scope, cursor);
	}
	const lost = Object.keys(stored.cursors).filter((scope) => cursors[scope] === undefined);
	return { cursors, generation, pages, lost, renewed };
}

/** Another epoch: every scope is read again from its beginning, while its old rows stay on the screen. */
export function startOver(
	cursors: Cursors,
	generation: number,
	epoch: string
): { cursors: Cursors; generation: number } {
	let last = generation;
	const next: Cursors = {};
	for (const [scope, held] of Object.entries(cursors)) next[scope] = fresh((last += 1), epoch, held);
	return { cursors: next, generation: last };
}

function fresh(generation: number, epoch: string, held: Cursor | undefined): Cursor {
	const cursor = { generation, epoch, at: 0, complete: held?.complete === true };
	return held === undefined ? cursor : { ...cursor, older: true };
}

function isSamePlace(stored: Cursors, asked: Cursors): boolean {
	const scopes = Object.keys(stored);
	if (scopes.length !== Object.keys(asked).length) return false;
	return scopes.every((scope) => {
		const [one, other] = [stored[scope], asked[scope]];
		return one?.at === other?.at && one?.generation === other?.generation && one?.epoch === other?.epoch;
	});
}
