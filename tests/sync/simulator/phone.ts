// One phone: a disk, a clock, and up to two tabs with the real engine in them. A tab is a process; killing it freezes
// whatever it was doing. What it shows and tells is checked against what its disk has promised.
import { IDBKeyRange } from 'fake-indexeddb';
// Fetched when it is needed, and then no run is to wait for the disk of this machine.
import '#phone/store/blank-ops.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { Fields } from '#protocol/row.ts';
import type { Cursors } from '#phone/store/cursors.ts';
import {
	type DeviceState,
	inTransaction,
	type JournalRecord,
	openDatabase,
	type OutboxRecord,
	type PageRecord,
	type PhoneDatabase,
	writeMeta
} from '#phone/store/database.ts';
import type { Draft } from '#phone/store/draft.ts';
import { newState } from '#phone/store/enrolment.ts';
import { LocalStore } from '#phone/store/local-store.ts';
import type { PendingOp } from '#phone/store/rows.ts';
import { slotNames } from '#phone/store/mirror-files.ts';
import { latestCopy } from '#phone/store/mirror-lines.ts';
import { reKey } from '#phone/store/re-key.ts';
import { joinSecondCopy } from '#phone/store/second-copy.ts';
import { withheldOf } from '#phone/store/withheld.ts';
import { wipingBegun } from '#phone/store/wipe-note.ts';
import { tellWiped, wipe } from '#phone/store/wipe.ts';
import type { Outcome } from '#phone/sync/outcome.ts';
import type { Pace } from '#phone/sync/pace.ts';
import type { Transport } from '#phone/sync/transport.ts';
import { runOnce } from '#phone/sync/run.ts';
import { Schedule } from '#phone/sync/schedule.ts';
import { bytesOfBase64url } from '#phone/vault/bytes.ts';
import type { Keyring } from '#phone/vault/keyring.ts';
import type { Sealed, Sealers } from '#phone/vault/sealer.ts';
import type { NewDevice } from '#protocol/sign-in.ts';
import { Disk } from './disk.ts';
import { type Deed, deedsOf, erasedWith, standsFor } from './command-model.ts';
import { type Body, hashOf, type Intent, type Look, registerOf, textOf } from './intent.ts';
import type { Ledger } from './ledger.ts';
import { Lineage } from './lineage.ts';
import { listedOtherwise, rowsBehindLists } from './listed-once.ts';
import { Reading } from './reading.ts';
import { NEXT_VERSION } from './next-version.ts';
import { numberedSealer, saidIn } from './numbered-sealer.ts';
import type { Random } from './random.ts';
import type { Process, Scheduler } from './scheduler.ts';
import { Violation } from './violation.ts';
import { bookOf, familyOf, isEmptyWord, isTakenBack, refusedOn, saysWhoRefused } from './withheld.ts';
import type { Sender, Wire } from './wire.ts';

export interface PhonePorts {
	scheduler: Scheduler;
	wire: Wire;
	ledger: Ledger;
	random: Random;
	/** First batch of a run. */
	batch: number;
	/** Unsent work lies in each phone a second time. */
	hasSecondCopy: boolean;
	/** What a family does not want written down stays on the phone. */
	withholds: boolean;
	log: (line: string) => void;
	fail: (violation: Violation) => void;
}

export interface Tab {
	process: Process;
	db: PhoneDatabase;
	store?: LocalStore;
	schedule?: Schedule;
	isRunning: boolean;
	/** Runs under way: a timer that was up when it was called off may begin a second one. */
	runs: number;
	/** Taps and takings back that have not come to an end. */
	writing: number;
	isBroken: boolean;
	/** Another page has taken over. */
	isShutOut: boolean;
	/** Grows with every change of what it shows. */
	changes: number;
	/** Answers that are being stored. */
	receiving: number;
	/** How far the pages on the screen have come: each is on the disk a moment before. */
	drawn: Cursors;
	/** Registers that this tab has tapped on: what it must go on showing. */
	mine: Map<string, Intent[]>;
	/** The last action, as long as it may be taken back. */
	last?: { ops: PendingOp[]; intents: Intent[]; inverse: Draft[] | undefined };
	/** Its own taps. */
	recorded: Set<Intent>;
	/** By the ops of a batch: two runs may each have one under way. */
	asked: WeakMap<object, Asked>;
}

/** How the screen stood when a batch was asked for. */
interface Asked {
	/** The household of each op whose people did not want it written down. */
	refused: Map<number, string>;
	/** Those that take back what the commune has. */
	mustGo: Set<number>;
}

interface RawOp {
	n: number;
	t: number;
	body: Body & { b: number; e: string };
	origin: { d: number; n: number };
	isInView: boolean;
	/** Its bytes were changed: the model alone knows what they said. */
	isSpoilt: boolean;
	/** The outbox says beside it which household it is about. */
	isNoted: boolean;
}

/** An app of the next version, as far as it can be told here: its ops say so. */
const inNextApp = ({ pages, ops }: Sealers): Sealers => ({
	pages,
	ops: { ...ops, seal: (body) => ops.seal({ ...(body as object), v: NEXT_VERSION }) }
});
/** Nothing is sealed: of the keys only the name of the outbox key is asked for. */
const wrapped = { ephemeral: new Uint8Array(1), iv: new Uint8Array(1), key: new Uint8Array(1) };
// A whole keyring has keys that only real sealing needs.
const keyring = { outboxKeyToServer: wrapped } as unknown as Keyring;
const decoder = new TextDecoder();

export class SimPhone implements Sender {
	readonly name: string;
	readonly member: Sender['member'];
	token: string;
	network: Sender['network'] = 'good';
	/** How far this phone's clock is off. */
	skew: number;
	readonly disk = new Disk();
	readonly #sealers: Sealers = { pages: numberedSealer(), ops: numberedSealer() };
	lineage = new Lineage();
	/** The disk went back to a copy at some time: what was taken back may come again. */
	wasPutBack = false;
	/** `emptying`: it was told to wipe itself. `empty`: nobody has a place on it. */
	standing: 'enrolled' | 'emptying' | 'empty' = 'enrolled';
	/** It has the app of the next version. */
	isNext = false;
	/** How often somebody was given a place on it. */
	enrolments = 0;
	tabs: Tab[] = [];
	readonly #ports: PhonePorts;
	#reading = new Reading();
	#tokens: () => number;
	#raw: { changes: number; ops: RawOp[] } = { changes: -1, ops: [] };
	#checked = '';

