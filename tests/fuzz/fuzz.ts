// A run, from an empty database to the doctor's word about it.
import { examine } from '#server/operator/examine.ts';
import { openStorage } from '#server/open-storage.ts';
import { Lane, newGuesses } from './lane.ts';
import { Tally } from './tally.ts';
import { makeRegister } from './trial-register.ts';
import { TrialServer } from './trial-server.ts';

/** Asking at once. With as many phones each, no device comes near the requests it may make in a minute. */
const LANES = 16;
const PHONES_PER_LANE = 6;

/** A phone signs in again when an altered message ended its session: about six times as rarely as this. */
const REQUESTS_PER_INVITE = 1_500;

/** Below this many requests a server is still warming up, and its memory says nothing. */
const ENOUGH_FOR_MEMORY = 20_000;
const GROWTH = 1.2;
const TENTHS = 10;

/** Least share of altered and unaltered pushes that must be taken: else only the door was tried. */
const LEAST_TAKEN = { sync: 0.5, 'sync, altered': 0.05 } as const;

/** Throws with one text when anything was as it may not be. */
export async function fuzz(folder: string, requests: number, seed: number): Promise<void> {
	const say = (line: string): void => console.log(line);
	const invites = 6 + Math.ceil(requests / REQUESTS_PER_INVITE);
	const register = await makeRegister(folder, { accounts: LANES * PHONES_PER_LANE, invites });
	const server = await TrialServer.start(folder);
	const tally = new Tally();
	const field = { port: server.port, seed, register, tally, guesses: newGuesses() };
	const lanes = Array.from({ length: LANES }, (_, at) => {
		return new Lane(field, at + 1, register.accounts.slice(at * PHONES_PER_LANE, (at + 1) * PHONES_PER_LANE));
	});
	const startedAt = performance.now();
	try {
		await Promise.all(lanes.map((lane) => lane.signIn()));
		const memory: number[] = [];
		for (let tenth = 1; tenth <= TENTHS; tenth += 1) {
			const until = Math.round((requests * tenth) / TENTHS) - tally.done;
			await Promise.all(lanes.map((lane, at) => lane.run(Math.floor((until + at) / LANES))));
			memory.push(server.memory());
			say(`${tally.done} requests, the server holds ${memory.at(-1)?.toFixed(0)} MB`);
		}
		const [early = NaN] = memory;
		const late = memory.at(-1) ?? NaN;
		const seconds = Math.round((performance.now() - startedAt) / 1_000);
		say(`${tally.done} requests, seed ${seed}, ${seconds} s; statuses by kind (0: hung up without a word):`);
		tally.lines().forEach(say);
		say(`memory of the server: ${early.toFixed(0)} MB at a tenth, ${late.toFixed(0)} MB at the end`);
		assertSteady(requests, early, late);
		assertTaken(tally);
	} catch (fault) {
		tally.lines().forEach(say);
		say(`after ${tally.done} requests, seed ${seed}; the server ${server.isAlive ? 'lives' : 'is gone'}`);
		if (!server.isAlive) lanes.forEach(({ underWay }) => say(`under way: ${underWay.slice(0, 4_000)}`));
		say(`its last words: ${server.words.join('') || 'none'}`);
		throw fault;
	} finally {
		await server.stop();
	}
	await assertInOrder(folder);
	say('the database is in order');
}

function assertSteady(requests: number, early: number, late: number): void {
	if (requests >= ENOUGH_FOR_MEMORY && !(late <= early * GROWTH))
		throw new Error(`the server grew from ${early.toFixed(0)} to ${late.toFixed(0)} MB`);
}

function assertTaken(tally: Tally): void {
	for (const [kind, least] of Object.entries(LEAST_TAKEN)) {
		const share = tally.shareOfGood(kind);
		if (share < least)
			throw new Error(`only ${(share * 100).toFixed(0)} % of “${kind}” were taken: nothing was tried`);
	}
}

/** What the doctor says of a database that has been through this. */
async function assertInOrder(folder: string): Promise<void> {
	const storage = await openStorage({ DATA_DIR: folder });
	try {
		const findings = await examine(storage);
		if (findings.length > 0) throw new Error(`the database is not in order: ${JSON.stringify(findings)}`);
	} finally {
		await storage.close();
	}
}
