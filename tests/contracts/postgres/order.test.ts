// Order without gaps, with writers that really run at once: two server processes' worth of connections, and a pause
// before each commit, in which everything that can overtake does (sync-spec ST1).
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { ItemCode } from '#domain/item.ts';
import { openPostgres } from '#server/storage/postgres/open-postgres.ts';
import type { ReadTransaction, Storage, WriteTransaction } from '#server/storage/storage.ts';
import {
	makeCommune,
	makePhone,
	NOW,
	type TestCommune,
	type WirePhone,
	withBefore
} from '../../support/test-commune.ts';

const H1 = 'h:h1';
const PUSHES = 12;
/** One a writer: all write to one row, each to a field of its own. */
const FIELDS: ItemCode[] = ['VN1', 'VN2', 'DVC', 'SK', 'MM', 'KNS', 'NTT', 'CKS'];

interface Outcome {
	/** Rows below the reader's cursor that she never got, or not as they are. */
	missed: number;
	/** Changes of the shared row that another push overwrote. */
	lost: number;
	/** Values of the shared row that are not the last their writer sent. */
	wrong: number;
	/** Times the reader got something while others wrote. */
	pulls: number;
}

test('[ST1] eight writers at once: nothing appears below a cursor, nothing is lost', async () => {
	const { pulls, ...outcome } = await writeAtOnce((storage) => storage);
	expect(outcome).toEqual({ missed: 0, lost: 0, wrong: 0 });
	expect(pulls).toBeGreaterThan(FIELDS.length);
});

test('[ST1] the same, with numbers given out as a database sequence does, is seen to go wrong', async () => {
	const { missed, lost } = await writeAtOnce(withSequence);
	expect(missed).toBeGreaterThan(0);
	expect(lost).toBeGreaterThan(0);
});

async function writeAtOnce(change: (storage: Storage) => Storage): Promise<Outcome> {
	const at = await makeCommune();
	const processes = [await open(at), await open(at)].map(change);
	const phones: WirePhone[] = [];
	for (const field of FIELDS) phones.push(await makePhone(at, `m-${field}`));
	const reader = new Reader(at);
	await reader.pull();
	const writing = phones.map((phone, who) => pushAll(phone, who, slow(processes[who % 2]!)));
	let isOver = false;
	const all = Promise.all(writing).finally(() => (isOver = true));
	while (!isOver) await reader.pull();
	await all;
	await reader.pull();

	const shared = await at.row('answers', 'hh1.1');
	const last = JSON.stringify(valueOf(PUSHES));
	return {
		missed: reader.missed.size,
		lost: FIELDS.length * PUSHES - (shared?.rv ?? 0),
		wrong: FIELDS.filter((field) => JSON.stringify(shared?.f[field]) !== last).length,
		pulls: reader.pulls
	};
}

async function open({ url }: TestCommune): Promise<Storage> {
	const storage = await openPostgres(url);
	onTestFinished(() => storage.close());
	return storage;
}

/** Each push changes the shared row and adds a person: one seq behind the other, in one scope. */
async function pushAll(phone: WirePhone, who: number, storage: Storage): Promise<void> {
	for (let time = 1; time <= PUSHES; time += 1) {
		const a = { household: 'hh1', name: 'Lê Ba', order: time };
		const ops = phone.ops(
			{ c: 'answers', id: 'hh1.1', a: { [FIELDS[who]!]: valueOf(time) } },
			{ k: 'add', c: 'people', id: `p${who}.${time}`, a }
		);
		expect(await phone.send(ops, {}, NOW, storage)).toMatchObject({ ack: phone.held, results: [] });
	}
}

const valueOf = (time: number) => ({ status: 'not-yet', due: `2026-12-${String(time).padStart(2, '0')}` });

/** Between the last statement of a push and its commit somebody else has time; not everybody as much. */
function slow(storage: Storage): Storage {
	let turn = 0;
	return {
		...interfaceOf(storage),
		write: (work) =>
			storage.write(async (tx) => {
				const result = await work(tx);
				await pause((turn += 1) % 4);
				return result;
			})
	};
}

/** What a `bigserial` does: a number is taken at once, is nobody else's, and says nothing about who commits first. */
function withSequence(storage: Storage): Storage {
	const taken = async (commune: never, scopes: readonly string[]): Promise<Map<string, number>> =>
		storage.write(async (tx) => {
			const heads = await tx.lockScopes(commune, scopes);
			for (const [s, head] of heads) await tx.setHead(commune, s, head + NUMBERS);
			return heads;
		});
	const unlocked = (tx: WriteTransaction): WriteTransaction =>
		new Proxy(tx, {
			get: (target, name: keyof WriteTransaction) => {
				if (name === 'lockScopes') return taken;
				if (name === 'setHead') return async () => {};
				return (target[name] as (...given: unknown[]) => unknown).bind(target);
			}
		});
	return { ...interfaceOf(storage), write: (work) => storage.write((tx) => work(unlocked(tx))) };
}

/** As many as one push of this test needs. */
const NUMBERS = 2;

const interfaceOf = (storage: Storage): Storage => withBefore(storage, {});

/** Pulls all the time, and looks each time whether she has all that lies below her cursor (PREFIX). */
class Reader {
	readonly missed = new Set<string>();
	pulls = 0;
	#cursor = 0;
	readonly #held = new Map<string, number>();
	readonly #at: TestCommune;

	constructor(at: TestCommune) {
		this.#at = at;
	}

	pull(): Promise<void> {
		return this.#at.storage.read(async (tx) => {
			const head = (await tx.heads(this.#at.commune, [H1])).get(H1) ?? 0;
			const { rows } = await tx.changes(this.#at.commune, H1, this.#cursor, head, 1_000);
			for (const { c, id, rv } of rows) this.#held.set(`${c}/${id}`, rv);
			if (rows.length > 0) this.pulls += 1;
			this.#cursor = head;
			await this.#compare(tx);
		});
	}

	async #compare(tx: ReadTransaction): Promise<void> {
		for (const c of ['people', 'answers'] as const) {
			for (const { id, rv, seq, s } of await tx.rowsOf(this.#at.commune, c)) {
				const isBelow = s === H1 && seq <= this.#cursor;
				if (isBelow && this.#held.get(`${c}/${id}`) !== rv) this.missed.add(`${c}/${id} ${seq}`);
			}
		}
	}
}
