// Half a run: rows come down page by page until every scope is at its head. First download, resume and catching up
// are one thing (sync-spec PL1).
import type { Cursors } from '#phone/store/cursors.ts';
import { limits } from '#protocol/limits.ts';
import type { SyncAnswer } from '#protocol/messages.ts';
import { exchange, type RunPorts } from './exchange.ts';
import type { Outcome } from './outcome.ts';

export async function pull(ports: RunPorts): Promise<Outcome> {
	for (;;) {
		const cursors = await ports.store.cursors();
		const standing = await ports.store.takeBatch(0);
		const done = await exchange(ports, standing, cursors);
		if (done.kind !== 'ok') return done;
		if (done.answer.do === 'update') return { kind: 'outdated' };
		if (isAtHead(done.answer, cursors)) return { kind: 'ok' };
		// A server that gives no page and no new scope would otherwise be asked for ever.
		if (!isProgress(done.answer, cursors)) return { kind: 'refused' };
	}
}

/** Nothing was left out: no scope is new, none starts over, no page stopped short of its head, and all had room. */
function isAtHead(answer: SyncAnswer, asked: Cursors): boolean {
	const paged = new Set(answer.pages.map(({ s }) => s));
	const count = answer.pages.reduce((sum, { rows, out }) => sum + rows.length + out.length, 0);
	if (answer.reset.length > 0 || count >= limits.pageRows) return false;
	const isCovered = (scope: string): boolean => asked[scope] !== undefined || paged.has(scope);
	return answer.scopes.every(isCovered) && answer.pages.every(({ to, head }) => to >= head);
}

function isProgress(answer: SyncAnswer, asked: Cursors): boolean {
	const hasNewScope = answer.scopes.some((scope) => asked[scope] === undefined);
	return hasNewScope || answer.reset.length > 0 || answer.pages.some(({ from, to }) => to > from);
}
