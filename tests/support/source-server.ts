// A server process from source, for tests that need several: the same doors and database as the built one, without its
// files. Prints its address when it listens. `DATABASE_URL` as ever.
import type { Handle, RequestEvent, RequestHandler } from '@sveltejs/kit';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeRateLimits } from '#server/accounts/rate-limits.ts';
import { handleApi } from '#server/http/handle-api.ts';
import { openStorage } from '#server/open-storage.ts';
import * as heads from '../../src/routes/api/heads/+server.ts';
import * as signIn from '../../src/routes/api/sign-in/+server.ts';
import * as sync from '../../src/routes/api/sync/+server.ts';

const doors = new Map<string, Record<string, unknown>>([
	['/api/heads', heads],
	['/api/sign-in', signIn],
	['/api/sync', sync]
]);

const storage = await openStorage(process.env);
const limits = makeRateLimits();

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
	const { method = 'GET' } = incoming;
	const bytes = Buffer.concat(await Array.fromAsync(incoming as AsyncIterable<Buffer>));
	const headers = new Headers(incoming.headers as Record<string, string>);
	const request = new Request(url, { method, headers, ...(method === 'GET' ? {} : { body: bytes }) });
	const event = {
		url,
		request,
		locals: { storage, limits },
		route: { id: doors.has(url.pathname) ? url.pathname : null },
		getClientAddress: () => '127.0.0.1',
		cookies: {
			get: (name: string) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(headers.get('cookie') ?? '')?.[1],
			set: (name: string, value: string) => outgoing.appendHeader('set-cookie', `${name}=${value}`)
		}
	} as unknown as RequestEvent;
	const resolve = (async () => (doors.get(url.pathname)?.[method] as RequestHandler)(event)) as unknown;
	const response = await handleApi({ event, resolve: resolve as Parameters<Handle>[0]['resolve'] });
	outgoing.writeHead(response.status, Object.fromEntries(response.headers));
	outgoing.end(Buffer.from(await response.arrayBuffer()));
}

const server = createServer((incoming, outgoing) => {
	answer(incoming, outgoing).catch((fault: unknown) => {
		process.stderr.write(`${String(fault)}\n`);
		outgoing.writeHead(500).end();
	});
});
server.listen(0, '127.0.0.1', () => {
	console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
