// A phone that speaks by hand: it signs in, numbers its ops, remembers how far it is, and can be made to say anything.
import { answerOf, type Answered, type Client } from './client.ts';
import type { Chance } from './chance.ts';
import type { Account } from './trial-register.ts';

export class FuzzPhone {
	readonly account: Account;
	readonly #client: Client;
	device = 0;
	epoch = '';
	/** Highest n that the server has consumed. */
	last = 0;
	cursors: Record<string, number> = {};
	#cookie = '';

	constructor(account: Account, client: Client) {
		this.account = account;
		this.#client = client;
	}

	get headers(): Record<string, string> {
		return { 'x-member': this.account.member, cookie: this.#cookie };
	}

	/** Uses up an invite. False when none is left. */
	async signIn(): Promise<boolean> {
		const code = this.account.codes.pop();
		if (code === undefined) return false;
		const body = Buffer.from(JSON.stringify({ code, attempt: 'a'.repeat(22) }));
		const answered = await this.#client.ask({ method: 'POST', path: '/api/sign-in', headers: {}, body });
		if (answered.status !== 200) throw new Error(`signing in was answered ${answered.status}`);
		this.#cookie = answered.cookies.map((cookie) => cookie.split(';')[0]).join('; ');
		this.#enrolled(answered);
		return true;
	}

	/** A new device number, after the server said 409. */
	async reKey(): Promise<void> {
		const ask = { method: 'POST', path: '/api/devices', headers: this.headers, body: Buffer.from('{}') };
		const answered = await this.#client.ask(ask);
		if (answered.status === 200) this.#enrolled(answered);
	}

	/** What an answer to one of this phone's requests says about where it stands. */
	learn(answered: Answered, chance: Chance): void {
		const body = answerOf(answered);
		if (typeof body.last === 'number') this.last = body.last;
		if (!Array.isArray(body.pages) || chance.happens(0.3)) return;
		for (const { s, to } of body.pages as { s: string; to: number }[]) this.cursors[s] = to;
	}

	#enrolled(answered: Answered): void {
		const { device, epoch } = answerOf(answered);
		this.device = Number(device);
		this.epoch = String(epoch);
		this.last = 0;
		this.cursors = {};
	}
}
