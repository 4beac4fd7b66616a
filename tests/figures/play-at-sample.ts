import type { Role } from '#domain/member.ts';
import { phoneAt, type PhoneAtServer } from '../support/phone-at-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { type Clock, type Look, play, type Player } from './play.ts';

/** 28/11/2026, 19:00 in Việt Nam. */
const EVENING = Date.UTC(2026, 10, 28, 12);

/** Volunteers and heads of three hamlets, two of them of one, and an official; the official's phone has everything at the end. */
export async function playAtSample(
	server: TestServer,
	actions: number,
	seed: number,
	look?: Look
): Promise<{ office: PhoneAtServer; now: number }> {
	const [first, second, third] = await server.hamlets();
	const cast: [name: string, role: Player['role'], hamlets: string[]][] = [
		['hoa', 'volunteer', [first!]],
		['binh', 'volunteer', [first!]],
		['sen', 'hamlet-head', [first!]],
		['nam', 'volunteer', [second!, third!]],
		['tho', 'hamlet-head', [second!]],
		['duc', 'commune-official', []]
	];
	const players: Player[] = [];
	for (const [name, role, hamlets] of cast)
		players.push({ name, role, at: await phoneAt(server, name, [role] satisfies Role[], hamlets) });
	const clock: Clock = { now: EVENING };
	await play(players, actions, seed, clock, look);
	const office = players.at(-1)?.at;
	if (office === undefined) throw new Error('nobody played');
	return { office, now: clock.now };
}
