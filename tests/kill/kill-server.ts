// The built server killed again and again while phones hand in over a bad line, and started on the same file each time.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStorage } from '#server/open-storage.ts';
import { importSample } from '../../scripts/demo/sample-commune.ts';
import { hamletsIn } from '../../scripts/tungnha/commune-data.ts';
import { inviteMember } from '../../scripts/tungnha/invite-member.ts';
import { BuiltServer, freePort } from '../support/built-server.ts';
import { checkEnd, checkMoment, SHARED_ITEM } from './check-server.ts';
import { FaultProxy } from './fault-proxy.ts';
import { type Action, type Change, dayNumber } from './intents.ts';
import { NodePhone } from './node-phone.ts';
import { type PhoneFile, readPhoneFile } from './phone-file.ts';
import type { Random } from './random.ts';
import type { Told } from './run.ts';
import { readServerFile } from './server-file.ts';
import { addTo, nothingFound, type Verdict } from './verdict.ts';
import { keyOf, WireLog } from './wire-log.ts';

const SAMPLE = 'tests/fixtures/dai-thanh-households.xlsx';
const HAMLET = 'Thôn Đông';
const PHONES = 8;
/** Every third request meets a fault. */
const BADNESS = 0.33;

/** What was going on at the kills: that they met something is part of the proof. */
interface Tally {
	/** Kills that met a request at the server. */
	met: number;
	/** Ops that were on the disk at a kill, their phone not told yet. */
	unanswered: number;
}

export async function killServer(kills: number, random: Random): Promise<Told> {
	const dataDir = await mkdtemp(join(tmpdir(), 'tung-nha-kill-'));
	const port = await freePort();
	const proxy = await FaultProxy.open(port, random.fork());
	const server = new BuiltServer({ port, origin: proxy.origin, dataDir });
	try {
		const { codes, people } = await settle(dataDir);
		await server.start();
		const storm = await Storm.begin(codes, people, proxy, random.fork());
		const verdict = nothingFound();
		const tally = await killed(kills, { server, proxy, storm, dataDir, random }, verdict);
		await storm.settle();
		await server.kill();
		addTo(verdict, checkEnd(readServerFile(dataDir), storm.wire, storm.actions, await storm.files()));
		verdict.acknowledged = storm.wire.acknowledged.size;
		return { lines: linesAbout(kills, tally, storm, proxy), kills, verdict };
	} finally {
		await server.kill();
		await proxy.close();
		await rm(dataDir, { recursive: true, force: true });
	}
}

function linesAbout(
	kills: number,
	{ met, unanswered }: Tally,
	{ actions }: Storm,
	{ counts }: FaultProxy
): string[] {
	const ops = actions.reduce((sum, { changes }) => sum + changes.length, 0);
	const faults = Object.entries(counts).map(([fault, count]) => `${fault} ${count}`);
	return [
		`server: ${kills} kills, ${met} with a request inside, ${unanswered} ops on the disk unanswered`,
		`${PHONES} phones, ${actions.length} taps of ${ops} ops; the line: ${faults.join(', ')}`
	];
}

interface Field {
	server: BuiltServer;
	proxy: FaultProxy;
	storm: Storm;
	dataDir: string;
	random: Random;
}

async function killed(kills: number, field: Field, verdict: Verdict): Promise<Tally> {
	const { server, proxy, storm, dataDir, random } = field;
	const tally = { met: 0, unanswered: 0 };
	for (let kill = 0; kill < kills; kill += 1) {
		await pause(50 + random.below(350));
		// Half of them wait for a request and strike while it is being answered.
		if (random.next() < 0.5) {
			await Promise.race([proxy.nextReaches(), pause(1_000)]);
			await pause(random.below(12));
		}
		if (proxy.inFlight > 0) tally.met += 1;
		await server.kill();
		const file = readServerFile(dataDir);
		addTo(verdict, checkMoment(file, storm.wire));
		const { acknowledged } = storm.wire;
		tally.unanswered += file.receipts.filter(({ device, n }) => !acknowledged.has(keyOf(device, n))).length;
		await server.start();
	}
	return tally;
}

interface People {
	/** Ids by household. */
	byHousehold: Map<string, string[]>;
	all: string[];
}

/** The sample commune in `dataDir`, with a volunteer and an invite for every phone. */
async function settle(dataDir: string): Promise<{ codes: string[]; people: People }> {
	const storage = await openStorage({ DATA_DIR: dataDir });
	try {
		const now = Date.now();
		const { commune } = await importSample(storage, SAMPLE, now);
		const hamlet = (await hamletsIn(storage, commune.id)).find(({ name }) => name === HAMLET);
		if (hamlet === undefined) throw new Error(`the sample has no ${HAMLET}`);
		const codes: string[] = [];
		for (let phone = 1; phone <= PHONES; phone += 1) {
			const who = { name: `Tổ viên ${phone}`, roles: ['volunteer' as const], hamlets: [hamlet.id] };
			const wish = { commune: commune.id, ...who, kind: 'printed' as const, origin: 'http://localhost' };
			codes.push((await inviteMember(storage, wish, now)).link.split('#')[1] ?? '');
		}
		const rows = await storage.read((tx) => tx.rowsOf(commune.id, 'people'));
		const here = rows.filter(({ s }) => s === `h:${hamlet.id}`);
		const byHousehold = Map.groupBy(here, ({ f }) => f.household as string);
		const ids = new Map([...byHousehold].map(([id, list]) => [id, list.map((person) => person.id)]));
		return { codes, people: { byHousehold: ids, all: here.map(({ id }) => id) } };
	} finally {
		await storage.close();
	}
}

