// The model of the server: every register with the commit that set it, and what became of every intent. It is led by the
// receipts, in their order, and by nothing the engine says about itself: after each commit what the rows hold must be
// what the intents, judged again here, make of what was there.
//
// Checked at each commit: EXACTLY_ONCE, NO_LOST_WRITE (an op told as used has left its value, a record or a card),
// CAUSAL_WINS, CONFLICT_VISIBLE, TIME_BOUND. Kept for others: which versions were ever shown, and when.
import {
	type Book,
	type Deed,
	deedsOf,
	filedBody,
	maySay,
	mentionedIn,
	namedIn,
	reachedBy,
	saidOnce,
	standsFor
} from './command-model.ts';
import type { Receipt, Seen, SeenRow } from './eye.ts';
import { type Body, type Claim, hashOf, type Intent, registerOf, textOf } from './intent.ts';
import { inNextVersion } from './next-version.ts';
import { Violation } from './violation.ts';
import { isEmptyWord } from './withheld.ts';

interface Register {
	value: unknown;
	/** Number of the commit that set it. */
	setAt: number;
	device: number;
	te: number;
}

export interface ModelRow {
	c: string;
	id: string;
	s: string;
	rv: number;
	seq: number;
	f: Record<string, unknown>;
	registers: Map<string, Register>;
}

export interface Consumed {
	commit: number;
	device: number;
	n: number;
	result: string;
}

/** Registers of the rows that a commit touches, by row. */
type Touched = Map<string, Map<string, Register>>;

interface State {
	rows: Map<string, ModelRow>;
	/** By hash, the first that had it; and by hash and token. */
	consumed: Map<string, Consumed>;
}

interface Span {
	text: string;
	from: number;
	to: number;
}

interface Loss {
	kept: { value: unknown; at: number };
	dropped: { value: unknown; at: number };
}

/** Of an op whose body could not be read any more only its time is left. */
const NOTHING = {} as Intent['body'];
const ERASED = 'e';
/** Their ids follow from their household's: with it they become other rows. */
const LIKE_ITS_HOUSEHOLD = new Set(['householdAnswers', 'assignments', 'claims']);
const SECRET = /"(?:[APN] \d+|Lê Thị [^"]*|20\d\d-\d\d-\d\d)"/g;
/** What the server makes of others' words. */
const isRecord = (c: string): boolean => c === 'conflicts' || c === 'parked';
const keyOf = (c: string, id: string): string => `${c} ${id}`;
/** Two taps may say the same: what is `consumed` is named by its hash, and by this as well. */
const ownName = (hash: string, token: number): string => `${hash} ${String(token)}`;

export class Ledger {
	/** The name of the phone that has a device number now. */
	readonly #phoneOf: (device: number) => string | undefined;
	epoch = 'epoch-0';
	/** Commits so far, over all epochs. */
	commit = 0;
	/** Nothing the server takes for now lies beyond it. */
	latest = 0;
	readonly byHash = new Map<string, Intent>();
	/** The server tells older ops as the next version says them. */
	isNext = false;
	/** Own names of what lies in a backup that was confirmed: phones need not keep it. */
	readonly #confirmed = new Set<string>();
	/** Names of phones that were shut out: their work waits for an official. */
	readonly shutOut = new Set<string>();
	readonly consumedIn = new Map<string, Map<string, Consumed>>();
	/** Ids of every row that was ever erased: no restore brings one back. */
	readonly erased = new Set<string>();
	/** Texts that only an erased row said. */
	readonly secrets = new Set<string>();
	#state: State = { rows: new Map(), consumed: new Map() };
	/** Fields by epoch, row and version, with the commit that made it. */
	readonly #versions = new Map<string, { commit: number; f: Record<string, unknown> }>();
	readonly #history = new Map<string, Span[]>();
	readonly #scopes = new Map<string, { commit: number; scopes: Set<string> }[]>();

	constructor(phoneOf: (device: number) => string | undefined) {
		this.#phoneOf = phoneOf;
	}

	get rows(): ReadonlyMap<string, ModelRow> {
		return this.#state.rows;
	}

	get consumed(): ReadonlyMap<string, Consumed> {
		return this.#state.consumed;
	}

	/** Whether it was ever told as erased, before a restore too. */
	wasToldErased(hash: string | undefined): boolean {
		return [...this.consumedIn.values()].some((consumed) => consumed.get(hash ?? '')?.result === 'erased');
	}

	row(c: string, id: string): ModelRow | undefined {
		return this.#state.rows.get(keyOf(c, id));
	}

	version(epoch: string, c: string, id: string, rv: number) {
		return this.#versions.get(`${epoch} ${c} ${id} ${String(rv)}`);
	}

	/** Whether the register showed this value at some time from `commit` on. */
	wasShownSince(register: string, text: string, commit: number): boolean {
		const spans = this.#history.get(register);
		if (spans === undefined) return text === '';
		return spans.some((span) => span.text === text && span.to >= commit);
	}

