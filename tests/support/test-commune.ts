// A small commune on a real database of its own, and phones that speak the wire by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import type { SyncAnswer, SyncRequest } from '#protocol/messages.ts';
import type { OpEnvelope } from '#protocol/op.ts';
import type { Fields } from '#protocol/row.ts';
import type { Scope } from '#protocol/scope.ts';
import { addMember, createCommune } from '#server/commune.ts';
import { openStorage } from '#server/open-storage.ts';
import type { Storage, StoredRow, WriteTransaction } from '#server/storage/storage.ts';
import type { RE_KEY } from '#server/sync/accept.ts';
import { acceptAsImport, type ImportOp } from '#server/sync/accept-import.ts';
import { answerSync } from '#server/sync/answer-sync.ts';
import type { Asker } from '#server/sync/author.ts';
import type { Contents } from './postgres.ts';
import { makeDatabase, type TestDatabase } from './test-database.ts';

/** 22/11/2026, 19:00 in Việt Nam. */
export const NOW = Date.UTC(2026, 10, 22, 12);

export interface TestCommune {
	storage: Storage;
	/** For others who open the same database. */
	url: string;
	commune: CommuneId;
	epoch: string;
	row(c: StoredRow['c'], id: string): Promise<StoredRow | undefined>;
	rowsOf(c: StoredRow['c']): Promise<StoredRow[]>;
}

/** A folder that goes when the test ends. */
export function makeFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
}

/** An empty database of the kind that is tested; `contents` of another to begin with. */
export async function openTestStorage(contents?: string | Contents): Promise<Storage> {
	return openDatabase(await makeDatabase(contents));
}

async function openDatabase({ DATABASE_URL, remove }: TestDatabase): Promise<Storage> {
	const storage = await openStorage({ DATABASE_URL });
	onTestFinished(async () => {
		await storage.close();
		await remove();
	});
	return storage;
}

const COMMUNE = 'xa-1' as CommuneId;
let template: Promise<string | Contents> | undefined;

/** Two hamlets, h1 and h2, each with a household (hh1, hh2) of two people (hh1.1, hh1.2 …). */
export async function makeCommune(): Promise<TestCommune> {
	template ??= writeTemplate();
	const database = await makeDatabase(await template);
	const storage = await openDatabase(database);
	const commune = COMMUNE;
	const epoch = (await storage.read((tx) => tx.meta('epoch'))) ?? '';
	return {
		storage,
		url: database.DATABASE_URL,
		commune,
		epoch,
		row: async (c, id) => (await storage.read((tx) => tx.rows(commune, [{ c, id }])))[0],
		rowsOf: (c) => storage.read((tx) => tx.rowsOf(commune, c))
	};
}

/** Made once per test file, then copied. */
async function writeTemplate(): Promise<string | Contents> {
	const { DATABASE_URL, contents } = await makeDatabase();
	const storage = await openStorage({ DATABASE_URL });
	const commune = await createCommune(storage, { id: COMMUNE, name: 'Xã Đại Thành', now: NOW });
	const ops = ['1', '2'].flatMap((one) => [
		add('hamlets', `h${one}`, { name: `Thôn ${one}`, order: Number(one) }),
		add('households', `hh${one}`, { hamlet: `h${one}`, order: 1, status: 'active' }),
		add('people', `hh${one}.1`, { household: `hh${one}`, name: 'Lê Thị Hà', order: 1 }),
		add('people', `hh${one}.2`, { household: `hh${one}`, name: 'Lê Văn Nam', order: 2 })
	]);
	await acceptAsImport(storage, { commune, ops, now: NOW });
	await storage.close();
	return contents();
}

const add = (c: ImportOp['c'], id: string, a: Fields): ImportOp => ({ k: 'add', c, id, a });

export interface Draft {
	k?: string;
	c: string;
	id: string;
	a: Fields;
	b?: number;
	t?: number;
	v?: number;
	e?: string;
	o?: { d: number; n: number };
}

/** A phone on the wire: it numbers its ops, and says what it holds. */
export class WirePhone {
	readonly asker: Asker;
	device: number;
	held = 0;
	cursors: Record<Scope, number> = {};
	readonly #at: TestCommune;

	constructor(at: TestCommune, asker: Asker, device: number) {
		this.#at = at;
		this.asker = asker;
		this.device = device;
	}

