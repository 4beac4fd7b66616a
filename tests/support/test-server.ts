// The real server in this process: a database of its own, its real doors, no socket.
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import { issueInvite } from '#server/accounts/invites.ts';
import { makeRateLimits } from '#server/accounts/rate-limits.ts';
import { addMember, createCommune } from '#server/commune.ts';
import { handleApi } from '#server/http/handle-api.ts';
import { openStorage } from '#server/open-storage.ts';
import type { Erased } from '#server/operator/ledger-file.ts';
import { restoreBackup } from '#server/restore-backup.ts';
import type { Storage } from '#server/storage/storage.ts';
import { acceptAsImport, type ImportOp } from '#server/sync/accept-import.ts';
import { importSample } from '../../scripts/demo/sample-commune.ts';
import { makeDatabase, type TestDatabase } from './test-database.ts';
import { POST as bundles } from '../../src/routes/api/bundles/+server.ts';
import { POST as devices } from '../../src/routes/api/devices/+server.ts';
import { GET as heads } from '../../src/routes/api/heads/+server.ts';
import { POST as outboxKey } from '../../src/routes/api/outbox-key/+server.ts';
import { GET as rollCall } from '../../src/routes/api/roll-call/+server.ts';
import { POST as signIn } from '../../src/routes/api/sign-in/+server.ts';
import { POST as sync } from '../../src/routes/api/sync/+server.ts';
import { GET as totals } from '../../src/routes/api/totals/+server.ts';

type Endpoint = (event: RequestEvent) => Promise<Response>;
const doors: Record<string, Endpoint> = {
	'/api/bundles': bundles,
	'/api/devices': devices,
	'/api/heads': heads,
	'/api/outbox-key': outboxKey,
	'/api/roll-call': rollCall,
	'/api/sign-in': signIn,
	'/api/sync': sync,
	'/api/totals': totals
};

export const COMMUNE = 'xa' as CommuneId;
export const HAMLET = 'd1';
const SAMPLE = 'tests/fixtures/dai-thanh-households.xlsx';

export class TestServer {
	storage: Storage;
	#commune = COMMUNE;
	#database: TestDatabase;
	readonly #folder: string;
	readonly #limits = makeRateLimits();

	private constructor(storage: Storage, database: TestDatabase, folder: string) {
		this.storage = storage;
		this.#database = database;
		this.#folder = folder;
	}

	/** A commune with one hamlet: household h1 with people p1 and p2. */
	static async start(): Promise<TestServer> {
		const folder = await mkdtemp(join(tmpdir(), 'tung-nha-'));
		const database = await makeDatabase();
		const server = new TestServer(await openStorage(database), database, folder);
		await createCommune(server.storage, { id: COMMUNE, name: 'Đại Thành', now: Date.now() });
		await server.add([
			{ k: 'add', c: 'hamlets', id: HAMLET, a: { name: 'Thôn Đông', order: 1 } },
			{ k: 'add', c: 'hamlets', id: 'd2', a: { name: 'Thôn Đoài', order: 2 } },
			{ k: 'add', c: 'households', id: 'h1', a: { hamlet: HAMLET, order: 1, status: 'active' } },
			{ k: 'add', c: 'people', id: 'p1', a: { household: 'h1', name: 'Vũ Thị Hạnh', order: 1 } },
			{ k: 'add', c: 'people', id: 'p2', a: { household: 'h1', name: 'Vũ Văn Nam', order: 2 } }
		]);
		return server;
	}

	/** The sample commune: 5 hamlets, 1,236 households, 4,056 people. */
	static async startWithSample(): Promise<TestServer> {
		const folder = await mkdtemp(join(tmpdir(), 'tung-nha-'));
		const database = await makeDatabase();
		const server = new TestServer(await openStorage(database), database, folder);
		const { commune } = await importSample(server.storage, SAMPLE, Date.now());
		server.#commune = commune.id;
		return server;
	}

	/** Where its database lies, when it is a file. */
	get file(): string {
		return this.#database.DATABASE_URL;
	}

	/** Ids of the hamlets in their order. */
	async hamlets(): Promise<string[]> {
		const rows = await this.storage.read((tx) => tx.rowsOf(this.#commune, 'hamlets'));
		return rows.sort((a, b) => Number(a.f.order) - Number(b.f.order)).map(({ id }) => id);
	}

	async add(ops: readonly ImportOp[]): Promise<void> {
		const { parked } = await acceptAsImport(this.storage, { commune: this.#commune, ops, now: Date.now() });
		if (parked.length > 0) throw new Error(`parked: ${JSON.stringify(parked)}`);
	}

	async addMember(id: string, roles: Role[] = ['volunteer'], hamlets = [HAMLET]): Promise<void> {
		const member = { name: `Tổ viên ${id}`, roles, hamlets: hamlets as never[] };
		await addMember(this.storage, { commune: this.#commune, member, id: id as MemberId, now: Date.now() });
	}

	async invite(member: string): Promise<string> {
		const asked = {
			commune: this.#commune,
			member: member as MemberId,
			kind: 'printed',
			now: Date.now()
		} as const;
		return (await issueInvite(this.storage, asked)).code;
	}

	/** Fields of one row as the server holds it. */
	async row(c: 'answers' | 'visits' | 'parked' | 'conflicts', id: string): Promise<object | undefined> {
		return (await this.storage.read((tx) => tx.rows(this.#commune, [{ c, id }])))[0]?.f;
	}

	/** A `fetch` that ends at this server's doors; `jar` holds the browser's cookies. */
	fetchWith(jar: Map<string, string>): typeof fetch {
		return async (path, init) => {
			const url = new URL(path as string, 'http://localhost');
			const endpoint = doors[url.pathname];
			const event = {
				url,
				request: new Request(url, init),
				locals: { storage: this.storage, limits: this.#limits },
				route: { id: endpoint === undefined ? null : url.pathname },
				cookies: {
					get: (name: string) => jar.get(name),
					set: (name: string, value: string) => jar.set(name, value)
				},
				getClientAddress: () => '10.0.0.1'
			} as unknown as RequestEvent;
			const resolve = endpoint as Parameters<Handle>[0]['resolve'];
			return handleApi({ event, resolve });
		};
	}

	async backup(name: string): Promise<string> {
		const file = join(this.#folder, name);
		await this.storage.backup(file);
		return file;
	}

	/** Goes on from a backup, as `tungnha restore` does it: in another epoch. `erased`: what the ledger names. */
	async restore(file: string, erased: readonly Erased[] = []): Promise<void> {
		await this.#closeDatabase();
		this.#database = await makeDatabase();
		await restoreBackup(this.#database, { file, erased, now: Date.now() });
		this.storage = await openStorage(this.#database);
	}

	async #closeDatabase(): Promise<void> {
		await this.storage.close();
		await this.#database.remove();
	}

	async stop(): Promise<void> {
		await this.#closeDatabase();
		await rm(this.#folder, { recursive: true, force: true });
	}
}