	/** The scopes that a member held at some time since `commit`. */
	heldSince(member: string, commit: number): Set<string> {
		return new Set(this.#heldFrom(member, commit).flatMap((scopes) => [...scopes]));
	}

	/** While the commit's transaction was under way: it may have looked at any time of that. */
	#heldThroughout(member: string, scope: string): boolean {
		return this.#heldFrom(member, this.#begun + 1).every((scopes) => scopes.has(scope));
	}

	/** What the member held at each time since `commit`. */
	#heldFrom(member: string, commit: number): Set<string>[] {
		const all = this.#scopes.get(member) ?? [];
		return all
			.filter((_, index) => (all[index + 1]?.commit ?? Infinity) >= commit)
			.map(({ scopes }) => scopes);
	}

	/** Whether the row was ever in another scope than it is now. */
	hasMoved(c: string, id: string): boolean {
		return this.#moved.has(keyOf(c, id));
	}

	readonly #moved = new Set<string>();

	/** Whether an op is about an erased row, or names one in any way: it is kept nowhere. */
	isErased(body: Body): boolean {
		return mentionedIn(body).some((id) => this.erased.has(id));
	}

	/** Whether what it is about, or hangs on, was erased: the server keeps nothing of it. */
	#isAboutErased(body: Body): boolean {
		return namedIn(body).some((id) => this.erased.has(id));
	}

	held(member: string): ReadonlySet<string> {
		return this.#scopes.get(member)?.at(-1)?.scopes ?? new Set();
	}

	/** Takes what is in the database as given: how a run begins. */
	begin({ rows }: Seen): void {
		for (const row of rows) {
			const registers = new Map(
				Object.entries(row.fm).map(([field, mark]) => [
					field,
					{ value: row.f[field], setAt: 0, device: mark.dev, te: mark.te }
				])
			);
			this.#keep({ ...row, registers });
		}
		this.#noteScopes();
		this.consumedIn.set(this.epoch, this.#state.consumed);
	}

	backup(): State {
		return structuredClone(this.#state);
	}

	/** The backup was taken off the machine. */
	confirm(backup: State): void {
		for (const name of backup.consumed.keys()) this.#confirmed.add(name);
	}

	/** Of two taps that say the same each by its own. */
	isConfirmed({ hash = '', token }: Intent): boolean {
		return this.#confirmed.has(ownName(hash, token));
	}

	/** The server went back to a backup, and goes on in another epoch. */
	restore(backup: State, epoch: string): void {
		this.commit += 1;
		this.epoch = epoch;
		const before = this.#state.rows;
		this.#state = structuredClone(backup);
		this.consumedIn.set(epoch, this.#state.consumed);
		for (const [key, { c, id, f }] of before) {
			this.#show({ c, id, f: this.#state.rows.get(key)?.f ?? {} }, Object.keys(f));
		}
		for (const row of this.#state.rows.values()) this.#keep(row);
		this.#noteScopes();
	}

	/** NO_LEAK: nothing that an erased row said is in these texts. */
	assertForgotten(where: string, texts: Iterable<string>): void {
		if (this.erased.size === 0) return;
		// What was a secret once may be another's since: taken over by a tap on the way, or the place that she was led out of.
		const standing = this.#keepSecrets();
		for (const text of texts) {
			const found = text.match(SECRET)?.find((one) => this.secrets.has(one) && !standing.has(one));
			if (found !== undefined)
				throw new Violation(
					'NO_LEAK',
					`${where} still holds ${found}, which was erased: ${text.slice(0, 300)}`
				);
		}
	}

	/** What a restore erased again, and whom it led out before, by nobody's op; all else is what the backup held. */
	absorb({ rows }: Seen): void {
		this.commit += 1;
		const made = new Set(
			rows.filter(({ c, id }) => c === 'households' && this.row(c, id) === undefined).map(({ id }) => id)
		);
		for (const row of rows) {
			const before = this.row(row.c, row.id);
			if (before?.s === row.s && before.rv === row.rv && before.seq === row.seq) continue;
			const isErasedOrCard = row.s === ERASED || row.c === 'parked';
			if (!isErasedOrCard && !this.#isLedOut(row, before, made))
				throw new Violation('RESTORE', `the restore changed ${row.c} ${row.id}`);
			const registers = Object.keys({ ...row.f, ...row.fm }).map((field) => {
				const [value, known] = [row.f[field], before?.registers.get(field)];
				const { dev: device = 0, te = 0 } = row.fm[field] ?? {};
				const isAsBefore = known !== undefined && textOf(known.value) === textOf(value);
				return [field, isAsBefore ? known : { value, setAt: this.commit, device, te }] as const;
			});
			this.#keep({ ...row, registers: new Map(registers) });
		}
		for (const { c, id, s } of this.rows.values()) {
			if (s === ERASED || c === 'parked' || c === 'conflicts' || !this.erased.has(id)) continue;
			throw new Violation('RESTORE', `${c} ${id} was erased and is back`);
		}
	}

	/**
	 * What hung in the backup on a household that was erased later, and was not erased with it: who lived there, what was
	 * recorded there, and the household `made` for them, where they stand now.
	 */
	#isLedOut({ c, id, f }: SeenRow, before: ModelRow | undefined, made: ReadonlySet<string>): boolean {
		if (c === 'households') return made.has(id) && !this.erased.has(id);
		if (before === undefined)
			return LIKE_ITS_HOUSEHOLD.has(c) && made.has(c === 'householdAnswers' ? id : String(f.household));
		if (this.erased.has(id) || !made.has(String(f.household))) return false;
		const changed = Object.keys({ ...f, ...before.f }).filter(
			(field) => textOf(f[field]) !== textOf(before.f[field])
		);
		return (
			changed.every((field) => field === 'household' || field === 'relation') &&
			this.erased.has(String(before.f.household))
		);
	}

	/** After each commit. `begun`: how many commits had been seen when its transaction began. */
	observe({ rows: changed, receipts, audits }: Seen, begun: number): void {
		if (changed.length === 0 && receipts.length === 0) return;
		this.#begun = begun;
		this.commit += 1;
		const evidence = new Evidence(changed, audits);
		const touched: Touched = new Map();
		const again: Intent[] = [];
		for (const receipt of receipts) this.#judge(receipt, evidence, touched, again);
		const erasedNow = [...this.#erasedNow];
		this.#compare(changed, touched, again, receipts.length);
		this.#assertErased(erasedNow);
		if (erasedNow.length > 0) this.#keepSecrets();
		this.#assertFiled();
		evidence.assertAllUsed();
		this.#noteScopes();
	}

	#begun = 0;
	/** Keys of the rows that the commit under way erases. */
	#erasedNow = new Set<string>();

	/** Two phones may say the same in the same millisecond: their ops differ in the number they were made under. */
	readonly #byOrigin = new Map<string, Intent>();

	/** What was damaged on a disk: it goes out as its number alone when no page remembers it. */
	knowDamaged(t: number): void {
		this.#damaged.add(hashOf(t, NOTHING));
	}

	readonly #damaged = new Set<string>();

	know(hash: string, intent: Intent, { d, n }: Claim['origin']): void {
		this.byHash.set(hash, intent);
		this.#byOrigin.set(`${hash} ${String(d)}.${String(n)}`, intent);
	}

	/**
	 * After a re-key the number is another one: then it is the phone's that has the device by now, or had one before it and
	 * has not been told yet.
	 */
	#intentOf({ device, n, h, former }: Receipt): Intent | undefined {
		const made = this.#byOrigin.get(`${h} ${String(device)}.${String(n)}`);
		if (made !== undefined) return made;
		const numbers = [...(JSON.parse(former) as number[]), device].reverse();
		const phone = numbers.map(this.#phoneOf).find((name) => name !== undefined);
		const alike = [...this.#byOrigin].filter(([key]) => key.startsWith(`${h} `)).map(([, intent]) => intent);
		// Two taps of one millisecond that were withheld say the same, and go out in the order of the taps.
		const own = alike.filter((intent) => intent.phone === phone);
		const inOrder = (own.length > 0 ? own : alike).sort((one, two) => one.token - two.token);
		const isNew = ({ token }: Intent): boolean => !this.#state.consumed.has(ownName(h, token));
		return inOrder.find(isNew) ?? inOrder[0] ?? this.byHash.get(h);
	}

	#judge(receipt: Receipt, evidence: Evidence, touched: Touched, again: Intent[]): void {
		const { device, n, h } = receipt;
		const result = receipt.result === null ? 'ok' : (JSON.parse(receipt.result) as { r: string }).r;
		const intent = this.#intentOf(receipt);
		if (intent === undefined) {
			if (this.#damaged.has(h)) return;
			throw new Violation(
				'EXACTLY_ONCE',
				`the server took ${String(device)}.${String(n)}, which nobody made`
			);
		}
		const own = ownName(h, intent.token);
		if (this.#state.consumed.has(own)) {
			again.push(intent);
			return;
		}
		const consumed = { commit: this.commit, device, n, result };
		this.#state.consumed.set(own, consumed);
		if (!this.#state.consumed.has(h)) this.#state.consumed.set(h, consumed);
		intent.consumedAt ??= this.commit;
		if (result === 'parked' || result === 'late') return this.#judgeParked(intent, evidence, touched);
		if (result === 'erased') return this.#judgeErased(intent);
		if (this.shutOut.has(intent.phone))
			throw new Violation('WIPE', `intent ${String(intent.token)} was used and its phone is shut out`);
		if (isEmptyWord(intent.body)) return;
		if (intent.body.k === 'cmd') return this.#run(intent, device, evidence, touched);
		const body = this.isNext && !intent.isNext ? inNextVersion(intent.body) : intent.body;
		this.#apply({ ...intent, body }, device, evidence, touched);
	}

	#judgeErased({ token, body }: Intent): void {
		if (this.#isAboutErased(body)) return;
		throw new Violation(
			'NO_LOST_WRITE',
			`intent ${String(token)} was told as erased and is about no such row`
		);
	}

	/** The rows as they stand in the middle of a commit; what is erased is not there. */
	#book(touched: Touched): Book {
		const registersOf = (key: string): Map<string, Register> | undefined =>
			this.#erasedNow.has(key) || this.#state.rows.get(key)?.s === ERASED
				? undefined
				: (touched.get(key) ?? this.#state.rows.get(key)?.registers);
		const keys = (): Set<string> => new Set([...this.#state.rows.keys(), ...touched.keys()]);
		return {
			fields: (c, id) => {
				const registers = registersOf(keyOf(c, id));
				return registers && Object.fromEntries([...registers].map(([field, { value }]) => [field, value]));
			},
			ids: (c) =>
				[...keys()]
					.filter((key) => key.startsWith(`${c} `) && registersOf(key) !== undefined)
					.map((key) => key.slice(c.length + 1))
		};
	}

	#run(intent: Intent, device: number, evidence: Evidence, touched: Touched): void {
		let isSaid = true;
		for (const deed of deedsOf(this.#book(touched), intent.body)) {
			if (deed.how === 'said') isSaid = this.#say(deed, intent, device, evidence, touched);
			else if (isSaid) this.#do(deed, intent, device, evidence, touched);
		}
	}

	/** False when another's word stands. */
	#say(
		{ c, id, a, b }: Extract<Deed, { how: 'said' }>,
		intent: Intent,
		device: number,
		evidence: Evidence,
		touched: Touched
	): boolean {
		const { body, claim } = intent;
		const looked = claim === undefined || b === undefined ? claim : { ...claim, b };
		const by = looked === undefined ? intent : { ...intent, claim: looked };
		this.#write(by, { ...body, c, id, a }, device, evidence, touched);
		const registers = touched.get(keyOf(c, id));
		return Object.entries(a).every(
			([field, value]) => textOf(registers?.get(field)?.value) === textOf(value)
		);
	}

	#do(
		deed: Exclude<Deed, { how: 'said' }>,
		intent: Intent,
		device: number,
		evidence: Evidence,
		touched: Touched
	): void {
		if (deed.how === 'erased') return this.#erase(touched, deed.c, deed.id);
		if (deed.how === 'carried') return this.#carry(deed, intent, evidence, touched);
		const registers = this.#touch(touched, deed.c, deed.id);
		for (const [field, value] of Object.entries(deed.a)) {
			if (textOf(registers.get(field)?.value) === textOf(value)) continue;
			registers.set(field, { value, setAt: this.commit, device, te: 0 });
		}
	}

	/** Of two values the later one stands, and a record keeps the other. */
	#carry(
		{ from, to }: { from: string; to: string },
		{ claim, token }: Intent,
		evidence: Evidence,
		touched: Touched
	): void {
		const given =
			touched.get(keyOf('householdAnswers', from)) ?? this.row('householdAnswers', from)?.registers;
		if (given === undefined || given.size === 0) return;
		const registers = this.#touch(touched, 'householdAnswers', to);
		for (const [field, arriving] of given) {
			const held = registers.get(field);
			const moved = { ...arriving, setAt: this.commit };
			if (held === undefined) registers.set(field, moved);
			if (held === undefined || textOf(held.value) === textOf(arriving.value)) continue;
			const id = `${String(claim?.origin.d)}.${String(claim?.origin.n)}.${field}`;
			const loss = evidence.lossOf(id, 0, textOf(arriving.value), textOf(held.value));
			const { kept, dropped } = evidence.loss(id, 0) ?? {};
			if (loss === 'none' || kept === undefined || dropped === undefined || kept.at < dropped.at)
				throw new Violation(
					'CONFLICT_VISIBLE',
					`merge ${String(token)} lost an answer of ${from} or ${to} ${field}`
				);
			if (loss === 'won') registers.set(field, moved);
		}
	}

	/** Nothing of it may be found any more, wherever it was said. */
	#erase(touched: Touched, c: string, id: string): void {
		const key = keyOf(c, id);
		if (!this.#state.rows.has(key) && !touched.has(key)) return;
		this.#erasedNow.add(key);
		this.erased.add(id);
	}

	/** Names and days are never given twice: what speaks of an erased row is told by them. */
	#keepSecrets(): ReadonlySet<string> {
		const texts: string[] = [];
		for (const { body } of this.byHash.values())
			if (this.isErased(body) && body.k !== 'cmd') texts.push(textOf(body.a));
		for (const [register, spans] of this.#history) {
			if (this.erased.has(register.split(' ')[1] ?? '') && !isRecord(register.split(' ')[0] ?? ''))
				texts.push(...spans.map(({ text }) => text));
		}
		const standing = this.#standingSecrets();
		for (const text of texts)
			for (const secret of text.match(SECRET) ?? []) if (!standing.has(secret)) this.secrets.add(secret);
		return standing;
	}

	/** What went over to another household with a merge is that one's, also when another value has replaced it there. */
	#standingSecrets(): Set<string> {
		const standing = [...this.#history].filter(([register]) => {
			const [c = '', id = ''] = register.split(' ');
			return !isRecord(c) && this.#stands(c, id);
		});
		const said = [...this.byHash].filter(
			([hash, { body }]) =>
				body.k !== 'cmd' && (this.#stands(body.c, body.id) || this.#waitsForItsFirst(hash, body))
		);
		return new Set(
			[
				...standing.flatMap(([, spans]) => spans.map(({ text }) => text)),
				// Taken over from one row of a person to the other, and lost there to another's word: a record has it.
				...said.map(([, { body }]) => textOf(body.a))
			].flatMap((text) => text.match(SECRET) ?? [])
		);
	}

	#stands(c: string, id: string): boolean {
		return (this.row(c, id)?.s ?? ERASED) !== ERASED;
	}

	/**
	 * Taken over so and put aside, while nobody has answered of that row yet: it was not erased, though a restore may have
	 * lost it, and a card has it.
	 */
	#waitsForItsFirst(hash: string, { c, id }: Body): boolean {
		const { result } = this.#state.consumed.get(hash) ?? {};
		const isPutAside = result === 'parked' || result === 'late';
		return isPutAside && c === 'answers' && this.row(c, id) === undefined && !this.erased.has(id);
	}

	#touch(touched: Touched, c: string, id: string): Map<string, Register> {
		const key = keyOf(c, id);
		const registers = touched.get(key) ?? new Map(this.row(c, id)?.registers);
		touched.set(key, registers);
		return registers;
	}

	#assertErased(keys: readonly string[]): void {
		this.#erasedNow.clear();
		const left = keys.find((key) => this.#state.rows.get(key)?.s !== ERASED);
		if (left !== undefined && this.#state.rows.has(left))
			throw new Violation('NO_LEAK', `${left} was to be erased and is there`);
	}

	/** SCOPE_NO_LOSS: every row is filed under a household that stands, and lies where its household does. */
	#assertFiled(): void {
		const book = this.#book(new Map());
		const scopeOf = (household: unknown): string => this.row('households', String(household))?.s ?? '';
		for (const { c, id, s, f } of this.rows.values()) {
			if (s === ERASED) continue;
			let should = s;
			if (c === 'households') should = `h:${String(f.hamlet)}`;
			if (c === 'people' || c === 'visits' || c === 'claims') should = scopeOf(f.household);
			if (c === 'answers') should = this.row('people', id)?.s ?? '';
			if (c === 'householdAnswers') should = scopeOf(id);
			if (c === 'sessions') should = `h:${String(f.hamlet)}`;
			// Wherever the person has gone since.
			if (c === 'attendance') should = this.row('sessions', String(f.session))?.s ?? '';
			const isAstray =
				typeof f.household === 'string' &&
				standsFor(book, f.household) !== f.household &&
				// What it said went over, and nobody is to come there.
				!(c === 'claims' && f.day === undefined);
			if (s === should && !isAstray) continue;
			throw new Violation(
				'SCOPE_NO_LOSS',
				`${c} ${id} lies in ${s}, filed under ${String(f.household)}: ${should}`
			);
		}
	}

	/** A card says what was typed; and what could be used is not put aside. */
	#judgeParked(intent: Intent, evidence: Evidence, touched: Touched): void {
		const { token, body, isBad, member, claim, hash = '' } = intent;
		const usual = `${String(claim?.origin.d)}.${String(claim?.origin.n)}`;
		const card = evidence.card(`${usual}.${hash.slice(0, 8)}`) ?? evidence.card(usual);
		// Blanked by an erasure of the same commit.
		if (card === '') return;
		if (card === undefined || textOf((JSON.parse(card) as { a: unknown }).a) !== textOf(body.a)) {
			throw new Violation('NO_LOST_WRITE', `intent ${String(token)} was parked, and no card holds it`);
		}
		if (isBad || this.shutOut.has(intent.phone)) return;
		if (intent.insteadOf !== undefined)
			throw new Violation(
				'NO_LOST_WRITE',
				`the empty word for ${String(token)} waits for somebody to look at`
			);
		const book = this.#book(touched);
		if (this.#isAboutErased(body))
			throw new Violation('NO_LEAK', `intent ${String(token)} was put aside, and is about what was erased`);
		if (!maySay(book, body, member)) return;
		const named = reachedBy(book, body).map((key) => ({ ...key, a: {} }));
		const scopes = [body, ...named].map((key) => this.#scopeFor(book, key));
		if (scopes.every((scope) => scope !== undefined && this.#heldThroughout(member, scope))) {
			const rule = this.isNext ? 'UPGRADE' : 'NO_LOST_WRITE';
			throw new Violation(rule, `intent ${String(token)} was parked although it could be used`);
		}
	}

	/** By the household it is filed under, as it stands in the middle of the commit. */
	#scopeFor(book: Book, { c, id, a }: Pick<Body, 'c' | 'id' | 'a'>): string | undefined {
		const hamletOf = (household: unknown): string | undefined => {
			const hamlet = book.fields('households', String(household))?.hamlet;
			return typeof hamlet === 'string' ? `h:${hamlet}` : undefined;
		};
		const hamletOfSession = (session: unknown): string | undefined => {
			const hamlet = book.fields('sessions', String(session))?.hamlet;
			return typeof hamlet === 'string' ? `h:${hamlet}` : undefined;
		};
		if (c === 'households' || c === 'householdAnswers') return hamletOf(id);
		if (c === 'sessions') return typeof a.hamlet === 'string' ? `h:${a.hamlet}` : hamletOfSession(id);
		if (c === 'attendance') return hamletOfSession(book.fields(c, id)?.session ?? a.session);
		if (c === 'answers') return hamletOf(book.fields('people', id)?.household);
		if (c === 'people' || c === 'visits' || c === 'claims')
			return hamletOf(book.fields(c, id)?.household ?? a.household);
		return this.row(c, id)?.s;
	}

	#apply(intent: Intent, device: number, evidence: Evidence, touched: Touched): void {
		const book = this.#book(touched);
		const body = saidOnce(book, filedBody(book, intent.body));
		if (body === undefined) return;
		if (!maySay(book, body, intent.member))
			throw new Violation(
				'NO_LOST_WRITE',
				`intent ${String(intent.token)} took back what another wrote down`
			);
		this.#write(asFiled(intent, body), body, device, evidence, touched);
		const standing = standsFor(book, body.id);
		if (body.c !== 'households' || body.a.noRecord !== true || standing === body.id) return;
		const registers = this.#touch(touched, 'households', standing);
		if (registers.get('noRecord')?.value !== true)
			registers.set('noRecord', { value: true, setAt: this.commit, device, te: 0 });
	}

	/** `body`: what the intent comes to. */
	#write(intent: Intent, body: Body, device: number, evidence: Evidence, touched: Touched): void {
		const { claim, token } = intent;
		const registers = this.#touch(touched, body.c, body.id);
		for (const [field, value] of Object.entries(body.a)) {
			// Of a command each row but its own is named.
			const named = intent.body.k === 'cmd' && intent.body.id !== body.id ? `${body.id}.` : '';
			const id = `${String(claim?.origin.d)}.${String(claim?.origin.n)}.${named}${field}`;
			const arriving: Register = { value: value ?? undefined, setAt: this.commit, device, te: 0 };
			const held = registers.get(field);
			const judged =
				held === undefined ? arriving : this.#meet({ ...intent, body }, field, id, arriving, held, evidence);
			registers.set(field, judged);
		}
		if (claim === undefined) throw new Violation('DURABLE_LOCAL', `intent ${String(token)} was sent unsaved`);
	}

	/** What becomes of a register. */
	#meet(
		intent: Intent,
		field: string,
		id: string,
		arriving: Register,
		held: Register,
		evidence: Evidence
	): Register {
		if (textOf(held.value) === textOf(arriving.value)) return held;
		// What the same commit erases leaves no record of what it lost; of two merges the first stands there too.
		if (evidence.isErased(keyOf(intent.body.c, intent.body.id)))
			return field === 'mergedInto' ? held : arriving;
		const { device } = arriving;
		switch (evidence.lossOf(id, device, textOf(arriving.value), textOf(held.value))) {
			case 'dropped':
				this.#judgeDropped(intent, field, held, device, evidence.loss(id, device));
				return held;
			case 'none':
				this.#judgeSilent(intent, field, held, device);
				return arriving;
			case 'won':
				if (field !== 'mergedInto') return arriving;
				throw new Violation('CAUSAL_WINS', `intent ${String(intent.token)} replaced a merge that stands`);
		}
	}

	/** The number of the commit that the author had seen of the row. */
	#seenCommit({ body, claim }: Intent): number {
		if (claim === undefined || claim.b === 0) return -1;
		return this.version(claim.e, body.c, body.id, claim.b)?.commit ?? -1;
	}

	#judgeDropped(intent: Intent, field: string, held: Register, device: number, loss: Loss | undefined): void {
		const { body, token } = intent;
		// Of two merges of one household the first stands, whatever the second had seen.
		if (field === 'mergedInto') return;
		const isSticky = field === 'noRecord' && held.value === true;
		const hasSeen = intent.claim?.e === this.epoch && held.setAt <= this.#seenCommit(intent);
		if (hasSeen || (held.device === device && !isSticky)) {
			throw new Violation(
				'CAUSAL_WINS',
				`intent ${String(token)} (${body.c} ${body.id} ${field}) lost to a value its author had seen or written`
			);
		}
		if (!isSticky && loss !== undefined && loss.kept.at < loss.dropped.at) {
			throw new Violation('CAUSAL_WINS', `intent ${String(token)} lost to an older value`);
		}
	}

	/** It replaced what was there and left no record: only for one who had seen it, or wrote it. */
	#judgeSilent(intent: Intent, field: string, held: Register, device: number): void {
		if (field !== 'mergedInto' && (held.device === device || held.setAt <= this.#seenCommit(intent))) return;
		const { body, token } = intent;
		throw new Violation(
			'CONFLICT_VISIBLE',
			`intent ${String(token)} replaced ${body.c} ${body.id} ${field} = ${textOf(held.value)} unseen, without a record`
		);
	}

	/** What the rows hold now must be what the intents made of them. */
	#compare(
		changed: SeenRow[],
		touched: Map<string, Map<string, Register>>,
		again: Intent[],
		ops: number
	): void {
		for (const row of changed) {
			const before = this.#state.rows.get(keyOf(row.c, row.id));
			const isErased = row.s === ERASED;
			if (isErased) this.#assertMayErase(row);
			const registers = isErased
				? new Map<string, Register>()
				: (touched.get(keyOf(row.c, row.id)) ?? new Map(before?.registers));
			// What only the server makes is taken as it is, but for the word that a person has dealt with it.
			if (row.c === 'conflicts' || row.c === 'parked') {
				for (const field of new Set([...registers.keys(), ...Object.keys(row.f)])) {
					if (field === 'settled' && registers.has(field)) continue;
					registers.set(field, { value: row.f[field], setAt: this.commit, device: 0, te: 0 });
				}
			}
			for (const field of new Set([...registers.keys(), ...Object.keys(row.f)])) {
				const is = textOf(row.f[field]);
				const should = textOf(registers.get(field)?.value);
				if (is !== should) throw new Violation(...blame(row, field, is, should, again));
				this.#boundTime(row, field, before?.registers.get(field), registers.get(field), ops);
			}
			touched.delete(keyOf(row.c, row.id));
			this.#keep({ ...row, registers });
		}
		for (const [key, registers] of touched) {
			if (this.#erasedNow.has(key)) continue;
			const row = this.#state.rows.get(key);
			for (const [field, register] of registers) {
				const is = textOf(row?.f[field]);
				if (textOf(register.value) === is) continue;
				throw new Violation(
					'NO_LOST_WRITE',
					`${key} ${field} was told as used as ${textOf(register.value)} and is ${is || 'nowhere'}`
				);
			}
		}
	}

	#assertMayErase({ c, id, f }: SeenRow): void {
		if (Object.keys(f).length > 0) throw new Violation('NO_LEAK', `${c} ${id} is erased and says something`);
		if (c === 'conflicts' || this.#erasedNow.has(keyOf(c, id)) || this.erased.has(id)) return;
		throw new Violation('NO_LOST_WRITE', `${c} ${id} was erased and nobody asked for it`);
	}

	/** TM2: not after the receipt; but each of the commit's ops may have followed the one before it by a millisecond. */
	#boundTime(
		row: SeenRow,
		field: string,
		before: Register | undefined,
		now: Register | undefined,
		ops: number
	): void {
		const mark = row.fm[field];
		if (mark === undefined || now === undefined) return;
		if (now !== before && mark.te > Math.max(this.latest, before?.te ?? 0) + ops) {
			throw new Violation(
				'TIME_BOUND',
				`${row.c} ${row.id} ${field} is marked ${String(mark.te - this.latest)} ms after its receipt`
			);
		}
		now.te = mark.te;
	}

	#keep(row: ModelRow): void {
		const before = this.#state.rows.get(keyOf(row.c, row.id));
		if (before !== undefined && before.s !== row.s) this.#moved.add(keyOf(row.c, row.id));
		this.#show(row, Object.keys(before?.f ?? {}));
		const { c, id, s, rv, seq, f, registers } = row;
		this.#state.rows.set(keyOf(c, id), { c, id, s, rv, seq, f, registers });
		this.#versions.set(`${this.epoch} ${c} ${id} ${String(rv)}`, { commit: this.commit, f });
	}

	#show({ c, id, f }: Pick<ModelRow, 'c' | 'id' | 'f'>, fieldsBefore: readonly string[]): void {
		for (const field of new Set([...fieldsBefore, ...Object.keys(f)])) {
			const register = registerOf(c, id, field);
			const text = textOf(f[field]);
			const spans = this.#history.get(register) ?? [{ text: '', from: -1, to: Infinity }];
			const last = spans.at(-1);
			if (last?.text !== text) {
				if (last !== undefined) last.to = this.commit - 1;
				spans.push({ text, from: this.commit, to: Infinity });
			}
			this.#history.set(register, spans);
		}
	}

	#noteScopes(): void {
		const hamlets = [...this.rows.values()].filter(({ c }) => c === 'hamlets').map(({ id }) => id);
		for (const { c, id, f } of this.rows.values()) {
			if (c !== 'members') continue;
			const isOfficial = (f.roles as string[]).includes('commune-official');
			const own = hamlets.filter((hamlet) => isOfficial || (f.hamlets as string[]).includes(hamlet));
			const scopes = new Set(['c', `u:${id}`, ...own.map((hamlet) => `h:${hamlet}`)]);
			const all = this.#scopes.get(id) ?? [];
			if (textOf([...(all.at(-1)?.scopes ?? [])]) === textOf([...scopes])) continue;
			all.push({ commit: this.commit, scopes });
			this.#scopes.set(id, all);
		}
	}
}

