// One of several that ask at once: its own address, its own phones, its own chance; one request after the other.
import { addressOf, type Answered, type Asked, Client } from './client.ts';
import { Chance } from './chance.ts';
import { altered, damagedText, packedBody } from './damage.ts';
import { Messages } from './messages.ts';
import { FuzzPhone } from './phone.ts';
import { rawTalk, statusesOf } from './raw.ts';
import { faultOf, type Tally } from './tally.ts';
import type { Account, TrialRegister } from './trial-register.ts';

/** Doors that are tried with whatever rooms of ours are called, beside those whose messages are known well. */
const OTHER_DOORS = [
	'member-invites',
	'bundles',
	'outbox-key',
	'parked',
	'wiped',
	'devices',
	'heads',
	'roll-call',
	'totals',
	'health'
];

/** Every door that is tried. */
export const DOORS: readonly string[] = ['sync', 'invites', 'sign-in', ...OTHER_DOORS];
/** Wrong codes that may be tried in all before every guess is told to wait (accounts/rate-limits.ts). */
const GUESSES = 700;

/** A request that was answered as none may be. */
export class Fault extends Error {}

export interface Field {
	port: number;
	seed: number;
	register: TrialRegister;
	tally: Tally;
	guesses: { left: number };
}

export const newGuesses = (): Field['guesses'] => ({ left: GUESSES });

export class Lane {
	readonly #field: Field;
	readonly #number: number;
	readonly #chance: Chance;
	readonly #client: Client;
	readonly #messages: Messages;
	#phones: FuzzPhone[];
	/** The request under way, for who asks after a crash. */
	underWay = '';

	constructor(field: Field, number: number, accounts: readonly Account[]) {
		this.#field = field;
		this.#number = number;
		this.#chance = new Chance(field.seed * 1_000 + number);
		this.#client = new Client(field.port, number);
		this.#messages = new Messages(field.register, this.#chance);
		this.#phones = accounts.map((account) => new FuzzPhone(account, this.#client));
	}

