// Messages as a phone would send them, by what the protocol says of itself: ops of every collection and command included.
import type * as z from 'zod/mini';
import type { RowId } from '#domain/ids.ts';
import { CollectionName } from '#protocol/collections.ts';
import { rowFields } from '#protocol/row-fields.ts';
import { limits } from '#protocol/limits.ts';
import type { SyncRequest } from '#protocol/messages.ts';
import { packRequest } from '#protocol/packed-ops.ts';
import { InviteQuestion, SignInRequest } from '#protocol/sign-in.ts';
import type { Chance } from './chance.ts';
import type { FuzzPhone } from './phone.ts';
import { shaped } from './shaped.ts';
import type { TrialRegister } from './trial-register.ts';

type Id = z.infer<typeof RowId>;

const COMMANDS = [
	...[
		'household.merge',
		'household.move',
		'household.split',
		'person.move',
		'visit.void',
		'assist.void',
		'erase'
	],
	'assignment.transfer',
	...['toString', '__proto__', '']
];

/** Which collection the field of a row names. */
const PARENTS: Record<string, CollectionName> = {
	hamlet: 'hamlets',
	household: 'households',
	person: 'people',
	group: 'groups',
	lane: 'lanes',
	session: 'sessions',
	item: 'items',
	mergedInto: 'households',
	guardian: 'people'
};

export class Messages {
	readonly #register: TrialRegister;
	readonly #chance: Chance;

	constructor(register: TrialRegister, chance: Chance) {
		this.#register = register;
		this.#chance = chance;
	}

	sync(phone: FuzzPhone): object {
		const chance = this.#chance;
		const count = chance.weighed([
			[0, 2],
			[1, 4],
			[3, 4],
			[12, 2],
			[limits.ops, 0.03]
		]);
		const ops = Array.from({ length: count }, (_, at) => this.#op(phone, phone.last + 1 + at));
		const request: SyncRequest = {
			p: chance.pick([1, 2, 2, 3]),
			app: 'fuzz',
			d: phone.device,
			held: phone.last + count,
			ops: ops as SyncRequest['ops'],
			left: chance.between(0, 50),
			page: chance.pick([1, 20, 20, 100, 1_000, 1e9]),
			...(chance.happens(0.9) ? { e: phone.epoch } : {}),
			...(chance.happens(0.4) ? { cur: { ...phone.cursors } } : {})
		};
		return chance.happens(0.5) ? packRequest(request) : request;
	}

	invite(code: string): object {
		return this.#with(InviteQuestion, { code });
	}

	signIn(code: string): object {
		return this.#with(SignInRequest, { code });
	}

	/** For a door whose message is not known here: whatever rooms of ours are called. */
	anything(): object {
		const chance = this.#chance;
		const bundle = {
			v: 1,
			member: 'm',
			device: 1,
			epoch: 'e',
			key: { ephemeral: 'AA', iv: 'AA', key: 'AA' }
		};
		const sealed = { n: 1, t: 1, s: 'AAAA' };
		return chance.pick<object>([
			{},
			{ ...bundle, ops: [sealed, { ...sealed, n: 2 }] },
			{ key: bundle.key },
			{ id: '1.1', do: chance.pick(['replay', 'settle']) },
			{ device: chance.between(1, 300) }
		]);
	}

	#with(schema: z.ZodMiniType, given: object): object {
		return { ...(shaped(schema, this.#chance) as object), ...given };
	}

	#op(phone: FuzzPhone, n: number): object {
		const chance = this.#chance;
		const c = chance.weighed(CollectionName.options.map((name) => [name, name === 'answers' ? 8 : 1]));
		const k = chance.weighed([
			['set', 5],
			['add', 4],
			['cmd', 1]
		]);
		const op = {
			n,
			t: Date.now() - chance.between(-1_000, 90_000_000),
			k,
			c,
			b: chance.pick([0, 1, 1, 2, 9])
		};
		const more = {
			...(chance.happens(0.5) ? { v: chance.pick([1, 1, 1, 2, 99]) } : {}),
			...(chance.happens(0.5) ? { e: chance.pick([phone.epoch, 'another']) } : {}),
			...(chance.happens(0.03)
				? { o: { d: chance.pick([phone.device, 1, 2]), n: chance.between(1, 50) } }
				: {})
		};
		const a = this.#fields(c, k);
		return { ...op, ...more, a, id: this.#idFor(c, k, a) };
	}

	#fields(c: CollectionName, k: string): Record<string, unknown> {
		const chance = this.#chance;
		if (k === 'cmd') return this.#command();
		const known = this.#register.ids[chance.pick(['households', 'people', 'hamlets'] as const)] ?? [];
		const whole = (shaped(rowFields[c], chance, known.slice(0, 40)) ?? {}) as Record<string, unknown>;
		for (const name of Object.keys(whole)) {
			const parent = PARENTS[name];
			if (parent !== undefined) whole[name] = this.#known(parent);
		}
		if (k === 'add') return whole;
		const some = chance.some(Object.entries(whole), 0.4);
		return Object.fromEntries(some.map(([name, value]) => [name, chance.happens(0.1) ? null : value]));
	}

	/** Mostly with what it needs and nothing more, so that it is run. */
	#command(): Record<string, unknown> {
		const chance = this.#chance;
		const name = chance.pick(COMMANDS);
		const into = this.#known('households');
		const hamlet = this.#known('hamlets');
		const people = [0, 1].map((b) => ({ id: this.#known('people'), b }));
		if (chance.happens(0.2)) return { name, into, hamlet, people, reason: 'thử' };
		if (name === 'household.move') return { name, hamlet };
		if (name === 'household.split')
			return { name, people, into: chance.happens(0.5) ? into : `fuzz-${chance.between(1, 1_000_000)}` };
		return name === 'household.merge' || name === 'person.move' ? { name, into } : { name };
	}

	#known(c: CollectionName): Id {
		const ids = this.#register.ids[c] ?? [];
		return ids.length === 0 ? `new-${this.#chance.between(1, 50)}` : this.#chance.pick(ids);
	}

	#idFor(c: CollectionName, k: string, a: Record<string, unknown>): Id {
		const chance = this.#chance;
		if (c === 'answers') return this.#known('people');
		if (c === 'householdAnswers') return this.#known('households');
		if (c === 'assignments') return `${String(a.household)}:${String(a.member)}`;
		if (c === 'attendance') return `${String(a.session)}:${String(a.person)}:${String(a.by)}`;
		if (c === 'claims') return `${String(a.household)}:${String(a.by)}`;
		if (k !== 'add' || chance.happens(0.1)) return this.#known(c);
		const id = `fuzz-${chance.between(1, 1_000_000)}`;
		// Rows to hang others on, as long as they are not too many to be met again.
		const ids = (this.#register.ids[c] ??= []);
		if (c !== 'members' && ids.length < 2_000) ids.push(id);
		return id;
	}
}
