// The real server core on a real database, without its HTTP: who is it, answer.
import type { CommuneId, MemberId } from '#domain/ids.ts';
import { SyncRequest } from '#protocol/messages.ts';
import { replaceDevice } from '#server/accounts/devices.ts';
import { issueInvite } from '#server/accounts/invites.ts';
import { noteWiped, revokeDevice } from '#server/accounts/revoke.ts';
import { hashOf } from '#server/accounts/secrets.ts';
import { recognise } from '#server/accounts/sessions.ts';
import { signIn, type SignedIn } from '#server/accounts/sign-in.ts';
import type { Erased } from '#server/operator/ledger-file.ts';
import { openBackup } from '#server/open-backup.ts';
import { confirmBackup } from '#server/operator/confirm-backup.ts';
import { type RowKey, type Storage, StorageBusy, type WriteTransaction } from '#server/storage/storage.ts';
import { RE_KEY } from '#server/sync/accept.ts';
import { answerRevoked } from '#server/sync/answer-revoked.ts';
import { answerSync } from '#server/sync/answer-sync.ts';
import type { SimDatabase } from './database.ts';
import type { Eye } from './eye.ts';
import { nextUpcasters } from './next-version.ts';
import { Turnstile } from './turnstile.ts';
import type { Envelope, Reply } from './wire.ts';
import { COMMUNE } from './world-map.ts';

const commune = COMMUNE as CommuneId;

export interface ServerEvents {
	/** A write transaction begins. Returns the number of commits that were seen. */
	onBegin(): number;
	/** After each write transaction, before its answer goes out. `begun`: what its beginning returned. */
	onCommit(begun: number): Promise<void>;
	/** Before a request is looked at. */
	onRequest(wall: number): void;
}

export class SimServer {
	#database: SimDatabase;
	/** It understands ops of the next version too. */
	isNext = false;
	/** How far this machine's clock is off. */
	skew = 0;
	/** The disk refuses so many writes to come: `before` their commit, or `after` it. */
	refusals: ('before' | 'after')[] = [];
	/** What went wrong inside that no phone should see. */
	readonly faults: unknown[] = [];
	/** Each commit and the oracle's look at it: so it sees them one by one, whatever else is under way. */
	readonly #commits = new Turnstile();
	readonly #events: ServerEvents;
	readonly #now: () => number;

	constructor(database: SimDatabase, now: () => number, events: ServerEvents) {
		this.#database = database;
		this.#now = now;
		this.#events = events;
	}

	get storage(): Storage {
		return this.#database.storage;
	}

	/** A second look at the same database, for the oracle. */
	get eye(): Eye {
		return this.#database.eye;
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

	/** What an answer tells was committed, so the oracle looks first. */
	async serve(envelope: Envelope): Promise<Reply> {
		const reply = await this.#answer(envelope);
		await this.#commits.pass();
		return reply;
	}

	async #answer({ from, token, path, text }: Envelope): Promise<Reply> {
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

	/** The storage with the oracle behind it, with a disk that may refuse, and with time before each commit. */
	#watched(): Storage {
		const { storage } = this;
		return {
			read: (work) => storage.read(work),
			write: async (work) => {
				const refusal = this.refusals.shift();
				const result = await this.#writeInTurn(async (tx) => {
					const done = await work(tx);
					if (refusal === 'before') throw new StorageBusy('no room');
					return done;
				});
				if (refusal === 'after') throw new StorageBusy('the answer of the disk was lost');
				return result;
			},
			backup: (file) => storage.backup(file),
			damage: () => storage.damage(),
			close: () => storage.close()
		};
	}

	/** Everything but the commit goes on beside others'. */
	async #writeInTurn<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
		let leave = (): void => {};
		let begun = 0;
		try {
			const result = await this.storage.write(async (tx) => {
				// Also when the database asks for the same once more.
				leave();
				begun = this.#events.onBegin();
				const done = await work(tx);
				await this.#database.pause();
				leave = await this.#commits.enter();
				return done;
			});
			await this.#events.onCommit(begun);
			return result;
		} finally {
			leave();
		}
	}

	backup(): Promise<string> {
		return this.#database.backup();
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
		await this.#database.restore({ file: backup, erased: [...this.#erased.values()], now: this.wall });
		await this.storage.write((tx) => tx.setMeta('epoch', epoch));
	}

	close(): Promise<void> {
		return this.#database.close();
	}
}

const ok = (body: object): Reply => ({ status: 200, text: JSON.stringify(body) });
const refusal = (status: number, code: string): Reply => ({ status, text: JSON.stringify({ code }) });

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
