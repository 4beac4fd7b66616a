// The real server core on a real SQLite file, without its HTTP: who is it, answer, one moment after the other.
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import { SyncRequest } from '#protocol/messages.ts';
import { replaceDevice } from '#server/accounts/devices.ts';
import { issueInvite } from '#server/accounts/invites.ts';
import { noteWiped, revokeDevice } from '#server/accounts/revoke.ts';
import { hashOf } from '#server/accounts/secrets.ts';
import { recognise, SESSION_MS } from '#server/accounts/sessions.ts';
import { signIn, type SignedIn } from '#server/accounts/sign-in.ts';
import { addMember } from '#server/commune.ts';
import { openSqlite } from '#server/storage/sqlite/open-sqlite.ts';
import type { Erased } from '#server/operator/ledger-file.ts';
import { openBackup } from '#server/open-backup.ts';
import { confirmBackup } from '#server/operator/confirm-backup.ts';
import { restoreBackup } from '#server/restore-backup.ts';
import { openStorage } from '#server/open-storage.ts';
import { type RowKey, type Storage, StorageBusy } from '#server/storage/storage.ts';
import { RE_KEY } from '#server/sync/accept.ts';
import { acceptAsImport } from '#server/sync/accept-import.ts';
import { answerRevoked } from '#server/sync/answer-revoked.ts';
import { answerSync } from '#server/sync/answer-sync.ts';
import { nextUpcasters } from './next-version.ts';
import { COMMUNE, MEMBERS, PHONES, placesAndPeople, START } from './world-map.ts';
import { type Eye, SqliteEye } from './eye.ts';
import type { Envelope, Reply } from './wire.ts';

const commune = COMMUNE as CommuneId;
export const tokenOf = (phone: number): string => `token of phone ${String(phone)}`;

/** A folder in memory where there is one, gone with the process. */
const folder = mkdtempSync(join(onTmpfs(), 'tung-nha-sim-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

function onTmpfs(): string {
	try {
		rmSync(mkdtempSync('/dev/shm/tung-nha-'), { recursive: true });
		return '/dev/shm';
	} catch {
		return tmpdir();
	}
}

/** No chance of this process may reach the wire. Nothing is sealed to it here. */
const KEY_PAIR = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43), d: 'A'.repeat(43) };

let template: Promise<Buffer> | undefined;

/** The commune with its members, every phone enrolled: made once, then copied. Device numbers are 1 + those of imports. */
async function makeTemplate(): Promise<Buffer> {
	const file = join(folder, 'template.sqlite');
	const storage = await openStorage({ DATABASE_URL: file });
	await storage.write((tx) => tx.addCommune(commune));
	await acceptAsImport(storage, { commune, ops: placesAndPeople(), now: START });
	for (const { id, roles, hamlets } of MEMBERS) {
		await addMember(storage, { commune, id, member: { name: id, roles, hamlets }, now: START });
	}
	await storage.write(async (tx) => {
		await tx.setMeta('epoch', 'epoch-0');
		await tx.setMeta('keyPair', JSON.stringify(KEY_PAIR));
		for (const [index, member] of PHONES.entries()) {
			const blank = { lastN: 0, lastTe: 0, unsent: 0, backedUpN: 0, former: [], app: '' };
			const at = { createdAt: START, lastContactAt: START };
			const device = await tx.addDevice(commune, { member, kind: 'phone', ...blank, ...at });
			const session = { device, member, expiresAt: START + SESSION_MS };
			await tx.putSession(commune, { tokenHash: hashOf(tokenOf(index)), ...session });
		}
	});
	await storage.close();
	// What SQLite still holds in its log belongs to the file.
	const native = new Database(file);
	native.pragma('wal_checkpoint(TRUNCATE)');
	native.close();
	return readFileSync(file);
}

let files = 0;

export interface ServerEvents {
	/** After each write transaction, before its answer goes out. */
	onCommit(): Promise<void>;
	/** Before a request is looked at. */
	onRequest(wall: number): void;
}

export class SimServer {
	storage: Storage;
	/** A second look at the same file, for the oracle. */
	eye: Eye;
	#file: string;
	/** It understands ops of the next version too. */
	isNext = false;
	/** How far this machine's clock is off. */
	skew = 0;
	/** The disk refuses so many writes to come: `before` their commit, or `after` it. */
	refusals: ('before' | 'after')[] = [];
	/** What went wrong inside that no phone should see. */
	readonly faults: unknown[] = [];
	readonly #events: ServerEvents;
	readonly #now: () => number;

	private constructor(storage: Storage, file: string, now: () => number, events: ServerEvents) {
		this.storage = storage;
		this.#file = file;
		this.#now = now;
		this.#events = events;
		this.eye = new SqliteEye(file);
	}

	static async start(now: () => number, events: ServerEvents): Promise<SimServer> {
		const file = newFile();
		writeFileSync(file, await (template ??= makeTemplate()));
		return new SimServer(await openSqlite(file), file, now, events);
	}

	get wall(): number {
		return this.#now() + this.skew;
	}

