// Two server processes on one database, as behind a balancer: what one has committed, the other tells.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import type { MemberId } from '#domain/ids.ts';
import { Heads } from '#protocol/live.ts';
import { SyncAnswer } from '#protocol/messages.ts';
import { MEMBER_HEADER } from '#protocol/version.ts';
import { issueInvite } from '#server/accounts/invites.ts';
import { makeCommune, makePhone, type TestCommune } from '../../support/test-commune.ts';

/** Two processes read the server's sources before they answer. */
const START_MS = 90_000;

test(
	'[CL4] what is pushed at one server process is in the heads of the other at once, also when the first is killed',
	async () => {
		const at = await makeCommune();
		const [one, other] = await Promise.all([startServer(at), startServer(at)]);
		const head = await browserOf(at, one.address, 'tam', 'hamlet-head');
		const hoa = await browserOf(at, other.address, 'hoa', 'volunteer');
		const headsAtOther = async () => Heads.parse(await head.ask(`${other.address}/api/heads`)).heads;
		const before = await headsAtOther();
		expect(Object.keys(before).sort()).toEqual(['c', 'h:h1', 'u:tam']);

		const a = { VN2: { status: 'not-yet' } };
		const op = { n: 1, t: Date.now(), k: 'set', c: 'answers', id: 'hh1.1', b: 0, a };
		const request = { p: 1, app: 'test', d: hoa.device, e: at.epoch, held: 1, left: 0, page: 500 };
		const pushed = await hoa.ask(`${one.address}/api/sync`, { ...request, ops: [op] });
		expect(SyncAnswer.parse(pushed)).toMatchObject({ ack: 1, results: [] });
		one.process.kill('SIGKILL');
		expect(await headsAtOther()).toEqual({ ...before, 'h:h1': before['h:h1']! + 1 });

		// Her phone never heard of it, and asks the other: it is known there, and not applied twice.
		const again = await hoa.ask(`${other.address}/api/sync`, { ...request, ops: [op], cur: {} });
		expect(SyncAnswer.parse(again)).toMatchObject({ ack: 1, last: 1, results: [] });
		expect(await at.row('answers', 'hh1.1')).toMatchObject({ rv: 1, f: a });
	},
	START_MS
);

async function startServer({ url }: TestCommune): Promise<{ address: string; process: ChildProcess }> {
	const server = spawn(process.execPath, ['tests/support/source-server.ts'], {
		env: { ...process.env, DATABASE_URL: url },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = once(server, 'exit');
	onTestFinished(async () => {
		server.kill('SIGKILL');
		await ended;
	});
	const line = createInterface(server.stdout)[Symbol.asyncIterator]();
	const { value, done } = await line.next();
	if (done === true) throw new Error('the server ended before it listened');
	return { address: value, process: server };
}

interface Browser {
	device: number;
	/** Asks any of the servers; with a body it posts. */
	ask: (address: string, body?: object) => Promise<unknown>;
}

/** A member who signs in at one of the servers. */
async function browserOf(
	at: TestCommune,
	server: string,
	member: string,
	role: 'volunteer' | 'hamlet-head'
): Promise<Browser> {
	await makePhone(at, member, [role]);
	const invite = {
		commune: at.commune,
		member: member as MemberId,
		kind: 'printed',
		now: Date.now()
	} as const;
	const { code } = await issueInvite(at.storage, invite);
	const body = JSON.stringify({ code, attempt: 'a'.repeat(22) });
	const answer = await fetch(`${server}/api/sign-in`, { method: 'POST', body });
	const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	const { device } = (await answer.json()) as { device: number };
	const headers = { cookie, [MEMBER_HEADER]: member };
	const post = (given: object) => ({ method: 'POST', body: JSON.stringify(given) });
	return {
		device,
		ask: async (address, given) => {
			const asked = await fetch(address, { headers, ...(given === undefined ? {} : post(given)) });
			return (await asked.json()) as unknown;
		}
	};
}
