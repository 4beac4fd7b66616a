import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	enrolledPhone,
	household,
	page,
	person,
	pulled,
	pushed,
	row,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';
import type { OpResult } from '#protocol/messages.ts';
import type { WorkPlace } from './household-work.ts';

const HOUSEHOLDS = ['h1', 'h2', 'h3'];

/** What every op ought to be, kept by the simplest means: a list. */
interface Told {
	household: string | undefined;
	place: WorkPlace;
	/** Device and n it was recorded under. */
	origin: string;
}

/** A phone, and beside it what was done with it. */
class Story {
	phone: TestPhone;
	told: Told[] = [];
	#device = 7;
	#recorded = 0;
	#seq = 10;
	#userSeq = 0;
	/** Of the device number in use: the op that each n stands for. */
	#byN: Told[] = [];

	private constructor(phone: TestPhone) {
		this.phone = phone;
	}

	static async begin(): Promise<Story> {
		const phone = await enrolledPhone();
		const rows = HOUSEHOLDS.flatMap((id, index) => [
			household(id, 2 * index + 1),
			person(`p-${id}`, id, 2 * index + 2)
		]);
		await pulled(phone, { pages: [page('h:d1', 0, 10, rows), page('u:m1', 0, 0, [])] });
		await phone.store.loadPastWork();
		return new Story(phone);
	}

