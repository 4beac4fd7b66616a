import { expect, test } from 'vitest';
import { askParkedWork, decideParkedWork } from './parked-work.ts';

const op = { id: '7.1', member: 'm2', code: 'late', at: 9, raw: '{}' };
const headers = { 'x-tung-nha': '1' };
const me = 'm1' as never;

/** A server that answers `body`; what was sent to it is kept. */
function server(body: object, status = 200) {
	const sent: unknown[] = [];
	const fetch = async (path: string | URL | Request, init?: RequestInit) => {
		sent.push([path, init?.method, init?.body]);
		return Response.json(body, { status, headers });
	};
	return { sent, options: { fetch } };
}

test('[PS3] an official reads what waits, and decides one by one', async () => {
	const list = server({ ops: [op] });
	expect(await askParkedWork(me, list.options)).toEqual({ kind: 'ok', ops: [op] });
	const decision = server({ outcome: 'refused', why: 'role' });
	const order = { id: '7.1' as never, do: 'replay' as const };
	expect(await decideParkedWork(me, order, decision.options)).toEqual({
		kind: 'ok',
		outcome: 'refused',
		why: 'role'
	});
	expect(decision.sent).toEqual([['/api/parked', 'POST', JSON.stringify(order)]]);
});

test('[PS3] no network is told apart from a server that could not say', async () => {
	const cut = { fetch: () => Promise.reject(new TypeError('no network')) };
	expect(await askParkedWork(me, cut)).toEqual({ kind: 'no-network' });
	expect(await askParkedWork(me, server({ code: 'forbidden' }, 403).options)).toEqual({ kind: 'no-answer' });
	expect(await askParkedWork(me, server({ ops: 'later' }).options)).toEqual({ kind: 'no-answer' });
});