	/** Device numbers of the phones, in the order in which they were enrolled. */
	async phones(): Promise<number[]> {
		const phones = await this.storage.read((tx) => tx.phones(commune));
		return phones.map(({ device }) => device).sort((a, b) => a - b);
	}

	/** Whom this token belongs to; `out` when that phone was shut out. */
	async standingOf(member: string, token: string): Promise<'in' | 'out' | 'nobody'> {
		const recognised = await recognise(this.storage, member, token, this.wall);
		if (recognised === undefined) return 'nobody';
		return recognised.caller.isRevoked ? 'out' : 'in';
	}

	/** The operator shuts the phone of this token out. */
	async shutOut(token: string): Promise<void> {
		const session = await this.storage.read((tx) => tx.session(hashOf(token)));
		if (session !== undefined) await revokeDevice(this.storage, commune, session.device, this.wall);
	}

	/** A member gets an invite and uses it up. */
	async enrol(member: MemberId): Promise<SignedIn> {
		const now = this.wall;
		const { code } = await issueInvite(this.storage, { commune, member, kind: 'printed', now });
		const signedIn = await signIn(this.storage, { code, attempt: 'A'.repeat(22) }, now);
		if ('code' in signedIn) throw new Error(`the invite was refused: ${signedIn.code}`);
		return signedIn;
	}

	async serve({ from, token, path, text }: Envelope): Promise<Reply> {
		const { wall } = this;
		this.#events.onRequest(wall);
		try {
			const recognised = await recognise(this.storage, from.member, token, wall);
			if (recognised === undefined) return refusal(401, 'sign-in');
			const { caller } = recognised;
			if (path === 'wiped') return ok(await noteWiped(this.#watched(), caller, wall));
			if (path === 'devices') return ok(await replaceDevice(this.#watched(), caller, token, wall));
			const request = SyncRequest.safeParse(readJson(text));
			if (!request.success) return refusal(400, 'bad-request');
			const upcasters = this.isNext ? { upcasters: nextUpcasters } : {};
			const options = { ledger: { note: this.#note }, ...upcasters };
			const answer = caller.isRevoked
				? await answerRevoked(this.#watched(), caller, request.data, wall, options)
				: await answerSync(this.#watched(), caller, request.data, wall, options);
			return answer === RE_KEY ? refusal(409, RE_KEY) : ok(answer);
		} catch (fault) {
			if (fault instanceof StorageBusy) return refusal(503, 'busy');
			this.faults.push(fault);
			return refusal(500, 'busy');
		}
	}

	/** What was erased, beside the database: a restore goes by it. */
	readonly #erased = new Map<string, Erased>();
	readonly #note = (commune: CommuneId, keys: readonly RowKey[]): Promise<void> => {
		for (const { c, id } of keys) this.#erased.set(`${c} ${id}`, { commune, c, id });
		return Promise.resolve();
	};

	/** The storage with the oracle behind it, and with a disk that may refuse. */
	#watched(): Storage {
		const { storage } = this;
		return {
			read: (work) => storage.read(work),
			write: async (work) => {
				const refusal = this.refusals.shift();
				const result = await storage.write(async (tx) => {
					const done = await work(tx);
					if (refusal === 'before') throw new StorageBusy('no room');
					return done;
				});
				await this.#events.onCommit();
				if (refusal === 'after') throw new StorageBusy('the answer of the disk was lost');
				return result;
			},
			backup: (file) => storage.backup(file),
			damage: () => storage.damage(),
			close: () => storage.close()
		};
	}

	async backup(): Promise<string> {
		const file = newFile();
		await this.storage.backup(file);
		return file;
	}

	/** What the operator took off the machine is confirmed; false when the database is another one by now. */
	async confirm(backup: string): Promise<boolean> {
		const copy = openBackup(backup);
		try {
			const confirmed = await confirmBackup(this.storage, copy);
			if (confirmed === 'damaged') throw new Error('a backup is damaged');
			return confirmed !== 'other';
		} finally {
			await copy.close();
		}
	}

	/** The operator puts a backup in the place of the database. Its epoch is chance, which nobody may see: it gets a name. */
	async restore(backup: string, epoch: string): Promise<void> {
		await this.eye.close();
		await this.storage.close();
		const restoring = { file: backup, erased: [...this.#erased.values()], now: this.wall };
		const { kept } = await restoreBackup({ DATABASE_URL: this.#file }, restoring);
		if (kept !== undefined) rmSync(kept);
		this.storage = await openSqlite(this.#file);
		await this.storage.write((tx) => tx.setMeta('epoch', epoch));
		this.eye = new SqliteEye(this.#file);
	}

	async close(): Promise<void> {
		await this.eye.close();
		await this.storage.close();
		for (const end of ['', '-wal', '-shm']) rmSync(this.#file + end, { force: true });
	}
}

const newFile = (): string => join(folder, `${String((files += 1))}.sqlite`);
const ok = (body: object): Reply => ({ status: 200, text: JSON.stringify(body) });
const refusal = (status: number, code: string): Reply => ({ status, text: JSON.stringify({ code }) });

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
