// One run: the script is played step by step, what must hold is checked between the steps, and at the end everything is
// healed and brought to rest.
import { createHash } from 'node:crypto';
import { limits } from '#protocol/limits.ts';
import { uuidv7 } from '#protocol/row-id.ts';
import type { Draft } from '#phone/store/draft.ts';
import type { Fields } from '#protocol/row.ts';
import { rowsOfPerson } from './command-model.ts';
import { tokenOf } from './database.ts';
import type { Snapshot } from './disk.ts';
import { eveningDrafts, isEvening, isTwice, type Tapping, twiceDrafts } from './evening-taps.ts';
import { textOf } from './intent.ts';
import { Ledger } from './ledger.ts';
import { Lineage } from './lineage.ts';
import { renamed } from './next-version.ts';
import { SimPhone, type Tab } from './phone.ts';
import { Random } from './random.ts';
import { beginRun } from './scheduler.ts';
import type { Script, Step, Tap } from './script.ts';
import { PostgresDatabase } from './postgres-database.ts';
import { SimServer } from './server.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { type Rule, Violation } from './violation.ts';
import { Wire } from './wire.ts';
import { bookOf } from './withheld.ts';
import { HAMLETS, ITEMS, PEOPLE, START, WRITERS } from './world-map.ts';

export interface RunResult {
	seed: number;
	steps: number;
	/** Hash of all that happened: the same for the same script. */
	trace: string;
	violation?: { rule: Rule; says: string; step: number };
}

/** Plays a script to its end or to the first violation. `onLine` sees the trace as it is written. */
export async function play(script: Script, onLine?: (line: string) => void): Promise<RunResult> {
	const world = await World.make(script, onLine);
	try {
		return await world.play();
	} finally {
		await world.close();
	}
}

/** Bounded rounds (TERMINATE). */
const ROUNDS = 12;
const FAR_AHEAD_MS = 30 * 86_400_000;

interface Copy {
	phone: SimPhone;
	enrolment: number;
	disk: Snapshot;
	lineage: Lineage;
}

interface Backup {
	file: string;
	epoch: string;
	state: ReturnType<Ledger['backup']>;
}