/** What a commit left behind: conflict records, cards, and lines about values that lost to their own phone. */
class Evidence {
	readonly #losses = new Map<string, Loss>();
	readonly #cards = new Map<string, string>();
	/** Of two values of one installation only a line in the audit is kept. */
	readonly #quiet = new Map<string, 'dropped' | 'won'>();
	readonly #unused = new Set<string>();
	readonly #gone = new Set<string>();

	constructor(changed: readonly SeenRow[], audits: readonly string[]) {
		for (const row of changed) {
			if (row.s === ERASED) this.#gone.add(keyOf(row.c, row.id));
			if (row.c === 'parked') this.#cards.set(row.id, String(row.f.raw));
			if (row.c !== 'conflicts' || row.rv > 1) continue;
			this.#losses.set(row.id, row.f as unknown as Loss);
			this.#unused.add(row.id);
		}
		for (const what of audits) {
			const [, how, id] = /^a re-keyed value (lost|stands): (.*)$/.exec(what) ?? [];
			if (id !== undefined) this.#quiet.set(id, how === 'lost' ? 'dropped' : 'won');
		}
	}

	isErased(key: string): boolean {
		return this.#gone.has(key);
	}

	card(id: string): string | undefined {
		return this.#cards.get(id);
	}

	/** Two ops made under one number, before and after a phone's rollback, have two records. */
	#idOf(id: string, device: number): string {
		const second = `${id}.${String(device)}`;
		return this.#losses.has(second) ? second : id;
	}

	loss(id: string, device: number): Loss | undefined {
		return this.#losses.get(this.#idOf(id, device));
	}

	/** What the records say of one write over one value. */
	lossOf(id: string, device: number, arriving: string, held: string): 'dropped' | 'won' | 'none' {
		const quiet = this.#quiet.get(id);
		if (quiet !== undefined) return quiet;
		const loss = this.loss(id, device);
		if (loss === undefined) return 'none';
		this.#unused.delete(this.#idOf(id, device));
		const [kept, dropped] = [textOf(loss.kept.value), textOf(loss.dropped.value)];
		if (kept === held && dropped === arriving) return 'dropped';
		if (kept === arriving && dropped === held) return 'won';
		throw new Violation(
			'CONFLICT_VISIBLE',
			`the record ${id} says ${kept} over ${dropped}, which is not what met`
		);
	}

	assertAllUsed(): void {
		const [id] = this.#unused;
		if (id !== undefined)
			throw new Violation('CONFLICT_VISIBLE', `the record ${id} is about nothing that met`);
	}
}

/** Of the row that it is filed in now its author has seen nothing. */
function asFiled(intent: Intent, { id }: Body): Intent {
	const { body, claim } = intent;
	return claim === undefined || body.id === id ? intent : { ...intent, claim: { ...claim, b: 0 } };
}

function blame(
	{ c, id }: SeenRow,
	field: string,
	is: string,
	should: string,
	again: readonly Intent[]
): [rule: 'EXACTLY_ONCE' | 'NO_LOST_WRITE', says: string] {
	const repeated = again.find(({ body }) => body.c === c && body.id === id && textOf(body.a[field]) === is);
	const says = `${c} ${id} ${field} is ${is || 'empty'} and should be ${should || 'empty'}`;
	if (repeated !== undefined)
		return ['EXACTLY_ONCE', `intent ${String(repeated.token)} was applied twice: ${says}`];
	return ['NO_LOST_WRITE', says];
}