	async record(id: string | undefined, count: number): Promise<void> {
		const draft =
			id === undefined
				? { k: 'set' as const, c: 'parked' as const, id: 'gone', a: { settled: true } }
				: tap(`p-${id}`, 'VN2', this.#recorded % 2 === 0 ? 'done' : 'not-yet');
		await this.phone.store.record(Array.from({ length: count }, () => draft));
		for (let one = 0; one < count; one += 1) {
			this.#recorded += 1;
			const origin = `${String(this.#device)}.${String(this.#byN.length + 1)}`;
			const told: Told = { household: id, place: 'unsent', origin };
			this.told.push(told);
			this.#byN.push(told);
		}
	}

	/** A visit that is taken back before it was sent: as if it had not been. */
	async takeBack(id: string): Promise<void> {
		const visit = { household: id, outcome: 'met', at: 1, by: 'm1' };
		const ops = await this.phone.store.record([
			{ k: 'add', c: 'visits', id: `v${String(this.#recorded)}`, a: visit }
		]);
		expect(await this.phone.store.takeBack(ops)).toBe(true);
	}

	/** The server uses what it can; every `parks`-th of them it cannot. */
	async push(parks: number): Promise<void> {
		const results: OpResult[] = [];
		this.#byN.forEach((told, index) => {
			if (told.place !== 'unsent') return;
			const isParked = parks > 0 && (index + 1) % parks === 0;
			told.place = isParked ? 'review' : 'received';
			const r = index % 2 === 0 ? 'parked' : 'late';
			if (isParked) results.push({ n: index + 1, r });
		});
		expect(await pushed(this.phone, { results })).toBe(true);
	}

	/** Somebody settled the first card that is under review. */
	async settle(): Promise<void> {
		const told = this.told.find(({ place }) => place === 'review');
		if (told === undefined) return;
		told.place = 'received';
		const from = this.#userSeq;
		this.#userSeq += 1;
		const card = row('parked', told.origin, this.#userSeq, { code: 'role', raw: '', at: 1, settled: true });
		expect(await pulled(this.phone, { pages: [page('u:m1', from, this.#userSeq, [card])] })).toBe(true);
	}

	/** Others' work comes down meanwhile. */
	async pull(): Promise<void> {
		const from = this.#seq;
		this.#seq += 1;
		const news = row('answers', 'p-h1', this.#seq, { MM: { status: 'not-yet' } }, this.#seq);
		expect(await pulled(this.phone, { pages: [page('h:d1', from, this.#seq, [news])] })).toBe(true);
	}

	async reKey(): Promise<void> {
		const from = this.#device;
		this.#device += 1;
		const to = { device: this.#device, epoch: 'epoch-1', now: 10_000 };
		expect(await this.phone.store.reKey(from, to)).toBe(true);
		for (const told of this.told) told.place = 'unsent';
		this.#byN = [...this.#byN];
	}

	async restart(): Promise<void> {
		this.phone = await this.phone.restarted();
		await this.phone.store.loadPastWork();
	}

	/** Every sum, by household and in total, against the list. */
	check(): void {
		const { store } = this.phone;
		const { recorded, received, unsentOps, review, unsentHouseholds } = store.status;
		expect({ recorded, received, unsent: unsentOps, review }).toEqual(countsOf(this.told));
		for (const id of [...HOUSEHOLDS, undefined]) {
			expect(store.workOf(id)).toEqual(countsOf(this.told.filter((told) => told.household === id)));
		}
		const unsent = this.told.filter(({ place, household: id }) => place === 'unsent' && id !== undefined);
		expect([...store.unsentHouseholds].sort()).toEqual(
			[...new Set(unsent.map((one) => one.household))].sort()
		);
		expect(unsentHouseholds).toBe(store.unsentHouseholds.size);
	}
}

function countsOf(told: readonly Told[]) {
	const count = (place: WorkPlace) => told.filter((one) => one.place === place).length;
	const [received, unsent, review] = [count('received'), count('unsent'), count('review')];
	return { recorded: received + unsent + review, received, unsent, review };
}

const step = fc.oneof(
	fc.record({
		do: fc.constant('record' as const),
		household: fc.constantFrom(...HOUSEHOLDS, undefined),
		count: fc.integer({ min: 1, max: 3 })
	}),
	fc.record({ do: fc.constant('push' as const), parks: fc.integer({ min: 0, max: 3 }) }),
	fc.record({ do: fc.constant('take back' as const), household: fc.constantFrom(...HOUSEHOLDS) }),
	fc.record({
		do: fc.constantFrom('settle' as const, 'pull' as const, 're-key' as const, 'restart' as const)
	})
);

async function follow(
	story: Story,
	one: typeof step extends fc.Arbitrary<infer T> ? T : never
): Promise<void> {
	if (one.do === 'record') await story.record(one.household, one.count);
	else if (one.do === 'push') await story.push(one.parks);
	else if (one.do === 'take back') await story.takeBack(one.household);
	else if (one.do === 'settle') await story.settle();
	else if (one.do === 'pull') await story.pull();
	else if (one.do === 're-key') await story.reKey();
	else await story.restart();
}

describe('[F12] recorded = received + unsent + to be looked at', () => {
	test('of every household and in total, after every step of any story', async () => {
		const stories = fc.array(step, { minLength: 1, maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(stories, async (steps) => {
				const story = await Story.begin();
				for (const one of steps) {
					await follow(story, one);
					story.check();
				}
			}),
			{ numRuns: 60, seed: 12 }
		);
	});

	test('of a household is not said before what lies in the journal was read; what is unsent is known at once', async () => {
		const story = await Story.begin();
		await story.record('h1', 2);
		await story.push(2);
		await story.record('h2', 1);
		const { store } = await story.phone.restarted();
		expect(store.workOf('h1')).toBeUndefined();
		expect([...store.unsentHouseholds]).toEqual(['h2']);
		await store.record([tap('p-h1', 'MM')]);
		await store.loadPastWork();
		expect(store.workOf('h1')).toEqual({ recorded: 3, received: 1, unsent: 1, review: 1 });
	});

	test('holds for what happens while the journal is being read', async () => {
		const story = await Story.begin();
		await story.record('h1', 2);
		await story.push(0);
		await story.record('h1', 1);
		story.phone = await story.phone.restarted();
		const reading = story.phone.store.loadPastWork();
		await story.push(3);
		await story.reKey();
		await reading;
		story.check();
	});
});
