// One request and its answer, taken into the store. Push and pull are loops around it.
import type { Cursors } from '#phone/store/cursors.ts';
import type { Batch, LocalStore } from '#phone/store/local-store.ts';
import type { Asked } from '#phone/store/receive.ts';
import { limits } from '#protocol/limits.ts';
import type { SyncAnswer, SyncRequest } from '#protocol/messages.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import { mustReKey } from './identity.ts';
import type { Failure } from './outcome.ts';
import type { Transport } from './transport.ts';

export interface RunPorts {
	store: LocalStore;
	transport: Transport;
	now: () => number;
	/** App version, told to the operator. */
	app: string;
}

export type Exchanged = { kind: 'ok'; answer: SyncAnswer } | Failure;

/** Sends `batch`, and asks for pages when `cursors` are given. Nothing of a refused or doubtful answer is kept. */
export async function exchange(ports: RunPorts, batch: Batch, cursors?: Cursors): Promise<Exchanged> {
	const sentAt = ports.now();
	const reply = await ports.transport.sync(requestOf(ports.app, batch, cursors));
	if (reply.kind !== 'ok') return reply;
	const { answer } = reply;
	if (mustReKey(batch, answer)) return { kind: 're-key' };
	const { device, epoch, ops } = batch;
	const asked: Asked = { device, epoch, ns: ops.map(({ n }) => n), sentAt, receivedAt: ports.now() };
	// To a phone that is told to update nothing was said about rows: no cursor may move by it, no scope come to its head.
	if (cursors !== undefined && answer.do !== 'update') asked.cursors = cursors;
	return (await ports.store.receive(asked, answer)) ? reply : { kind: 'stale' };
}

function requestOf(app: string, batch: Batch, cursors: Cursors | undefined): SyncRequest {
	const { device, epoch, held, ops, left } = batch;
	const cur = cursors && Object.fromEntries(Object.entries(cursors).map(([scope, { at }]) => [scope, at]));
	const request = { p: PROTOCOL_VERSION, app, d: device, e: epoch, held, ops, left, page: limits.pageRows };
	return cur === undefined ? request : { ...request, cur };
}