const ITEMS = ['VN2', 'DVC1', 'SK', 'MM', 'ATM', 'CC', 'TK'];

/** Phones whose people tap, hand in, and restart their app, all at once, until it is over. */
class Storm {
	readonly wire = new WireLog();
	readonly actions: Action[] = [];
	readonly #phones: NodePhone[];
	readonly #people: People;
	readonly #proxy: FaultProxy;
	readonly #random: Random;
	#isOver = false;
	#days = 0;
	#work: Promise<unknown> = Promise.resolve();

	private constructor(phones: NodePhone[], people: People, proxy: FaultProxy, random: Random, wire: WireLog) {
		this.#phones = phones;
		this.#people = people;
		this.#proxy = proxy;
		this.#random = random;
		this.wire = wire;
	}

	/** Everybody signs in over the bad line. Some households are shared, every person but a few has one phone. */
	static async begin(codes: string[], people: People, proxy: FaultProxy, random: Random): Promise<Storm> {
		const wire = new WireLog();
		proxy.badness = BADNESS;
		const send = wire.listening(fetch);
		const phones = await Promise.all(codes.map((code) => NodePhone.signIn(code, proxy.origin, send)));
		const storm = new Storm(phones, people, proxy, random, wire);
		storm.#work = Promise.all(phones.flatMap((_, index) => [storm.#tapping(index), storm.#handingIn(index)]));
		return storm;
	}

	/** Nobody taps any more, the line is good, everything is handed in. */
	async settle(): Promise<void> {
		this.#isOver = true;
		await this.#work;
		this.#proxy.badness = 0;
		await Promise.all(this.#phones.map((phone) => phone.drain()));
	}

	/** Every phone's database as it lies there, by member. */
	async files(): Promise<Map<string, PhoneFile>> {
		const read = async ({ member }: NodePhone): Promise<[string, PhoneFile]> => [
			member,
			await readPhoneFile(`tung-nha-${member}`)
		];
		return new Map(await Promise.all(this.#phones.map(read)));
	}

	async #tapping(index: number): Promise<void> {
		const phone = this.#phoneAt(index);
		while (!this.#isOver) {
			await pause(this.#random.below(200));
			const changes = this.#changes(index);
			const action: Action = { member: phone.member, changes, isSaved: false };
			this.actions.push(action);
			// An app that is being restarted says that it did not keep the tap.
			await phone.record(changes).then(
				() => (action.isSaved = true),
				() => {}
			);
			if (this.#random.next() < 0.02) await phone.restart();
		}
	}

	async #handingIn(index: number): Promise<void> {
		const phone = this.#phoneAt(index);
		while (!this.#isOver) {
			await pause(this.#random.below(250));
			await phone.run().catch(() => {});
		}
	}

	#phoneAt(index: number): NodePhone {
		const phone = this.#phones[index];
		if (phone === undefined) throw new Error(`there is no phone ${index}`);
		return phone;
	}

	/** One tap at one door: an answer, one item for the whole family, a visit, or a visit with answers. */
	#changes(index: number): (Change & { k: 'set' | 'add' })[] {
		const random = this.#random;
		const kind = random.next();
		if (kind < 0.1) return [this.#answer(random.of(this.#people.all), [SHARED_ITEM])];
		const own = [...this.#people.byHousehold].filter((_, at) => at % PHONES === index);
		const [household, people] = random.of(own);
		const items = [random.of(ITEMS), random.of(ITEMS)];
		if (kind < 0.45) return [this.#answer(random.of(people), items)];
		if (kind < 0.7) return people.map((person) => this.#answer(person, [random.of(ITEMS)]));
		const [anyHousehold] = random.of([...this.#people.byHousehold]);
		const visit = this.#visit(kind < 0.85 ? anyHousehold : household, index);
		return kind < 0.85 ? [visit] : [visit, ...people.map((person) => this.#answer(person, items))];
	}

	#answer(person: string, items: readonly string[]): Change & { k: 'set' } {
		const due = dayNumber((this.#days += 1));
		const a = Object.fromEntries(items.map((item) => [item, { status: 'not-yet', due }]));
		return { k: 'set', c: 'answers', id: person, a };
	}

	#visit(household: string, index: number): Change & { k: 'add' } {
		const a = { household, outcome: 'met', at: Date.now(), by: this.#phoneAt(index).member };
		return { k: 'add', c: 'visits', id: crypto.randomUUID(), a };
	}
}