	constructor(
		ports: PhonePorts,
		sender: Pick<Sender, 'name' | 'member' | 'token'>,
		skew: number,
		tokens: () => number
	) {
		this.#ports = ports;
		this.name = sender.name;
		this.member = sender.member;
		this.token = sender.token;
		this.skew = skew;
		this.#tokens = tokens;
		this.disk.onStruck = () => void (this.#reading.events += 1);
		this.disk.onKilled = (process) => this.kill(this.tabs.find((tab) => tab.process === process));
	}

	get clock(): number {
		return this.#ports.scheduler.now + this.skew;
	}

	/** The tab a person looks at: the one opened last. */
	get tab(): Tab | undefined {
		return this.tabs.at(-1);
	}

	/** A place on a phone that nobody has one on. */
	enrol({ device, epoch, now }: NewDevice): void {
		this.standing = 'enrolled';
		this.enrolments += 1;
		// While it was emptied it still stood where it had read to.
		this.lineage = new Lineage();
		this.readAnew();
		// What fails is tried again until the phone is somebody's.
		this.disk.fault = undefined;
		const process = this.#ports.scheduler.spawn(`${this.name} enrols`);
		this.disk.attach(process);
		this.#ports.scheduler.post(process, () => {
			const db = this.#open();
			void inTransaction(db, 'rw', async () => {
				await writeMeta(db, 'state', newState({ device, epoch, now }));
				await writeMeta(db, 'cursors', {});
			}).then(() => db.close());
		});
	}

	/** Who signs in again keeps the unsent work, under the new number. */
	enrolAgain(to: NewDevice): void {
		for (const tab of [...this.tabs]) this.kill(tab);
		this.disk.fault = undefined;
		const process = this.#ports.scheduler.spawn(`${this.name} enrols again`);
		this.disk.attach(process);
		this.#ports.scheduler.post(process, () => {
			const db = this.#open();
			void reKey(db, this.state()?.device ?? 0, to).then(() => db.close());
		});
	}

	#open(): PhoneDatabase {
		return openDatabase(this.member, { indexedDB: this.disk.factory, IDBKeyRange });
	}

	/** A tab is opened; it is there when its database is read. */
	open(): void {
		const { scheduler } = this.#ports;
		const process = scheduler.spawn(`${this.name}/${String((this.#opened += 1))}`);
		this.disk.attach(process);
		const tab: Tab = {
			process,
			// Opened by the tab's first task: nobody asks for it before.
			db: undefined as unknown as PhoneDatabase,
			isRunning: false,
			runs: 0,
			writing: 0,
			isBroken: false,
			isShutOut: false,
			changes: 0,
			receiving: 0,
			drawn: {},
			mine: new Map(),
			recorded: new Set(),
			asked: new WeakMap()
		};
		this.tabs.push(tab);
		this.#reading.events += 1;
		scheduler.post(process, () => {
			if (wipingBegun() !== undefined) return this.#empty(tab);
			if (this.standing === 'empty') return this.#tellEmpty(tab);
			if (this.tabs.length === 1) this.#guard(() => this.#reconcile());
			const mendable = this.#mendable();
			tab.db = this.#open();
			this.#openStore(tab.db).then(
				(store) => {
					if (this.tabs.length === 1) this.#guard(() => this.#assertMended(mendable));
					this.#begin(tab, store);
					for (const work of this.#onceOpen.splice(0)) work();
				},
				() => void (tab.isBroken = true)
			);
		});
	}

	async #openStore(db: PhoneDatabase): Promise<LocalStore> {
		const sealers = this.#sealers;
		const ports = {
			...{ db, sealers: this.isNext ? inNextApp(sealers) : sealers, now: () => this.clock },
			...(this.#ports.withholds ? { withheldOf } : {})
		};
		if (!this.#ports.hasSecondCopy) return LocalStore.open(ports);
		const { mirror } = await joinSecondCopy(db, this.member, keyring, sealers);
		return LocalStore.open({ ...ports, mirror });
	}

	/** A record of the disk is damaged, and maybe its second copy too. */
	spoil(store: 'outbox' | 'journal' | 'pages', random: Random): void {
		const { disk } = this;
		// Whether a page that is being opened read it whole or damaged would be anybody's guess: once it is open, then.
		if (this.tabs.some((tab) => tab.store === undefined && !tab.isBroken)) {
			this.#onceOpen.push(() => this.spoil(store, random));
			return;
		}
		const sealed = new TextEncoder().encode(`\0damaged ${String(disk.changes)}`);
		if (store === 'pages') {
			const ids = disk.all<PageRecord>('pages').map(({ id }) => id);
			if (ids.length === 0) return;
			const chosen = random.pick(ids);
			disk.spoil<PageRecord>('pages', ({ id }) => id === chosen, sealed);
			this.lineage.fetchesAgain = true;
			// It may be the one that says who refused.
			this.lineage.refusals.clear();
			return;
		}
		const ns = new Set(disk.all<OutboxRecord>(store).map(({ n }) => n));
		const known = this.#rawOps().filter((op) => ns.has(op.n) && !op.isSpoilt && this.#isKnown(op));
		if (known.length === 0) return;
		const { n, t, body } = random.pick(known);
		this.#spoilt.set(decoder.decode(sealed), body);
		disk.spoil<OutboxRecord>(store, (record) => record.n === n, sealed);
		this.#ports.log(`${this.name} damages ${String(n)} of its ${store}`);
		// What a server had confirmed once is not remembered by the page: it may go out as its number alone at once.
		this.#ports.ledger.knowDamaged(t);
		if (store === 'journal') this.#lose(t, body);
		else if (random.chance(0.3)) this.#spoilCopy(n);
	}

	/**
	 * What was said by the bytes before, by those that lie there now. Each phone's own: another disk may have come to the same
	 * bytes.
	 */
	readonly #spoilt = new Map<string, RawOp['body']>();

	#onceOpen: (() => void)[] = [];

	#spoilCopy(n: number): void {
		const { files } = this.disk.browser;
		const damaged = (line: string): string => (line.startsWith(`{"n":${String(n)},`) ? 'x' : line);
		for (const [name, text] of files) files.set(name, text.split('\n').map(damaged).join('\n'));
	}

	/** Nothing holds any more what it said, for all that this phone can count on. */
	#lose(t: number, body: Body): void {
		const intent = this.#ports.ledger.byHash.get(hashOf(t, body));
		this.#ports.ledger.knowDamaged(t);
		if (intent === undefined || !this.lineage.kept.delete(intent)) return;
		this.lineage.lost.add(intent);
	}

	/** What was damaged after this page had read it went out whole, and lies damaged in the journal from then on. */
	#loseSent(): void {
		const unsent = new Set(this.disk.all<OutboxRecord>('outbox').map(({ n }) => n));
		for (const { n, t, body, isSpoilt } of this.#rawOps())
			if (isSpoilt && !unsent.has(n)) this.#lose(t, body);
	}

	/** Hashes of unsent ops that are damaged here and whole in the second copy; the others are lost. */
	#mendable(): ReadonlySet<string> {
		const { files } = this.disk.browser;
		const copy = latestCopy(slotNames(this.member).map((name) => files.get(name) ?? ''));
		const whole = new Set(copy?.ops.flatMap(({ t, s }) => openedHash(t, s)));
		const spoiltOps = this.#rawOps().filter(({ isSpoilt }) => isSpoilt);
		const unsent = new Set(this.disk.all<OutboxRecord>('outbox').map(({ n }) => n));
		const hashes = new Set<string>();
		for (const { n, t, body } of spoiltOps) {
			const hash = hashOf(t, body);
			if (unsent.has(n) && whole.has(hash)) hashes.add(hash);
			else this.#lose(t, body);
		}
		return hashes;
	}

	/** DURABLE_LOCAL: nothing unsent is lost as long as the second copy has it. */
	#assertMended(mendable: ReadonlySet<string>): void {
		for (const { n, t, body, isSpoilt } of this.#rawOps()) {
			if (!isSpoilt || !mendable.has(hashOf(t, body))) continue;
			throw new Violation(
				'DURABLE_LOCAL',
				`${this.name} holds ${String(n)} damaged although its second copy has it whole`
			);
		}
	}

	#hasSpoiltPage(): boolean {
		return this.disk.all<PageRecord>('pages').some(({ sealed }) => sealed[0] === 0);
	}

	/** The commune wants this phone empty, and has all that was recorded on it. */
	#empty(tab: Tab): void {
		this.#guard(() => this.#assertHandedIn());
		tab.schedule?.stop();
		delete tab.store;
		this.standing = 'emptying';
		this.lineage = new Lineage();
		const shutOthersOut = (): Promise<() => void> => {
			for (const other of this.tabs.filter((one) => one !== tab)) this.kill(other);
			return Promise.resolve(() => {});
		};
		wipe(this.member, { mustTell: true, shutOthersOut }).then(
			() => {
				this.#ports.log(`${this.name} is empty`);
				this.standing = 'empty';
				this.#guard(() => this.assertEmpty());
				this.#tellEmpty(tab);
			},
			() => void (tab.isBroken = true)
		);
		if (this.#ports.random.chance(0.5)) this.#killIn(tab, this.#ports.random.int(16));
	}

	/** Switched off after so many turns of its own. */
	#killIn(tab: Tab, turns: number): void {
		if (turns === 0) this.kill(tab);
		else this.#ports.scheduler.post(tab.process, () => this.#killIn(tab, turns - 1));
	}

	#tellEmpty({ process }: Tab): void {
		void tellWiped({ fetch: this.#ports.wire.fetch(this, process) });
	}

	/** Whether the commune has heard that it is empty. */
	get hasToldEmpty(): boolean {
		return this.standing === 'empty' && this.disk.browser.words.size === 0;
	}

	#opened = 0;

	#begin(tab: Tab, store: LocalStore): void {
		tab.store = store;
		for (const intent of this.lineage.kept) this.#remember(tab, intent);
		const pace: Pace = { batch: this.#ports.batch };
		const { scheduler, random, wire } = this.#ports;
		const transport = this.#watched(tab, wire.transport(this, tab.process));
		const ports = { store, transport, now: () => this.clock, app: 'sim' };
		tab.schedule = new Schedule({
			run: () => this.#run(tab, () => runOnce(ports, pace)),
			timers: {
				now: () => scheduler.now,
				after: (ms, work) => scheduler.after(tab.process, ms, work)
			},
			random: () => random.next(),
			isVisible: () => true
		});
		const noteRefused = (): void => {
			for (const id of refusedOn(store.view)) this.#everRefused.add(id);
			this.#noteEmptiable(store);
			if (this.tabs.at(-1) === tab) this.#noteRefusals(store);
		};
		noteRefused();
		tab.drawn = this.cursors();
		store.onChanged(() => {
			tab.changes += 1;
			if (tab.receiving === 0) tab.drawn = this.cursors();
			if (this.#ports.withholds) noteRefused();
		});
		this.#watchPages(tab, store);
		if (this.#ports.withholds) this.#watchBatches(tab, store);
		// The app then opens the store anew: so does whoever looks at the phone next.
		store.onLost((how) => {
			if (how === 'revoked') scheduler.post(tab.process, () => this.#empty(tab));
			else tab.isBroken = true;
		});
		store.onRecorded(() => tab.schedule?.wrote());
		tab.schedule.start();
	}

	#watchPages(tab: Tab, store: LocalStore): void {
		const receive = store.receive.bind(store);
		store.receive = async (asked, answer) => {
			tab.receiving += 1;
			try {
				return await receive(asked, answer);
			} finally {
				tab.receiving -= 1;
				tab.drawn = this.cursors();
			}
		};
	}

	/** Households that any page of this phone ever showed as such that do not want to be written down. */
	readonly #everRefused = new Set<string>();

	/** Of these, who refused on a page at some time since a batch was last asked for, or was not on it. */
	#emptiable = new Set<string>();

	#noteEmptiable({ view }: LocalStore): void {
		const refused = refusedOn(view);
		for (const id of this.#everRefused)
			if (refused.has(id) || !saysWhoRefused(view, id)) this.#emptiable.add(id);
	}

	#noteRefusals({ view }: LocalStore): void {
		const { refusals } = this.lineage;
		const refused = refusedOn(view);
		for (const { id } of view.all('households')) {
			const isSaid = saysWhoRefused(view, id);
			if (refused.has(isSaid ? standsFor(bookOf({ view }), id) : id)) refusals.add(id);
			else if (isSaid) refusals.delete(id);
		}
	}

	/** By the screen; of a household that is not on it any more, by what it showed last. */
	#isRefused(household: string, { view }: LocalStore): boolean {
		return saysWhoRefused(view, household)
			? refusedOn(view).has(household)
			: this.lineage.refusals.has(household);
	}

	/** Whoever refused before a batch is asked for, and still does when it goes, has nothing said of them in it. */
	#watchBatches(tab: Tab, store: LocalStore): void {
		const take = store.takeBatch.bind(store);
		store.takeBatch = (size) => {
			this.#noteWithheld();
			this.#emptiable.clear();
			this.#noteEmptiable(store);
			const asked: Asked = { refused: new Map(), mustGo: new Set() };
			if (this.lineage.refusals.size > 0) for (const op of this.#rawOps()) this.#watchOp(asked, store, op);
			const taken = take(size);
			void taken.then(
				({ ops }) => tab.asked.set(ops, asked),
				() => {}
			);
			return taken;
		};
	}

	#watchOp({ refused, mustGo }: Asked, store: LocalStore, op: RawOp): void {
		const household = this.#familyOf(store, op);
		if (household === undefined || !this.#isRefused(household, store)) return;
		if (!isTakenBack(op.body)) refused.set(op.n, household);
		else if (store.view.rv(op.body.c, op.body.id) > 0) mustGo.add(op.n);
	}

	/** By the screen; of what it shows no more, by what it showed at the tap, unless only the second copy still had it. */
	#familyOf({ view }: LocalStore, { n, t, body }: Pick<RawOp, 'n' | 't' | 'body'>): string | undefined {
		const household = familyOf(view, body);
		if (household !== undefined || !WITHHELD.has(body.c)) return household;
		const isNoted = this.#rawOps().some((op) => op.n === n && op.isNoted);
		const known = isNoted ? this.#ports.ledger.byHash.get(hashOf(t, body))?.household : undefined;
		return known === undefined ? undefined : standsFor(bookOf({ view }), known);
	}

	/** NO_LEAK: nothing that people do not want written down leaves the phone. */
	#assertWithheld(tab: Tab, ops: readonly object[]): void {
		const { store } = tab;
		if (store === undefined || !this.#ports.withholds) return;
		const asked = tab.asked.get(ops);
		if (asked === undefined) throw new Violation('FAULT', `${tab.process.name} sends what is no batch`);
		for (const op of ops as readonly (RawOp['body'] & { n: number; t: number })[]) {
			if (asked.mustGo.has(op.n) && op.a !== undefined && isEmptyWord(op))
				throw new Violation('NO_LOST_WRITE', `${tab.process.name} keeps back that somebody did not come`);
			const household = asked.refused.get(op.n);
			if (household === undefined || op.a === undefined || !this.#isRefused(household, store)) continue;
			if (this.#familyOf(store, { n: op.n, t: op.t, body: op }) !== household) continue;
			throw new Violation(
				'NO_LEAK',
				`${tab.process.name} sends ${op.k} ${op.c} ${op.id} ${textOf(op.a)} as ${String(op.n)}, and ${household} refused`
			);
		}
	}

	/**
	 * What is withheld lies on the disk as an empty word of a family that has refused: that is what was promised, then. So does
	 * what was damaged there and is remembered by the page.
	 */
	#noteWithheld(): void {
		if (!this.#ports.withholds) return;
		const raw = this.#rawOps();
		const { withheld, kept, lost } = this.lineage;
		if (withheld.size === 0 && !raw.some(({ body }) => isEmptyWord(body))) return;
		for (const op of raw) {
			if (!isEmptyWord(op.body) && withheld.size === 0) continue;
			const isSame = ({ claim }: Intent): boolean => claim?.t === op.t && isOrigin(op.origin, claim);
			const intent = [...kept, ...lost].find(isSame);
			if (intent === undefined || intent.hash === hashOf(op.t, op.body)) continue;
			if (isEmptyWord(op.body)) this.#withhold(intent, op);
			// The second copy had it whole, or the disk did not take it.
			else if (intent.insteadOf !== undefined) this.#standInFor(intent, intent.insteadOf);
		}
	}

	#withhold(intent: Intent, { t, n, body, origin }: RawOp): void {
		const { ledger, log } = this.#ports;
		if (!WITHHELD.has(intent.body.c) || !this.#emptiable.has(body.id))
			throw new Violation(
				'NO_LOST_WRITE',
				`intent ${String(intent.token)} was emptied, and ${body.id} does not refuse`
			);
		const { consumedAt, deeds, ...meant } = intent;
		const { k, c, id, a } = body;
		const empty: Intent = {
			...{ ...meant, body: { k, c, id, a }, seen: {}, covered: new Set<string>(), looks: [], isBad: false },
			...{ claim: { t, b: body.b, e: body.e, origin }, hash: hashOf(t, body), insteadOf: intent }
		};
		ledger.know(empty.hash ?? '', empty, origin);
		log(`${this.name} withholds ${String(intent.token)}, ${String(n)}`);
		this.#standInFor(intent, empty);
	}

	#standInFor(one: Intent, other: Intent): void {
		this.lineage.replace(one, other);
		for (const tab of this.tabs) {
			if (tab.last !== undefined)
				tab.last.intents = tab.last.intents.map((intent) => (intent === one ? other : intent));
		}
	}

	/** What comes to the page that is looked at is counted. */
	#watched(tab: Tab, transport: Transport): Transport {
		return {
			sync: async (request) => {
				this.#guard(() => this.#noteWithheld());
				this.#guard(() => this.#assertWithheld(tab, request.ops));
				const reply = await transport.sync(request);
				if (reply.kind === 'ok' && reply.answer.do === 'wipe') this.#toldToEmpty = reply.answer.e;
				if (reply.kind === 'ok' && tab === this.tab && tab.runs === 1)
					this.#guard(() => this.#reading.took(reply.answer, this.cursors()));
				return reply;
			},
			newDevice: () => {
				this.#reading.events += 1;
				return transport.newDevice();
			}
		};
	}

	async #run(tab: Tab, run: () => Promise<Outcome>): Promise<Outcome> {
		const { ledger, log, wire } = this.#ports;
		const begun = ledger.commit;
		const before = [...this.lineage.kept];
		const { meddled } = wire;
		tab.isRunning = true;
		tab.runs += 1;
		try {
			const outcome = await run();
			this.#loseSent();
			log(`${tab.process.name} ran: ${outcome.kind}`);
			if (outcome.kind === 'ok') this.#guard(() => this.#assertNoLeak(begun));
			if (outcome.kind === 'ok') this.#guard(() => this.#assertConsumed(before));
			if (outcome.kind === 'stale') this.#reading.events += 1;
			if (outcome.kind === 'refused' && wire.meddled === meddled && this.network === 'good')
				this.#guard(() => this.#failBlocked());
			return outcome;
		} finally {
			tab.isRunning = false;
			tab.runs -= 1;
			this.#loseSent();
		}
	}

	kill(tab: Tab | undefined): void {
		if (tab === undefined) return;
		this.#ports.log(`${tab.process.name} is killed`);
		this.#reading.events += 1;
		this.#ports.scheduler.kill(tab.process);
		this.disk.drop(tab.process);
		this.tabs = this.tabs.filter((other) => other !== tab);
		// What it had on its way is on the disk by now, or never will be; the other page sends what is there.
		if (this.tabs.length > 0) this.#guard(() => this.#reconcile());
	}

	/** Another page has taken over: this one is told to stop. */
	giveUp(tab: Tab): void {
		this.#ports.scheduler.post(tab.process, () => {
			tab.isShutOut = true;
			tab.schedule?.stop();
			tab.store?.close();
		});
	}

	/** The page is gone for good, without harm. */
	forget(tab: Tab): void {
		this.kill(tab);
	}

	// What a person does.

	/** `mayUndo`: whether the screen offers to take it back. */
	tap(tab: Tab, drafts: readonly Draft[], isBad: boolean, mayUndo: boolean): void {
		const looks = drafts.map((draft) => this.#looksOf(tab, draft));
		this.#ports.scheduler.post(tab.process, () => {
			const { store } = tab;
			if (store === undefined) return;
			const intents = this.#meanAll(store, drafts, isBad, looks);
			const inverse = store.inverseOf(drafts, store.view.get('members', this.member)?.roles ?? []);
			delete tab.last;
			this.#record(tab, store, drafts, intents, (ops) => {
				if (mayUndo) tab.last = { ops, intents, inverse };
			});
		});
	}

	/** Takes the last action back: rows and commands go while nobody heard of them, values go back by a new action. */
	undo(tab: Tab): void {
		this.#ports.scheduler.post(tab.process, () => {
			const { store, last } = tab;
			if (store === undefined || last === undefined) return;
			delete tab.last;
			const { inverse, intents } = last;
			const sayBack = (): void => {
				// Another page has taken over meanwhile, and nobody looks at this one.
				if (tab.isShutOut) return;
				if (inverse !== undefined) this.#sayBack(tab, store, inverse);
			};
			if (inverse !== undefined && intents.every(({ body }) => body.k === 'set')) return sayBack();
			this.#takeBack(tab, store, last.ops, intents, sayBack);
		});
	}

	#sayBack(tab: Tab, store: LocalStore, inverse: readonly Draft[]): void {
		// What is said again in the same millisecond, with a contact between, would be one op in the model's book.
		this.#ports.scheduler.pass(1_000);
		const intents = this.#meanAll(store, inverse, false);
		this.#record(tab, store, inverse, intents, () => {});
	}

	send(tab: Tab): void {
		this.#ports.scheduler.post(tab.process, () => tab.schedule?.wake());
	}

	tidy(tab: Tab): void {
		this.#ports.scheduler.post(tab.process, () => void tab.store?.tidy().catch(() => {}));
	}

	/**
	 * What the drafts say was seen of other rows was read from the screen with them; a page may come before the tap does.
	 */
	#looksOf({ store }: Tab, { k, a }: Draft): Look[] {
		if (store === undefined || k !== 'cmd') return [];
		// Where a command of one's own leads somebody, no page says so yet.
		const waiting = [...this.#rawOps().filter(({ isInView }) => isInView), ...this.lineage.unclear];
		if (waiting.some(({ body }) => body.k === 'cmd')) return [];
		return ((a.people ?? []) as { id: string; b: number }[]).map((one) => {
			const shown = store.view.get('people', one.id)?.household;
			return { c: 'people', ...one, field: 'household', shown };
		});
	}

	/** One action: whom a command in it leads to another household is of that one in what it says next. */
	#meanAll(store: LocalStore, drafts: readonly Draft[], isBad: boolean, looks: Look[][] = []): Intent[] {
		const homes = new Map<string, unknown>();
		return drafts.map((draft, index) => {
			const intent = this.#mean(store, draft, isBad, looks[index]);
			const home = draft.c === 'people' ? homes.get(draft.id) : undefined;
			for (const deed of intent.deeds ?? [])
				if ('a' in deed && deed.c === 'people' && 'household' in deed.a) homes.set(deed.id, deed.a.household);
			return typeof home === 'string' ? { ...intent, household: home } : intent;
		});
	}

	#mean(store: LocalStore, { k, c, id, a }: Draft, isBad: boolean, looks: readonly Look[] = []): Intent {
		const fields = store.view.get(c, id) as Fields | undefined;
		const seen = Object.fromEntries(Object.keys(a).map((field) => [field, fields?.[field]]));
		const stored = this.#rawOps().filter(({ isInView }) => isInView);
		const all = [...stored, ...this.lineage.unclear];
		const own = all.filter(({ body }) => body.c === c && body.id === id);
		// What a command of one's own made of other rows is on no page yet either: what it erased shows nothing.
		const isCommanding = all.some(({ body }) => body.k === 'cmd');
		const isLed = c === 'people' && 'relation' in a;
		const goesAlong = c === 'householdAnswers' || c === 'claims';
		const isFollowed = goesAlong || 'noRecord' in a || isLed || fields === undefined;
		const followed = isCommanding && isFollowed ? Object.keys(a) : [];
		const deeds = k === 'cmd' ? deedsOf(bookOf(store), { k, c, id, a }) : undefined;
		return {
			token: this.#tokens(),
			phone: this.name,
			member: this.member,
			body: { k, c, id, a },
			seen,
			covered: new Set([...followed, ...own.flatMap(({ body }) => Object.keys(body.a))]),
			lastContact: this.state()?.serverTime ?? 0,
			isNext: this.isNext,
			isBad,
			looks,
			household: familyOf(store.view, { k, c, id, a }),
			...(deeds === undefined ? {} : { deeds })
		};
	}

	#record(
		tab: Tab,
		store: LocalStore,
		drafts: readonly Draft[],
		intents: readonly Intent[],
		saved: (ops: PendingOp[]) => void
	): void {
		for (const intent of intents) {
			this.lineage.unclear.add(intent);
			this.#remember(tab, intent);
		}
		tab.writing += 1;
		const { lineage } = this;
		store.record(drafts).then(
			(ops) => {
				tab.writing -= 1;
				this.#guard(() => this.#assertSaved(tab, lineage, intents, ops));
				saved(ops);
			},
			() => {
				tab.writing -= 1;
				// Shut out in the middle of it: nobody is told, and what was begun may still come to the disk.
				if (!tab.isShutOut) this.#guard(() => this.#assertNotSaved(tab, lineage, intents));
			}
		);
		this.#guard(() => {
			this.#noteWithheld();
			this.assertShows(tab);
			intents.forEach(({ token, deeds = [] }, index) => {
				// What is said next may say something else of the same rows.
				const after = new Set(intents.slice(index + 1).map(({ body }) => `${body.c} ${body.id}`));
				const last = deeds.filter((deed) => !('id' in deed && after.has(`${deed.c} ${deed.id}`)));
				assertDone(tab, store, token, last);
			});
		});
	}

	#takeBack(
		tab: Tab,
		store: LocalStore,
		ops: PendingOp[],
		intents: readonly Intent[],
		otherwise: () => void
	): void {
		this.#noteWithheld();
		const { lineage } = this;
		// Withheld since the tap was looked up, it is kept as an empty word, which goes with the rest of its action.
		const tokens = new Set(intents.map(({ token }) => token));
		const rest = [...lineage.kept].filter(({ token }) => tokens.has(token));
		for (const intent of rest) lineage.unclear.add(intent);
		tab.writing += 1;
		store.takeBack(ops).then(
			(isGone) => {
				tab.writing -= 1;
				for (const intent of rest) {
					// It may be an empty word by now.
					const now = [...lineage.kept].find(({ token }) => token === intent.token) ?? intent;
					lineage.unclear.delete(now);
					if (isGone) this.#undone(tab, lineage, now);
				}
				if (!isGone) this.#ports.scheduler.post(tab.process, otherwise);
			},
			() => {
				tab.writing -= 1;
				// Told as failed: it may be either, and the disk knows.
				this.#guard(() => this.#reconcile());
			}
		);
	}

	#undone(tab: Tab, lineage: Lineage, intent: Intent): void {
		lineage.kept.delete(intent);
		lineage.withheld.delete(intent);
		this.#unremember(tab, intent);
		if (intent.insteadOf !== undefined) this.#unremember(tab, intent.insteadOf);
	}

	#remember(tab: Tab, intent: Intent): void {
		const { k, c, id, a } = intent.body;
		// From here on others' work says what its rows show, too.
		if (k === 'cmd') return this.#overtake(tab, intent.deeds ?? []);
		for (const field of Object.keys(a)) {
			const register = registerOf(c, id, field);
			tab.mine.set(register, [...(tab.mine.get(register) ?? []).filter((one) => one !== intent), intent]);
		}
	}

	#overtake({ mine }: Tab, deeds: readonly Deed[]): void {
		for (const deed of deeds) {
			const prefix = deed.how === 'carried' ? `householdAnswers ${deed.to} ` : `${deed.c} ${deed.id} `;
			for (const register of mine.keys()) if (register.startsWith(prefix)) mine.delete(register);
		}
	}

	#unremember(tab: Tab, intent: Intent): void {
		for (const [register, all] of tab.mine) {
			const rest = all.filter((one) => one !== intent);
			if (rest.length > 0) tab.mine.set(register, rest);
			else tab.mine.delete(register);
		}
	}

	// What the disk holds.

	state(): DeviceState | undefined {
		return this.#meta<DeviceState>('state');
	}

	cursors(): Cursors {
		return this.#meta<Cursors>('cursors') ?? {};
	}

	#meta<T>(key: string): T | undefined {
		return this.disk.all<{ key: string; value: T }>('meta').find((one) => one.key === key)?.value;
	}

	unsent(): number {
		return this.disk.all('outbox').length;
	}

	/** Every op on the disk, confirmed or not, in the order of their numbers. */
	#rawOps(): RawOp[] {
		const { changes } = this.disk;
		if (this.#raw.changes !== changes) this.#raw = { changes, ops: this.#readOps() };
		return this.#raw.ops;
	}

	#readOps(): RawOp[] {
		const device = this.state()?.device ?? 0;
		const raw = ({ n, t, o, sealed, about }: OutboxRecord, isInView: boolean): RawOp[] => {
			const body = openedOp(sealed) ?? this.#spoilt.get(decoder.decode(sealed));
			const origin = o ?? { d: device, n };
			return body === undefined
				? []
				: [
						{
							n,
							t,
							body,
							origin,
							isInView,
							isSpoilt: openedOp(sealed) === undefined,
							isNoted: about !== undefined
						}
					];
		};
		return [
			...this.disk.all<JournalRecord>('journal').flatMap((one) => raw(one, one.inView === 1)),
			...this.disk.all<OutboxRecord>('outbox').flatMap((one) => raw(one, one.again !== 1))
		];
	}

	/** DURABLE_LOCAL: told as saved, so it is on the disk; and what the engine wrote down about it is true. */
	#assertSaved(tab: Tab, lineage: Lineage, intents: readonly Intent[], ops: readonly PendingOp[]): void {
		const raw = new Map(this.#rawOps().map((op) => [op.n, op]));
		intents.forEach((intent, index) => {
			const op = raw.get(ops[index]?.n ?? 0);
			if (op === undefined || textOf(op.body.a) !== textOf(intent.body.a) || op.body.id !== intent.body.id) {
				throw new Violation(
					'DURABLE_LOCAL',
					`intent ${String(intent.token)} was told as saved and is not on the disk`
				);
			}
			lineage.unclear.delete(intent);
			lineage.kept.add(intent);
			tab.recorded.add(intent);
			this.#know(intent, op);
		});
	}

	#know(intent: Intent, { t, body, origin }: RawOp): void {
		if (intent.hash !== undefined) return;
		intent.claim = { t, b: body.b, e: body.e, origin };
		intent.hash = hashOf(t, intent.body);
		this.#ports.ledger.know(intent.hash, intent, origin);
		this.#ports.log(
			`${this.name} saved ${String(intent.token)} as ${String(origin.d)}.${String(origin.n)} ${intent.hash}: ${body.k} ${body.c} ${body.id} ${textOf(body.a)}`
		);
		// The server's own clock may have gone back by less than a second since the tap, and told so.
		if (t < Math.min(intent.lastContact, this.state()?.serverTime ?? 0)) {
			throw new Violation(
				'TIME_BOUND',
				`intent ${String(intent.token)} is dated before its phone's last contact`
			);
		}
		this.#assertTrueBase(intent);
	}

	/** The version an op says was looked at is one the server made, and what it says is what the screen showed. */
	#assertTrueBase({ token, body, seen, covered, claim, looks }: Intent): void {
		for (const look of looks) this.#assertTrueLook(token, look, claim);
		if (body.k === 'cmd' || claim === undefined || claim.b === 0) return;
		const version = this.#ports.ledger.version(claim.e, body.c, body.id, claim.b);
		if (version === undefined) {
			throw new Violation('PREFIX', `intent ${String(token)} is based on a version that never was`);
		}
		for (const field of Object.keys(body.a)) {
			if (covered.has(field) || textOf(version.f[field]) === textOf(seen[field])) continue;
			if (this.#isOwnSince(registerOf(body.c, body.id, field), seen[field], claim.e, version.commit))
				continue;
			throw new Violation(
				'CAUSAL_WINS',
				`intent ${String(token)} says its author saw ${textOf(version.f[field])} in ${field}, the screen showed ${textOf(seen[field])}`
			);
		}
	}

	#assertTrueLook(token: number, { c, id, b, field, shown }: Look, claim: Intent['claim']): void {
		if (claim === undefined || b === 0) return;
		const version = this.#ports.ledger.version(claim.e, c, id, b);
		if (version === undefined)
			throw new Violation('PREFIX', `intent ${String(token)} looked at a version of ${id} that never was`);
		if (textOf(version.f[field]) === textOf(shown)) return;
		if (this.#isOwnSince(registerOf(c, id, field), shown, claim.e, version.commit)) return;
		throw new Violation(
			'CAUSAL_WINS',
			`intent ${String(token)} says its author saw ${id} in ${textOf(version.f[field])}, the screen showed ${textOf(shown)}`
		);
	}

	/**
	 * Whether the value is a tap of one's own that the version does not hold. Between a page's coming to the disk and to the
	 * screen the disk calls such a tap reached, and while a confirmed one goes to the journal it lies for a moment in neither
	 * place; the screen still lays it over the version before.
	 */
	#isOwnSince(register: string, value: unknown, epoch: string, commit: number): boolean {
		const consumed = this.#ports.ledger.consumedIn.get(epoch);
		// Between its being withheld on the disk and on the screen the screen still shows it.
		const meant = [...this.lineage.withheld].flatMap(({ insteadOf }) => insteadOf ?? []);
		const all = [...this.lineage.kept, ...this.lineage.unclear, ...meant];
		return all.some(
			(intent) =>
				(consumed?.get(intent.hash ?? '')?.commit ?? Infinity) > commit &&
				saidBy(intent).some(({ c, id, a }) =>
					Object.entries(a).some(
						([field, said]) => registerOf(c, id, field) === register && textOf(said) === textOf(value)
					)
				)
		);
	}

	#assertNotSaved(tab: Tab, lineage: Lineage, intents: readonly Intent[]): void {
		for (const intent of intents) {
			lineage.unclear.delete(intent);
			this.#unremember(tab, intent);
		}
		// What was damaged is an old op, and known no longer: it may say the same.
		const unknown = this.#rawOps().filter((op) => !op.isSpoilt && !this.#isKnown(op));
		for (const { token, body } of intents) {
			if (unknown.some((op) => op.body.id === body.id && textOf(op.body.a) === textOf(body.a))) {
				throw new Violation(
					'DURABLE_LOCAL',
					`intent ${String(token)} was told as not saved and is on the disk`
				);
			}
		}
	}

	#isKnown({ t, body }: RawOp): boolean {
		const intent = this.#ports.ledger.byHash.get(hashOf(t, body));
		return intent !== undefined && this.lineage.kept.has(intent);
	}

	/** DURABLE_LOCAL after whatever happened: all that was promised is there; what was on its way is now clear. */
	#reconcile(): void {
		const { ledger } = this.#ports;
		this.#noteWithheld();
		const raw = this.#rawOps();
		const hashed = raw.map((op) => ({ op, hash: hashOf(op.t, op.body) }));
		const byHash = new Set(hashed.map((one) => one.hash));
		// Another page may have withheld it before it was told as saved.
		const isUnknownWord = ({ t, body }: RawOp): boolean =>
			isEmptyWord(body) && !ledger.byHash.has(hashOf(t, body));
		for (const intent of [...this.lineage.unclear]) {
			this.lineage.unclear.delete(intent);
			if (intent.hash !== undefined) {
				if (byHash.has(intent.hash)) this.lineage.kept.add(intent);
				else this.lineage.kept.delete(intent);
				continue;
			}
			const found = raw.find(
				(op) =>
					op.body.id === intent.body.id &&
					op.body.c === intent.body.c &&
					textOf(op.body.a) === textOf(intent.body.a) &&
					!ledger.byHash.has(hashOf(op.t, op.body))
			);
			const known = found ?? (WITHHELD.has(intent.body.c) ? raw.find(isUnknownWord) : undefined);
			if (known === undefined) continue;
			this.lineage.kept.add(intent);
			this.#know(intent, known);
			this.#noteWithheld();
		}
		const { kept, lost } = this.lineage;
		for (const intent of kept) {
			const { token, hash = '', claim, body } = intent;
			// Two taps of one millisecond may say the same, and the first leaves the disk before the second.
			const others = [...kept, ...lost].filter((one) => one !== intent && one.hash === hash);
			const isAnothers = ({ origin }: RawOp): boolean => others.some((one) => isOrigin(origin, one.claim));
			const same = hashed.filter((one) => one.hash === hash).map((one) => one.op);
			const op = same.find(({ origin }) => isOrigin(origin, claim)) ?? same.find((one) => !isAnothers(one));
			if (op === undefined && (ledger.isErased(body) || ledger.isConfirmed(intent))) continue;
			if (op === undefined) {
				throw new Violation(
					'DURABLE_LOCAL',
					`intent ${String(token)} was told as saved and is gone from the disk`
				);
			}
			if (!isOrigin(op.origin, claim)) {
				throw new Violation(
					'EXACTLY_ONCE',
					`intent ${String(token)} has another identity than it was made with`
				);
			}
		}
	}

	// What is checked between two steps.

	/** READ_YOUR_WRITES: each register shows the last tap of one's own, or what the server made of it later. */
	assertShows(tab: Tab): void {
		const { store, mine } = tab;
		if (store === undefined) return;
		const { ledger } = this.#ports;
		for (const [register, intents] of mine) {
			const intent = intents.at(-1);
			if (intent === undefined) continue;
			const { c, id, a } = intent.body;
			const field = register.slice(c.length + id.length + 2);
			const shown = textOf((store.view.get(c, id) as Fields | undefined)?.[field]);
			if (shown === textOf(a[field])) continue;
			if (this.#isWithheld(intent)) continue;
			if (shown === '' && this.#isErasedSince(tab, store, intent)) continue;
			if (shown === 'true' && field === 'noRecord' && this.#hasRefusedSince(tab, store, intent)) continue;
			if (intent.consumedAt !== undefined) {
				if (ledger.wasShownSince(register, shown, intent.consumedAt)) continue;
				// A command of one's own was laid over it once it had come under the household that goes.
				const isFiled = field === 'household' && shown === textOf(standsFor(bookOf(store), String(a[field])));
				if (isFiled) continue;
				// It is kept no longer, and the page that takes its row away may come later.
				if (ledger.wasToldErased(intent.hash)) continue;
				if (shown === '' && !this.#mayBeHere(tab, c, id)) continue;
				if (this.lineage.fetchesAgain) continue;
				// Handed in to wait for an official; and no page comes here any more.
				if (ledger.shutOut.has(this.name)) continue;
			}
			throw new Violation(
				'READ_YOUR_WRITES',
				`${tab.process.name} shows ${shown || 'nothing'} in ${register} after its own ${textOf(a[field])} (intent ${String(intent.token)})`
			);
		}
	}

	/** Nothing is promised of it any more, nor of what was tapped there before and waits like it. */
	#isWithheld(intent: Intent): boolean {
		return [...this.lineage.withheld].some(({ insteadOf }) => insteadOf === intent);
	}

	/**
	 * By a later tap of one's own, which is laid anew over what comes (MG5): the row did not hang on what it erases when it
	 * was tapped, and does since another merged households or led somebody there. Told by what lies under it.
	 */
	#isErasedSince(tab: Tab, { view }: LocalStore, { token, body }: Intent): boolean {
		const erasures = this.#commandsSince(tab, token, 'erase');
		if (erasures.length === 0) return false;
		const above = erasedWith({ fields: (c, id) => view.said(c as 'people', id) }, body);
		return erasures.some((erasure) => above.includes(erasure.body.id));
	}

	/**
	 * By a later merge of one's own, which is laid anew over what comes and goes (MG5): the family that refuses went on from
	 * here into another household when it was tapped, and stays here where the row that leads on was damaged since; or it went
	 * elsewhere, and another merged that household into this one.
	 */
	#hasRefusedSince(tab: Tab, { view }: LocalStore, { token, body }: Intent): boolean {
		return this.#commandsSince(tab, token, 'household.merge').some((merge) => {
			const { mergedInto, noRecord } = view.get('households', merge.body.id) ?? {};
			return mergedInto === body.id && noRecord === true;
		});
	}

	/** Later commands of one's own that the screen lays over its rows. */
	#commandsSince({ isRunning }: Tab, token: number, name: string): Intent[] {
		const { byHash } = this.#ports.ledger;
		// Between a page's coming to the disk and to the screen the screen still lays over it what the disk calls reached.
		const stored = this.#rawOps().filter(({ isInView }) => isInView || isRunning);
		const taps = [
			...stored.flatMap((op) => byHash.get(hashOf(op.t, op.body)) ?? []),
			...this.lineage.unclear
		];
		return taps.filter((tap) => tap.token > token && tap.body.k === 'cmd' && tap.body.a.name === name);
	}

	/**
	 * Not in a scope that was lost, nor, once it is given back, where its first download has not come yet (PL6). A row that
	 * went from scope to scope may have left with one page and come again with one that is not here yet.
	 */
	#mayBeHere({ drawn }: Tab, c: CollectionName, id: string): boolean {
		const { ledger } = this.#ports;
		const { s = '', seq = 0 } = ledger.row(c, id) ?? {};
		const cursor = drawn[s];
		if (cursor === undefined || this.state()?.epoch !== ledger.epoch) return false;
		return cursor.at >= seq || (cursor.complete && !ledger.hasMoved(c, id));
	}

	/**
	 * There was no room to say that this page is active, and an older one has written since it read the database: this one's
	 * next look at the disk finds out. Until then it counts what it read; that all is safe it does not say.
	 */
	#isBehind({ db: { readAs } }: Tab): boolean {
		if (readAs === undefined) return false;
		return readAs !== JSON.stringify([this.state(), this.#meta<Cursors>('cursors')]);
	}

	/** SUM and SAFE_TRUTH: what the state line says is so. */
	assertStatus(tab: Tab): void {
		const { store } = tab;
		if (store === undefined) return;
		const { recorded, received, unsentOps, review, allSafe } = store.status;
		if (recorded !== received + unsentOps + review) {
			throw new Violation(
				'SUM',
				`${tab.process.name} says ${String(recorded)} = ${String(received)} + ${String(unsentOps)} + ${String(review)}`
			);
		}
		// Only the page that is looked at, and only when nothing is on its way to the disk.
		if (
			tab !== this.tab ||
			this.tabs.length > 1 ||
			tab.writing > 0 ||
			tab.isRunning ||
			this.lineage.unclear.size > 0
		)
			return;
		const lost = this.lineage.lost.size;
		const promised = this.lineage.kept.size + lost;
		if (recorded !== promised && !this.#isBehind(tab)) {
			throw new Violation(
				'SUM',
				`${tab.process.name} says ${String(recorded)} recorded of ${String(promised)}`
			);
		}
		const epoch = this.state()?.epoch ?? '';
		const consumed = this.#ports.ledger.consumedIn.get(epoch);
		const { ledger } = this.#ports;
		// What was erased is not missed, wherever it went.
		const isKnown = ({ hash = '', body }: Intent): boolean =>
			consumed?.has(hash) === true || ledger.isErased(body);
		const known = [...this.lineage.kept].filter(isKnown).length + lost;
		if (received > known) {
			throw new Violation(
				'SAFE_TRUTH',
				`${tab.process.name} says ${String(received)} received of ${String(known)}`
			);
		}
		if (allSafe && known < promised) {
			throw new Violation(
				'SAFE_TRUTH',
				`${tab.process.name} says all is safe, ${String(promised - known)} are not`
			);
		}
	}

	/** RESUME: a cursor never goes back on one disk, whatever was killed. */
	assertForward(): void {
		for (const [scope, { generation, at }] of Object.entries(this.cursors())) {
			const before = this.lineage.cursors.get(scope);
			if (
				before !== undefined &&
				(generation < before.generation || (generation === before.generation && at < before.at))
			) {
				throw new Violation(
					'RESUME',
					`${this.name} went back in ${scope} from ${String(before.at)} to ${String(at)}`
				);
			}
			this.lineage.cursors.set(scope, { generation, at });
		}
	}

	/** PREFIX: every row of the server up to the cursor is here at its version, with nothing else in its fields. */
	assertPrefix(tab: Tab): void {
		const { store } = tab;
		const { ledger } = this.#ports;
		if (store === undefined || tab.isRunning || this.state()?.epoch !== ledger.epoch) return;
		if (this.#isBehind(tab)) return;
		const cursors = this.cursors();
		const pending = new Set(
			this.#rawOps().flatMap(({ body, isInView }) => (isInView ? `${body.c} ${body.id}` : []))
		);
		// Laid over whatever hangs on its row.
		const isLaidOver = this.#rawOps().some(({ body, isInView }) => isInView && body.k === 'cmd');
		for (const { c, id, s, rv, seq, f } of ledger.rows.values()) {
			const cursor = cursors[s];
			if (cursor === undefined || seq > cursor.at || cursor.epoch !== ledger.epoch) continue;
			const name = c as CollectionName;
			if (store.view.rv(name, id) !== rv) {
				throw new Violation(
					'PREFIX',
					`${tab.process.name} is at ${String(cursor.at)} of ${s} and holds ${c} ${id} at ${String(store.view.rv(name, id))}, not ${String(rv)}`
				);
			}
			if (pending.has(`${c} ${id}`) || isLaidOver || tab.writing > 0) continue;
			if (textOf(store.view.get(name, id)) !== textOf(f)) {
				throw new Violation('PREFIX', `${tab.process.name} shows ${c} ${id} otherwise than the server`);
			}
		}
	}

	/** NO_HEAD_BLOCK: after a round that went well nothing waits behind anything. */
	#assertConsumed(before: readonly Intent[]): void {
		const { ledger } = this.#ports;
		// A restore may have come between.
		if (this.state()?.epoch !== ledger.epoch) return;
		const left = before.find(
			(intent) =>
				this.lineage.kept.has(intent) &&
				!this.lineage.unclear.has(intent) &&
				!ledger.consumed.has(intent.hash ?? '') &&
				!ledger.isErased(intent.body)
		);
		if (left !== undefined)
			throw new Violation('NO_HEAD_BLOCK', `${this.name} handed in, and ${String(left.token)} is not there`);
	}

	#failBlocked(): void {
		throw new Violation('NO_HEAD_BLOCK', `${this.name} holds something that the server refuses for good`);
	}

	/** NO_LEAK: after a run that succeeded nothing is left of a scope that was not ours while it ran. */
	#assertNoLeak(begun: number): void {
		const held = this.#ports.ledger.heldSince(this.member, begun);
		const pages = this.disk.all<PageRecord>('pages').map(({ scope }) => scope);
		const left = [...pages, ...Object.keys(this.cursors())].find((scope) => !held.has(scope));
		if (left !== undefined) throw new Violation('NO_LEAK', `${this.name} still holds ${left}`);
	}

	/** NO_LEAK, after an erasure that everybody has heard of. */
	assertForgotten(): void {
		for (const store of ['journal', 'outbox', 'pages']) {
			const texts = this.disk.all<{ sealed: Uint8Array }>(store).map(({ sealed }) => decoder.decode(sealed));
			this.#ports.ledger.assertForgotten(`${store} of ${this.name}`, texts);
		}
	}

	/** Epoch of the answer that told it to be emptied. */
	#toldToEmpty = '';

	/**
	 * NO_LOST_WRITE of a phone that is about to be emptied: what was promised on it is with the server, as it was when it said
	 * so. An answer that was under way while the server went back to a backup knows no better.
	 */
	#assertHandedIn(): void {
		const { ledger } = this.#ports;
		const consumed = ledger.consumedIn.get(this.#toldToEmpty);
		for (const { token, hash = '', body } of this.lineage.kept) {
			if (consumed?.has(hash) === true || ledger.isErased(body)) continue;
			throw new Violation('NO_LOST_WRITE', `${this.name} is emptied and the server has no ${String(token)}`);
		}
	}

	/** WIPE: no personal byte is left. The word that it is done names the member, by an id. */
	assertEmpty(): void {
		const { files, values, words } = this.disk.browser;
		const isNoted = words.size === 0 || (words.size === 1 && words.get('wiped') === this.member);
		const left = [...files.keys(), ...values.keys(), ...(isNoted ? [] : words.keys())];
		if (this.disk.hasDatabase) left.push('its database');
		if (left.length > 0) throw new Violation('WIPE', `${this.name} was emptied and holds ${left.join(', ')}`);
	}

	/** All that holds between two steps. */
	assertAll(): void {
		const looks = this.tabs.map(
			(tab) => `${String(tab.changes)}${String(tab.isRunning)}${String(tab.writing)}`
		);
		const now = [this.disk.changes, this.#ports.ledger.commit, this.lineage.unclear.size, ...looks].join(' ');
		if (now === this.#checked) return;
		this.#checked = now;
		this.#noteWithheld();
		if (this.standing === 'empty') this.assertEmpty();
		this.assertForward();
		const isWhole = Object.values(this.cursors()).every(({ complete, older }) => complete && older !== true);
		if (isWhole && this.tab?.store !== undefined && !this.#hasSpoiltPage()) this.lineage.fetchesAgain = false;
		for (const tab of this.tabs) {
			if (tab.store === undefined) continue;
			this.assertStatus(tab);
			if (tab !== this.tab || this.tabs.length > 1) continue;
			this.assertShows(tab);
			this.#assertMonotonic(tab.store);
			this.assertPrefix(tab);
			this.#assertListedOnce(tab, tab.store);
		}
	}

	/** LISTED_ONCE, by what is on this screen. */
	#assertListedOnce({ process }: Tab, { view }: LocalStore): void {
		const behind = rowsBehindLists(view);
		if (behind.every((rows, at) => rows === this.#listedBy[at])) return;
		this.#listedBy = behind;
		const says = listedOtherwise(view);
		if (says !== undefined) throw new Violation('LISTED_ONCE', `on ${process.name} ${says}`);
	}

	#listedBy: readonly unknown[] = [];

	#assertMonotonic({ view }: LocalStore): void {
		const [cursors, epoch] = [this.cursors(), this.state()?.epoch ?? ''];
		for (const { c, id, s } of this.#ports.ledger.rows.values())
			this.#reading.showed(`${c} ${id}`, s, view.rv(c as CollectionName, id), epoch, cursors);
	}

	/** Its disk is another one from here on. */
	readAnew(): void {
		this.#reading = new Reading();
	}

	#guard(check: () => void): void {
		try {
			check();
		} catch (error) {
			this.#ports.fail(error instanceof Violation ? error : new Violation('FAULT', String(error)));
		}
	}
}

/** Whoever gives a command sees at once what it does. */
function assertDone(tab: Tab, store: LocalStore, token: number, deeds: readonly Deed[]): void {
	const book = bookOf(store);
	for (const deed of deeds) {
		if (deed.how === 'carried') continue;
		const shown = book.fields(deed.c, deed.id);
		const isDone =
			deed.how === 'erased'
				? shown === undefined
				: Object.entries(deed.a).every(([field, value]) => textOf(shown?.[field]) === textOf(value));
		if (isDone) continue;
		throw new Violation(
			'READ_YOUR_WRITES',
			`${tab.process.name} gave the command ${String(token)} and ${deed.c} ${deed.id} shows ${textOf(shown)}`
		);
	}
}

/** What a tap says of rows: a command what it came to on its screen. */
const saidBy = ({ body, deeds = [] }: Intent): { c: string; id: string; a: Fields }[] =>
	body.k === 'cmd' ? deeds.flatMap((deed) => ('a' in deed ? deed : [])) : [body];

/** Rows that tell of people. */
const WITHHELD: ReadonlySet<string> = new Set(['people', 'answers', 'householdAnswers', 'attendance']);

const isOrigin = ({ d, n }: RawOp['origin'], claim: Intent['claim']): boolean =>
	d === claim?.origin.d && n === claim.origin.n;

const opened = new WeakMap<object, RawOp['body'] | { none: true }>();

/** The hash of an op of a second copy, unless it cannot be read. */
function openedHash(t: number, sealed: string): string[] {
	try {
		return [hashOf(t, saidIn(bytesOfBase64url(sealed)) as Body)];
	} catch {
		return [];
	}
}

function openedOp(sealed: Sealed): RawOp['body'] | undefined {
	const known = opened.get(sealed);
	if (known !== undefined) return 'none' in known ? undefined : known;
	let body: RawOp['body'] | undefined;
	try {
		body = saidIn(sealed) as RawOp['body'];
	} catch {
		body = undefined;
	}
	opened.set(sealed, body ?? { none: true });
	return body;
}