class World {
	readonly #script: Script;
	readonly #scheduler = beginRun(START);
	readonly #ledger = new Ledger(
		(device) => this.#phones.find((phone) => phone.state()?.device === device)?.name
	);
	readonly #hash = createHash('sha256');
	readonly #copies: Copy[] = [];
	#phones: SimPhone[] = [];
	#server!: SimServer;
	#wire!: Wire;
	/** The last one, and those before it that may still be restored: one older than a confirmed one is the operator's error. */
	#backups: Backup[] = [];
	#hasConfirmed = false;
	#restores = 0;
	#tokens = 0;
	#violation: Violation | undefined;
	#random = new Random(0);
	#isOver = false;
	readonly #onLine: ((line: string) => void) | undefined;

	private constructor(script: Script, onLine: ((line: string) => void) | undefined) {
		this.#script = script;
		this.#onLine = onLine;
	}

	static async make(script: Script, onLine?: (line: string) => void): Promise<World> {
		const world = new World(script, onLine);
		Object.assign(limits, { ops: script.batch < 100 ? 7 : 500, pageRows: script.page });
		await world.#begin();
		return world;
	}

	async #begin(): Promise<void> {
		const log = (line: string): void => this.#log(line);
		const { backend, seed } = this.#script;
		const database = await (backend === 'postgres'
			? PostgresDatabase.make(new Random(seed + 3))
			: SqliteDatabase.make());
		this.#server = new SimServer(database, () => this.#scheduler.now, {
			onRequest: (wall) => this.#toldTime(wall),
			onBegin: () => this.#ledger.commit,
			onCommit: async (begun) => {
				const seen = await this.#server.eye.look();
				this.#guard(() => this.#ledger.observe(seen, begun));
			}
		});
		this.#ledger.begin(await this.#server.eye.look());
		this.#ledger.latest = START;
		this.#wire = new Wire(
			this.#scheduler,
			this.#scheduler.spawn('server'),
			(envelope) => this.#server.serve(envelope),
			log
		);
		const ports = {
			scheduler: this.#scheduler,
			wire: this.#wire,
			ledger: this.#ledger,
			random: new Random(this.#script.seed + 1),
			batch: this.#script.batch,
			hasSecondCopy: this.#script.hasSecondCopy === true,
			withholds: this.#script.actions >= 2,
			log,
			fail: (violation: Violation) => void (this.#violation ??= violation)
		};
		const devices = await this.#server.phones();
		this.#phones = WRITERS.slice(0, this.#script.phones).map((member, index) => {
			const sender = { name: `${member}${String(index)}`, member, token: tokenOf(index) };
			return new SimPhone(ports, sender, this.#script.skews[index] ?? 0, () => (this.#tokens += 1));
		});
		for (const [index, phone] of this.#phones.entries())
			phone.enrol({ device: devices[index] ?? 0, epoch: 'epoch-0', now: START });
		await this.#rest();
		for (const phone of this.#phones) phone.open();
		await this.#rest();
	}

	async close(): Promise<void> {
		for (const phone of this.#phones) for (const tab of [...phone.tabs]) phone.forget(tab);
		await this.#scheduler.settle();
		await this.#server.close();
	}

	async play(): Promise<RunResult> {
		let step = 0;
		for (; step < this.#script.steps.length && this.#violation === undefined; step += 1) {
			await this.#guarded(() => this.#step(this.#script.steps[step]!));
		}
		if (this.#violation === undefined) await this.#guarded(() => this.#heal());
		this.#isOver = true;
		const trace = this.#hash.digest('hex').slice(0, 16);
		const { seed } = this.#script;
		if (this.#violation === undefined) return { seed, steps: step, trace };
		const { rule, message: says } = this.#violation;
		return { seed, steps: step, trace, violation: { rule, says, step } };
	}

	async #guarded(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			this.#violation ??= asViolation(error);
		}
	}

	#guard(check: () => void): void {
		try {
			check();
		} catch (error) {
			this.#violation ??= asViolation(error);
		}
	}

	#log(line: string): void {
		if (this.#isOver) return;
		this.#hash.update(line).update('\n');
		this.#onLine?.(`${String(this.#scheduler.now - START)} ${line}`);
	}

	/** TM3 by the model's own book: the highest time the server can have taken for now. */
	#toldTime(wall: number): void {
		const { latest } = this.#ledger;
		this.#ledger.latest = wall > latest && wall <= latest + FAR_AHEAD_MS ? wall : latest + 1;
	}

	async #rest(): Promise<void> {
		await this.#scheduler.run(Infinity, this.#random);
	}

	async #step(step: Step): Promise<void> {
		this.#random = new Random(step.r);
		this.#log(`— ${JSON.stringify(step)}`);
		await this.#do(step);
		// The next step comes at once, in the middle of what this one set off, or when all is quiet again.
		const kind = this.#random.int(10);
		if (kind >= 7) await this.#rest();
		else if (kind >= 2) await this.#scheduler.run(1 + this.#random.int(kind >= 5 ? 60 : 12), this.#random);
		this.#check();
	}

	#check(): void {
		const [thrown] = this.#scheduler.thrown;
		if (thrown !== undefined)
			throw new Violation('FAULT', `${thrown.process} threw ${faultText(thrown.error)}`);
		const [fault] = this.#server.faults;
		if (fault !== undefined) throw new Violation('FAULT', `the server threw ${faultText(fault)}`);
		for (const phone of this.#phones) if (phone.disk.isQuiet) phone.assertAll();
	}

	async #do(step: Step): Promise<void> {
		switch (step.do) {
			case 'tap':
				return this.#tap(this.#phones[step.phone], step.what);
			case 'undo':
				return this.#with(step.phone, (phone, tab) => phone.undo(tab));
			case 'send':
				return this.#with(step.phone, (phone, tab) => phone.send(tab));
			case 'tidy':
				return this.#with(step.phone, (phone, tab) => phone.tidy(tab));
			case 'kill':
				return this.#phones[step.phone]?.kill(this.#phones[step.phone]?.tab);
			case 'second-tab':
				return this.#openSecond(this.#phones[step.phone]);
			case 'snapshot':
				return this.#copy(this.#phones[step.phone]);
			case 'put-back':
				return this.#putBack(this.#phones[step.phone]);
			case 'rush':
				return this.#rush(step.what);
			case 'network':
				if (this.#phones[step.phone] !== undefined) this.#phones[step.phone]!.network = step.is;
				return;
			case 'wire': {
				const { envelopes } = this.#wire;
				if (envelopes.length > 0) this.#wire.meddle(this.#random.pick(envelopes), step.act);
				return;
			}
			case 'disk': {
				const phone = this.#phones[step.phone];
				if (phone !== undefined) phone.disk.fault = { kind: step.fault, after: step.after };
				return;
			}
			case 'damage':
				return this.#damage(this.#phones[step.phone], step.what);
			case 'clock':
				if (this.#phones[step.phone] !== undefined) this.#phones[step.phone]!.skew += step.jump;
				return;
			case 'server-clock':
				this.#server.skew += step.jump;
				return;
			case 'server-disk':
				this.#server.refusals.push(step.refuses);
				return;
			case 'time':
				this.#scheduler.pass(step.ms);
				return this.#wire.giveUp();
			case 'grant':
				return this.#grant(step.member, step.hamlets);
			case 'backup':
				await this.#rest();
				this.#backups.push({
					file: await this.#server.backup(),
					epoch: this.#ledger.epoch,
					state: this.#ledger.backup()
				});
				return;
			case 'confirm':
				return this.#confirm();
			case 'restore':
				return this.#restore();
			case 'server-update':
				this.#server.isNext = this.#ledger.isNext = true;
				return;
			case 'update':
				return this.#update(this.#phones[step.phone]);
			case 'shut-out':
				return this.#shutOut(this.#phones[step.phone]);
			case 'enrol':
				return this.#enrol(this.#phones[step.phone]);
		}
	}

	/** The page is loaded anew, from a server that has the next version. */
	#update(phone: SimPhone | undefined): void {
		if (phone === undefined || !this.#server.isNext) return;
		for (const tab of [...phone.tabs]) phone.kill(tab);
		phone.isNext = true;
		phone.open();
	}

	#damage(phone: SimPhone | undefined, what: 'outbox' | 'journal' | 'pages' | undefined): void {
		if (what === undefined || phone?.standing !== 'enrolled' || !phone.disk.isQuiet) return;
		phone.spoil(what, this.#random);
		// Seen at once by the next page; or not before this one is closed.
		if (this.#random.chance(0.5)) for (const tab of [...phone.tabs]) phone.kill(tab);
	}

	/** Not the official's: she gives out the hamlets. */
	async #shutOut(phone: SimPhone | undefined): Promise<void> {
		if (phone?.standing !== 'enrolled' || phone.member === 'official') return;
		await this.#rest();
		await this.#server.shutOut(phone.token);
		await this.#noteStandings();
	}

	/** Whose phone the server does not know any more signs in again, and keeps what is on it. */
	async #noteStandings(): Promise<void> {
		for (const phone of this.#phones) {
			if (phone.standing !== 'enrolled') continue;
			const standing = await this.#server.standingOf(phone.member, phone.token);
			if (standing === 'out') this.#ledger.shutOut.add(phone.name);
			else this.#ledger.shutOut.delete(phone.name);
			if (standing !== 'nobody') continue;
			const { token, enrolment } = await this.#server.enrol(phone.member);
			phone.token = token;
			phone.enrolAgain(enrolment);
			await this.#rest();
			phone.open();
		}
	}

	/** An invite for a phone that was emptied. */
	async #enrol(phone: SimPhone | undefined): Promise<void> {
		if (phone?.standing !== 'empty') return;
		await this.#rest();
		for (const tab of [...phone.tabs]) phone.kill(tab);
		const { token, enrolment } = await this.#server.enrol(phone.member);
		this.#ledger.shutOut.delete(phone.name);
		phone.token = token;
		phone.enrol(enrolment);
		await this.#rest();
		phone.open();
	}

	/** Does it in the tab that is looked at; a phone that is off is switched on instead. */
	async #with(index: number, work: (phone: SimPhone, tab: Tab) => void): Promise<void> {
		const phone = this.#phones[index];
		if (phone === undefined) return;
		if (phone.tab?.isBroken) phone.kill(phone.tab);
		if (phone.tab === undefined) phone.open();
		else if (phone.tab.store !== undefined) work(phone, phone.tab);
	}

	/** Everybody taps and sends at the same moment. */
	async #rush(what: readonly Tap[]): Promise<void> {
		for (const [index, phone] of this.#phones.entries()) {
			await this.#tap(phone, what[index % what.length] ?? 'answer');
			await this.#with(index, (_, tab) => phone.send(tab));
		}
	}

	async #openSecond(phone: SimPhone | undefined): Promise<void> {
		const first = phone?.tab;
		if (phone === undefined || first?.store === undefined || phone.tabs.length > 1) return;
		phone.open();
		// Taking over tells the first page to stop; it hears of it a little later.
		await this.#scheduler.run(this.#random.int(60), this.#random);
		phone.giveUp(first);
		await this.#rest();
		if (phone.tabs.includes(first)) phone.forget(first);
	}

	#copy(phone: SimPhone | undefined): void {
		if (phone?.standing !== 'enrolled' || !phone.disk.isQuiet) return;
		this.#copies.push({
			phone,
			enrolment: phone.enrolments,
			disk: phone.disk.snapshot(),
			lineage: new Lineage(phone.lineage)
		});
	}

	/** The phone's disk becomes what it was, as after a restored backup of the phone. */
	#putBack(phone: SimPhone | undefined): void {
		const copy = this.#copies.findLast((one) => one.phone === phone && one.enrolment === phone.enrolments);
		if (phone?.standing !== 'enrolled' || copy === undefined) return;
		for (const tab of [...phone.tabs]) phone.kill(tab);
		phone.disk.putBack(copy.disk);
		phone.readAnew();
		phone.lineage = new Lineage(copy.lineage);
		phone.wasPutBack = true;
		phone.open();
	}

	/** The last backup is taken off the machine, and phones need not keep what lies in it. */
	async #confirm(): Promise<void> {
		const last = this.#backups.at(-1);
		if (last === undefined) return;
		await this.#rest();
		const isOurs = await this.#server.confirm(last.file);
		if (isOurs !== (last.epoch === this.#ledger.epoch))
			throw new Violation('RESTORE', `a backup of ${last.epoch} was ${isOurs ? '' : 'not '}confirmed`);
		if (!isOurs) return;
		this.#ledger.confirm(last.state);
		this.#backups = [last];
		this.#hasConfirmed = true;
	}

	async #restore(): Promise<void> {
		const backup = this.#hasConfirmed ? this.#random.pick(this.#backups) : this.#backups.at(-1);
		if (backup === undefined) return;
		await this.#rest();
		const epoch = `epoch-${String((this.#restores += 1))}`;
		await this.#server.restore(backup.file, epoch);
		// What is erased again is accepted as of now, in two commits.
		for (let commits = 2; commits > 0; commits -= 1) this.#toldTime(this.#server.wall);
		this.#ledger.restore(backup.state, epoch);
		const seen = await this.#server.eye.look();
		this.#guard(() => this.#ledger.absorb(seen));
		await this.#noteStandings();
		this.#log(`restored as ${epoch}`);
	}

	async #grant(member: string, hamlets: string[]): Promise<void> {
		const index = this.#phones.findIndex((phone) => phone.member === 'official');
		return this.#with(index, (phone, tab) => {
			if (tab.store?.view.get('members', member) === undefined) return;
			phone.tap(
				tab,
				[{ k: 'set', c: 'members', id: member, a: { hamlets, name: this.#name('T') } }],
				false,
				true
			);
		});
	}

	// What people tap.

	#name(kind: string): string {
		return `${kind} ${String((this.#tokens += 1))}`;
	}

	#day(): string {
		const day = new Date(Date.UTC(2027, 0, 1) + (this.#tokens += 1) * 86_400_000);
		return day.toISOString().slice(0, 10);
	}

	async #tap(phone: SimPhone | undefined, what: Tap): Promise<void> {
		if (phone === undefined) return;
		return this.#with(this.#phones.indexOf(phone), (_, tab) => {
			const drafts = this.#drafts(phone, tab, what);
			const mayUndo = what !== 'settle' && (isFamily(what) || drafts[0]?.k !== 'cmd');
			if (drafts.length > 0) phone.tap(tab, drafts, isBad(what), mayUndo);
		});
	}

	#drafts(phone: SimPhone, tab: Tab, what: Tap): Draft[] {
		const { view } = tab.store!;
		const random = this.#random;
		const people = view
			.all('people')
			.map(({ id }) => id)
			.sort();
		const households = view
			.all('households')
			.map(({ id }) => id)
			.sort();
		const notYet = (): Fields => ({ status: 'not-yet', due: this.#day() });
		if (what === 'elsewhere') {
			const held = tab.store!.view;
			const others = PEOPLE.filter((id) => held.get('people', id as never) === undefined);
			return others.length === 0
				? []
				: [{ k: 'set', c: 'answers', id: random.pick(others), a: { VN2: notYet() } }];
		}
		if (what === 'unknown-row')
			return [{ k: 'set', c: 'people', id: 'nobody', a: { name: this.#name('N') } }];
		if (what === 'settle') return this.#settling(tab);
		if (isEvening(what)) return eveningDrafts(this.#tapping(phone, tab), what);
		if (isTwice(what)) return twiceDrafts(this.#tapping(phone, tab), what);
		if (isCommand(what)) return this.#command(phone, tab, what, people, households);
		if (people.length === 0 || households.length === 0) return [];
		if (isFamily(what)) return this.#family(phone, tab, what, people, households);
		const person = random.pick(people);
		const household = random.pick(households);
		switch (what) {
			case 'answer':
				return [{ k: 'set', c: 'answers', id: person, a: { [random.pick(ITEMS)]: notYet() } }];
			case 'answers':
				return [
					{
						k: 'set',
						c: 'answers',
						id: person,
						a: { VN2: { status: 'done', evidence: 'said' }, SKDT: notYet() }
					}
				];
			case 'household-answer':
				return [{ k: 'set', c: 'householdAnswers', id: household, a: { [random.pick(ITEMS)]: notYet() } }];
			case 'household':
				return [{ k: 'set', c: 'households', id: household, a: this.#nicknamed(phone) }];
			case 'no-record':
				return [
					{
						k: 'set',
						c: 'households',
						id: household,
						a: { noRecord: random.chance(0.6), address: this.#name('A') }
					}
				];
			case 'person':
				return [{ k: 'set', c: 'people', id: person, a: { name: this.#name('P') } }];
			case 'new-person':
				return [this.#newPerson(household)];
			case 'visit':
				return [this.#visit(household, phone.member)];
			case 'door': {
				const born = this.#newPerson(household);
				return [
					born,
					{ k: 'set', c: 'answers', id: born.id, a: { BHXH: notYet() } },
					this.#visit(household, phone.member)
				];
			}
			case 'not-allowed':
				return [
					{
						k: 'set',
						c: 'answers',
						id: person,
						a: { VN2: { status: 'done', evidence: 'confirmed' }, BHXH: notYet() }
					}
				];
		}
	}

	#tapping({ member }: SimPhone, tab: Tab): Tapping {
		return {
			view: tab.store!.view,
			random: this.#random,
			member,
			newId: () => this.#id(),
			newName: (kind) => this.#name(kind),
			newDay: () => this.#day(),
			newAt: () => START + (this.#tokens += 1)
		};
	}

	#nicknamed({ isNext }: SimPhone): Fields {
		const nickname = this.#name('N');
		return isNext ? renamed('households', { nickname }) : { nickname };
	}

	/** Only what the role may: beyond it, `not-allowed` goes. */
	#command(phone: SimPhone, tab: Tab, what: CommandTap, people: string[], households: string[]): Draft[] {
		const random = this.#random;
		const isOfficial = phone.member === 'official';
		if (what === 'void') {
			const mayAny = isOfficial || phone.member === 'head';
			const visits = tab
				.store!.view.all('visits')
				.filter(({ by, voided }) => voided !== true && (mayAny || by === phone.member));
			const ids = visits.map(({ id }) => id).sort();
			return ids.length === 0
				? []
				: [{ k: 'cmd', c: 'visits', id: random.pick(ids), a: { name: 'visit.void' } }];
		}
		if (households.length < 2 || (!isOfficial && (what !== 'merge' || phone.member !== 'head'))) return [];
		const id = random.pick(households);
		if (what === 'merge') {
			const into = random.pick(households.filter((other) => other !== id));
			return [{ k: 'cmd', c: 'households', id, a: { name: 'household.merge', into } }];
		}
		if (what === 'move')
			return [{ k: 'cmd', c: 'households', id, a: { name: 'household.move', hamlet: random.pick(HAMLETS) } }];
		if (people.length === 0 || !random.chance(0.7)) return [erasing('households', id)];
		const rows = rowsOfPerson(bookOf(tab.store!), random.pick(people));
		return rows.map((one) => erasing('people', one));
	}

	/** Who goes where, who lives with whom, and who does not want to be written down. */
	#family(phone: SimPhone, tab: Tab, what: FamilyTap, people: string[], households: string[]): Draft[] {
		const { view, unsentHouseholds } = tab.store!;
		const random = this.#random;
		const household = random.pick(households);
		const homeOf = (person: string): string | undefined => view.get('people', person)?.household;
		switch (what) {
			case 'claim':
				return [this.#claim(tab, household, phone.member)];
			case 'lead': {
				const person = random.pick(people);
				const others = households.filter((other) => other !== homeOf(person));
				if (others.length === 0) return [];
				const a = { name: 'person.move', into: random.pick(others) };
				return [{ k: 'cmd', c: 'people', id: person, a }];
			}
			case 'split': {
				const from = homeOf(random.pick(people)) ?? household;
				const leaving = people.filter((id) => homeOf(id) === from && random.chance(0.6));
				if (leaving.length === 0) return [];
				const seen = leaving.map((id) => ({ id, b: view.rv('people', id) }));
				const where = random.chance(0.5) ? { address: this.#name('A') } : {};
				const who = { people: seen, head: random.pick(leaving) };
				const a = { name: 'household.split', into: this.#id(), ...who, ...where };
				return [{ k: 'cmd', c: 'households', id: from, a }];
			}
			case 'refuse': {
				// Mostly those about whom something waits.
				const waiting = households.filter((id) => unsentHouseholds.has(id));
				const id = waiting.length > 0 && random.chance(0.8) ? random.pick(waiting) : household;
				return [
					{ k: 'set', c: 'households', id, a: { noRecord: true } },
					this.#visit(id, phone.member, 'refused')
				];
			}
		}
	}

	#claim(tab: Tab, household: string, by: string): Draft {
		const id = `${household}:${by}`;
		const before = tab.store!.view.get('claims', id);
		if (before === undefined) return { k: 'add', c: 'claims', id, a: { household, by, day: this.#day() } };
		const isTakenBack = before.day !== undefined && this.#random.chance(0.4);
		return { k: 'set', c: 'claims', id, a: { day: isTakenBack ? null : this.#day() } };
	}

	#settling(tab: Tab): Draft[] {
		const cards = tab.store!.view.all('parked').filter(({ settled }) => settled !== true);
		const [id] = cards.map((card) => card.id).sort();
		return id === undefined ? [] : [{ k: 'set', c: 'parked', id, a: { settled: true } }];
	}

	#id(): string {
		const bytes = Uint8Array.from({ length: 10 }, () => this.#random.int(256));
		return uuidv7(this.#scheduler.now, bytes);
	}

	#newPerson(household: string): Draft {
		return { k: 'add', c: 'people', id: this.#id(), a: { household, name: this.#name('P'), order: 9 } };
	}

	#visit(household: string, by: string, outcome = 'met'): Draft {
		const at = START + (this.#tokens += 1);
		return { k: 'add', c: 'visits', id: this.#id(), a: { household, outcome, at, by } };
	}

	// At rest.

	/** The network is good, clocks are right, everybody looks at the phone: TERMINATE, then all that must hold at rest. */
	async #heal(): Promise<void> {
		this.#random = new Random(this.#script.seed + 2);
		this.#log('— healed');
		await this.#scheduler.settle();
		this.#server.refusals = [];
		this.#server.skew = 0;
		await this.#server.storage.write((tx) => tx.setMeta('highestTime', this.#scheduler.now));
		this.#ledger.latest = Math.max(this.#ledger.latest, this.#scheduler.now);
		this.#wire.clear();
		for (const phone of this.#phones) {
			phone.network = 'good';
			phone.skew = 0;
			delete (phone.disk as { fault?: unknown }).fault;
			while (phone.tabs.length > 1) phone.forget(phone.tabs[0]!);
		}
		await this.#bringToRest();
		await this.#tidyAll();
		await this.#atRest();
		for (const phone of this.#phones) {
			for (const tab of [...phone.tabs]) phone.kill(tab);
			phone.open();
		}
		await this.#bringToRest();
		await this.#tidyAll();
		await this.#atRest();
	}

	/** As after every run, once nobody waits. */
	async #tidyAll(): Promise<void> {
		for (let index = 0; index < this.#phones.length; index += 1)
			await this.#with(index, (phone, tab) => phone.tidy(tab));
		await this.#rest();
	}

	/** Everybody hands in in turn until nothing moves any more. */
	async #bringToRest(): Promise<void> {
		for (let round = 0; round < ROUNDS; round += 1) {
			const before = this.#ledger.commit;
			for (let index = 0; index < this.#phones.length; index += 1) {
				const phone = this.#phones[index];
				// Whoever looks at an empty phone opens it anew; it has a word to say.
				if (phone?.standing === 'empty') for (const tab of [...phone.tabs]) phone.kill(tab);
				const isOff = phone?.tab === undefined || phone.tab.isBroken;
				await this.#with(index, (phone, tab) => phone.send(tab));
				// It was switched on instead.
				if (isOff) await this.#rest();
				if (isOff) await this.#with(index, (phone, tab) => phone.send(tab));
				await this.#rest();
				this.#scheduler.pass(100);
			}
			this.#check();
			const isDone = this.#phones.every(
				(phone) => phone.hasToldEmpty || (phone.tab?.store !== undefined && phone.unsent() === 0)
			);
			if (isDone && round > 0 && this.#ledger.commit === before) return;
		}
		const stuck = this.#phones.find((phone) => phone.unsent() > 0);
		if (stuck !== undefined)
			throw new Violation('TERMINATE', `${stuck.name} still holds ${String(stuck.unsent())}`);
		const left = this.#phones.find((phone) => phone.standing !== 'enrolled' && !phone.hasToldEmpty);
		if (left !== undefined)
			throw new Violation('WIPE', `${left.name} is ${left.standing} and goes no further`);
	}

	async #atRest(): Promise<void> {
		for (const phone of this.#phones) {
			if (phone.standing === 'empty') continue;
			this.#assertNothingLost(phone);
			this.#assertConverged(phone);
			phone.assertForgotten();
		}
		this.#ledger.assertForgotten('the server', await this.#server.eye.texts());
	}

	/** NO_LOST_WRITE, SCOPE_NO_LOSS, RESTORE: all that was promised is known to the server that is there now. */
	#assertNothingLost(phone: SimPhone): void {
		for (const { token, hash = '', body, member, consumedAt } of phone.lineage.kept) {
			if (this.#ledger.consumed.has(hash) || this.#ledger.isErased(body)) continue;
			const scope = this.#ledger.row(body.c, body.id)?.s;
			const isElsewhere = scope !== undefined && !this.#ledger.held(member).has(scope);
			const rule = consumedAt !== undefined ? 'RESTORE' : isElsewhere ? 'SCOPE_NO_LOSS' : 'NO_LOST_WRITE';
			throw new Violation(rule, `intent ${String(token)} of ${phone.name} is unknown to the server`);
		}
	}

	/** CONVERGE: what each phone shows is what the server has in its scopes, and nothing beside it. */
	#assertConverged(phone: SimPhone): void {
		const { tab } = phone;
		if (tab?.store === undefined) throw new Violation('CONVERGE', `${phone.name} does not open`);
		const held = this.#ledger.held(phone.member);
		const here = new Map<string, string>();
		for (const c of COLLECTIONS) {
			for (const { id, ...fields } of tab.store.view.all(c)) here.set(`${c} ${id}`, textOf(fields));
		}
		for (const { c, id, s, f } of this.#ledger.rows.values()) {
			if (!held.has(s)) continue;
			const [is, should] = [here.get(`${c} ${id}`), textOf(f)];
			if (is !== should) {
				throw new Violation(
					'CONVERGE',
					`${phone.name} shows ${c} ${id} as ${is ?? 'nothing'}, the server has ${should}`
				);
			}
			here.delete(`${c} ${id}`);
		}
		const [left] = here.keys();
		if (left !== undefined)
			throw new Violation('CONVERGE', `${phone.name} shows ${left}, which is not in its scopes`);
	}
}

const COLLECTIONS = [
	'commune',
	'hamlets',
	'members',
	'items',
	'households',
	'people',
	'answers',
	'householdAnswers',
	'visits',
	'claims',
	'sessions',
	'attendance',
	'conflicts',
	'parked'
] as const;

const erasing = (c: 'people' | 'households', id: string): Draft => ({
	k: 'cmd',
	c,
	id,
	a: { name: 'erase' }
});

type CommandTap = 'merge' | 'move' | 'void' | 'erase';

const isCommand = (what: Tap): what is CommandTap =>
	what === 'merge' || what === 'move' || what === 'void' || what === 'erase';

type FamilyTap = 'claim' | 'split' | 'lead' | 'refuse';

const isFamily = (what: Tap): what is FamilyTap =>
	what === 'claim' || what === 'split' || what === 'lead' || what === 'refuse';

const isBad = (what: Tap): boolean =>
	what === 'not-allowed' || what === 'unknown-row' || what === 'elsewhere';

const asViolation = (error: unknown): Violation =>
	error instanceof Violation ? error : new Violation('FAULT', faultText(error));

function faultText(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
