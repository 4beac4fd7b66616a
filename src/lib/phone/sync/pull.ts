// Half a run: rows come down page by page until every scope is at its head. First download, resume and catching up
// are one thing (sync-spec PL1).
import { isAtHead } from '#phone/store/cursors.ts';
import type { SyncAnswer } from '#protocol/messages.ts';
import { exchange, type RunPorts } from './exchange.ts';
import type { Outcome } from './outcome.ts';

export async function pull(ports: RunPorts): Promise<Outcome> {
	for (;;) {
		const cursors = await ports.store.cursors();
		const standing = await ports.store.takeBatch(0);
		const done = await exchange(ports, standing, cursors);
		if (done.kind !== 'ok') return done;
		if (isAtHead(done.answer, cursors)) return { kind: 'ok' };
		// A server that gives no page and no new scope would otherwise be asked for ever.
		if (!isProgress(done.answer, Object.keys(cursors))) return { kind: 'refused' };
	}
}

function isProgress(answer: SyncAnswer, asked: readonly string[]): boolean {
	const hasNewScope = answer.scopes.some((scope) => !asked.includes(scope));
	return hasNewScope || answer.reset.length > 0 || answer.pages.some(({ from, to }) => to > from);
}
