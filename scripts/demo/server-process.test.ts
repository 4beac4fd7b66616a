import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isPortFree, startServer } from './server-process.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tung-nha-server-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Listens on an address until it is told to stop. */
async function listening(host: string): Promise<{ port: number; stop: () => Promise<unknown> }> {
	const server = createServer().listen(0, host);
	await once(server, 'listening');
	return { port: (server.address() as AddressInfo).port, stop: () => once(server.close(), 'close') };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
	const { port, stop } = await listening('127.0.0.1');
	await stop();
	return port;
}

function entryOf(source: string): string {
	const file = join(folder, 'index.mjs');
	writeFileSync(file, source);
	return file;
}

test('a port is taken while something listens there', async () => {
	const other = await listening('127.0.0.1');
	expect(await isPortFree(other.port)).toBe(false);
	await other.stop();
	expect(await isPortFree(other.port)).toBe(true);
});

test('a server that answers is started, told its settings, and stopped', async () => {
	const port = await freePort();
	const entry = entryOf(`
		import { createServer } from 'node:http';
		createServer((_, answer) => answer.end(process.env.ORIGIN)).listen(process.env.PORT, process.env.HOST);
	`);
	const server = await startServer(entry, port, { ...process.env, ORIGIN: 'https://xa.example.vn' });
	expect(await (await fetch(`http://localhost:${port}`)).text()).toBe('https://xa.example.vn');
	await server?.stop();
	expect(await isPortFree(port)).toBe(true);
	await server?.ended;
});

test('a server that ends before it answers is none', async () => {
	expect(await startServer(entryOf('process.exit(3)'), await freePort(), process.env)).toBeUndefined();
});