	async signIn(): Promise<void> {
		for (const phone of this.#phones) await phone.signIn();
	}

	/** Sends `count` requests. Throws `Fault` at the first that is answered as none may be. */
	async run(count: number): Promise<void> {
		try {
			for (let sent = 0; sent < count; sent += 1) {
				await this.#one();
				this.#field.tally.done += 1;
			}
		} finally {
			this.#client.close();
		}
	}

	#one(): Promise<void> {
		return this.#chance.weighed<() => Promise<void>>([
			[() => this.#sync(), 55],
			[() => this.#invites(), 8],
			[() => this.#otherDoor(), 12],
			[() => this.#look(), 8],
			[() => this.#raw(), 17]
		])();
	}

	async #sync(): Promise<void> {
		const chance = this.#chance;
		const phone = chance.pick(this.#phones);
		const isAltered = chance.happens(0.6);
		const message = this.#messages.sync(phone);
		const body = isAltered ? this.#damaged(message) : Buffer.from(JSON.stringify(message));
		const headers = isAltered ? this.#oddHeaders(phone) : this.#headers(phone);
		const kind = isAltered ? 'sync, altered' : 'sync';
		const answered = await this.#post(kind, '/api/sync', headers, body);
		if (answered.status === 200) phone.learn(answered, chance);
		else if (answered.status === 409 && chance.happens(isAltered ? 0.1 : 1)) await phone.reKey();
		else if (answered.status === 401 && !isAltered) await this.#signInAgain(phone);
	}

	async #signInAgain(phone: FuzzPhone): Promise<void> {
		if (!(await phone.signIn())) this.#phones = this.#phones.filter((one) => one !== phone);
		if (this.#phones.length === 0) throw new Error('all invites are used up');
	}

	async #invites(): Promise<void> {
		const chance = this.#chance;
		const known = chance.pick(this.#phones).account.codes.at(-1);
		const isGuess = known === undefined || (chance.happens(0.2) && (this.#field.guesses.left -= 1) > 0);
		const code = isGuess ? chance.bytes(16).toString('base64url') : known;
		const [path, message] = chance.pick([
			['/api/invites', this.#messages.invite(code)],
			// Only altered: a good one would use the invite up.
			['/api/sign-in', altered(this.#messages.signIn('x'), chance)]
		] as const);
		const isAltered = chance.happens(0.6);
		const body = isAltered ? this.#damaged(message) : Buffer.from(JSON.stringify(message));
		const asked = { method: 'POST', path, headers: {}, body };
		const answered = await this.#client.ask(asked, addressOf(this.#number, chance.between(2, 60_000)));
		this.#judge('invites, sign-in', asked, answered);
	}

	async #otherDoor(): Promise<void> {
		const chance = this.#chance;
		const phone = chance.pick(this.#phones);
		const path = `/api/${chance.pick(OTHER_DOORS)}`;
		const body = this.#damaged(this.#messages.anything());
		const answered = await this.#post('other doors', path, this.#oddHeaders(phone), body);
		if (path === '/api/devices' && answered.status === 200) await phone.reKey();
	}

	async #look(): Promise<void> {
		const chance = this.#chance;
		const path = chance.pick([
			'/api/heads',
			'/api/roll-call',
			'/api/totals',
			'/api/health',
			'/',
			'/today',
			'/api/sync',
			'/nothing?x=%00'
		]);
		const method = chance.pick(['GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE', 'PUT']);
		const asked = { method, path, headers: this.#oddHeaders(chance.pick(this.#phones)) };
		this.#judge('looks', asked, await this.#client.ask(asked));
	}

	async #raw(): Promise<void> {
		const talk = rawTalk(this.#chance);
		this.underWay = JSON.stringify(talk.pieces.map((piece) => piece.toString('latin1')));
		const statuses = statusesOf(await this.#client.raw(talk.pieces, talk.waitMs));
		for (const status of statuses.length === 0 ? [0] : statuses) {
			this.#field.tally.add('raw bytes', status);
			// Node itself says that it knows no version of HTTP above 1, or no such method.
			if (status >= 500 && status !== 505 && status !== 501)
				throw new Fault(`answered ${status}: ${this.underWay}`);
		}
	}

	#post(kind: string, path: string, headers: Record<string, string>, body: Buffer): Promise<Answered> {
		const asked = { method: 'POST', path, headers, body };
		this.underWay = describe(asked);
		return this.#client.ask(asked).then((answered) => this.#judge(kind, asked, answered));
	}

	#headers(phone: FuzzPhone): Record<string, string> {
		const taken = this.#chance.pick(['br', 'gzip', 'identity', 'gzip, deflate, br, zstd']);
		return { ...phone.headers, 'accept-encoding': taken };
	}

	#oddHeaders(phone: FuzzPhone): Record<string, string> {
		const chance = this.#chance;
		const headers = this.#headers(phone);
		if (chance.happens(0.9)) return headers;
		return chance.pick<Record<string, string>>([
			{ ...headers, 'x-member': chance.pick(this.#phones).account.member },
			{
				...headers,
				'x-member': chance.pick(['', ':', 'a:b', 'a'.repeat(81), 'a b', '__proto__', '%00', '"'])
			},
			{
				...headers,
				cookie: chance.pick(['', ';', '=', 'a=%', `tn-${phone.account.member}=${'x'.repeat(4_000)}`])
			},
			{ ...headers, 'sec-fetch-site': chance.pick(['cross-site', 'same-origin', 'none', '']) },
			{
				...headers,
				origin: chance.pick(['null', 'http://evil.example', 'x', `http://127.0.0.1:${this.#field.port}`])
			},
			{
				...headers,
				'content-encoding': chance.pick(['gzip', 'br', 'zstd', 'x']),
				'content-type': chance.pick(['text/plain', '', 'x'])
			}
		]);
	}

	#damaged(message: unknown): Buffer {
		const chance = this.#chance;
		let value = message;
		for (let times = chance.pick([0, 1, 1, 2, 4]); times > 0; times -= 1) value = altered(value, chance);
		const text = JSON.stringify(value) ?? '';
		return packedBody(chance.happens(0.08) ? damagedText(text, chance) : text, chance);
	}

	#judge(kind: string, asked: Asked, answered: Answered): Answered {
		this.#field.tally.add(kind, answered.status);
		const fault = faultOf(answered, (asked.body?.length ?? 0) > 256 * 1024);
		if (fault !== undefined) throw new Fault(`${fault}: ${describe(asked)}`);
		return answered;
	}
}

/** Enough to send it again. */
function describe({ method, path, headers, body = Buffer.alloc(0) }: Asked): string {
	const text = body.toString();
	const isText = Buffer.from(text).equals(body);
	return JSON.stringify({ method, path, headers, body: isText ? text : { base64: body.toString('base64') } });
}