	/** The ops with the next numbers; nothing is sent yet. */
	ops(...drafts: Draft[]): OpEnvelope[] {
		return drafts.map((draft) => ({ k: 'set', b: 0, t: NOW, ...draft, n: (this.held += 1) }));
	}

	request(ops: readonly OpEnvelope[], given: Partial<SyncRequest> = {}): SyncRequest {
		const { device: d, held } = this;
		return { p: 1, app: 'test', d, e: this.#at.epoch, held, ops: [...ops], left: 0, page: 500, ...given };
	}

	send(
		ops: readonly OpEnvelope[],
		given: Partial<SyncRequest> = {},
		now = NOW,
		storage = this.#at.storage
	): Promise<SyncAnswer | typeof RE_KEY> {
		return answerSync(storage, this.asker, this.request(ops, given), now);
	}

	/** Sends and expects an answer. */
	async sync(
		ops: readonly OpEnvelope[] = [],
		given: Partial<SyncRequest> = {},
		now = NOW
	): Promise<SyncAnswer> {
		const answer = await this.send(ops, given, now);
		if (answer === 're-key') throw new Error('the phone was told to take a new number');
		return answer;
	}

	/** Pulls until every scope has reached its head; the rows by `collection/id`, in the order they came. */
	async pullAll(page = 500): Promise<Map<string, Fields>> {
		const rows = new Map<string, Fields>();
		for (let round = 0; round < 50; round += 1) {
			const { pages } = await this.sync([], { cur: this.cursors, page });
			for (const one of pages) {
				for (const row of one.rows) rows.set(`${row.c}/${row.id}`, row.f);
				// A row that came back after it had left is newer than the record of its leaving.
				const isBack = (gone: (typeof one.out)[number]): boolean =>
					one.rows.some(({ c, id, seq }) => c === gone.c && id === gone.id && seq > gone.seq);
				for (const gone of one.out) if (!isBack(gone)) rows.delete(`${gone.c}/${gone.id}`);
				this.cursors[one.s] = one.to;
			}
			if (pages.every((one) => one.to === one.head)) return rows;
		}
		throw new Error('the pull does not end');
	}
}

/** A member with a phone. `name` is also her id. */
export async function makePhone(
	at: TestCommune,
	name: string,
	roles: Role[] = ['volunteer'],
	hamlets: string[] = ['h1']
): Promise<WirePhone> {
	const { storage, commune } = at;
	const member = { name, roles, hamlets: hamlets as HamletId[] };
	const id = await addMember(storage, { commune, member, id: name as MemberId, now: NOW });
	const asker: Asker = { commune, member: id, roles, hamlets: member.hamlets };
	return new WirePhone(at, asker, await addDevice(at, id));
}

/** Another device number for a member. */
export function addDevice(
	{ storage, commune }: TestCommune,
	member: MemberId,
	former: number[] = []
): Promise<number> {
	const blank = { lastN: 0, lastTe: 0, unsent: 0, backedUpN: 0, app: '', createdAt: NOW, lastContactAt: NOW };
	return storage.write((tx) => tx.addDevice(commune, { member, kind: 'phone', former, ...blank }));
}

/** The same storage, with something happening before a method of each write transaction. */
export function withBefore(
	storage: Storage,
	before: Partial<Record<keyof WriteTransaction, (...given: never[]) => unknown>>
): Storage {
	const interrupted = (tx: WriteTransaction): WriteTransaction =>
		new Proxy(tx, {
			get: (target, name: keyof WriteTransaction) => {
				const method = (target[name] as (...given: unknown[]) => unknown).bind(target);
				const first = before[name] as ((...given: unknown[]) => unknown) | undefined;
				if (first === undefined) return method;
				return async (...given: unknown[]) => {
					await first(...given);
					return method(...given);
				};
			}
		});
	return {
		read: (work) => storage.read(work),
		write: (work) => storage.write((tx) => work(interrupted(tx))),
		backup: (file) => storage.backup(file),
		damage: () => storage.damage(),
		close: () => storage.close()
	};
}

/** An evening hour in the first hamlet. */
export const EVENING_SESSION: Draft = {
	k: 'add',
	c: 'sessions',
	id: 's1',
	a: { hamlet: 'h1', kind: 'evening', place: 'Nhà văn hóa', day: '2026-11-21' }
};

/** That somebody came to it, as the official `xa` writes it down. */
export const cameToSession = (person: string): Draft => ({
	k: 'add',
	c: 'attendance',
	id: `s1:${person}:xa`,
	a: { session: 's1', person, by: 'xa', at: NOW }
});
