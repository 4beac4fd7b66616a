// One request, one answer: push first, then pull (sync-spec WR1, WR2, CL1).
import type { Instant } from '#domain/calendar.ts';
import type { SyncAnswer, SyncRequest } from '#protocol/messages.ts';
import { OLDEST_PULL_VERSION } from '#protocol/version.ts';
import type { ReadTransaction, Storage } from '#server/storage/storage.ts';
import { acceptBatch, type Accepted, type AcceptOptions, RE_KEY } from './accept.ts';
import type { Asker, Author } from './author.ts';
import { pullPages } from './pull.ts';
import { scopesOf } from './scopes-of.ts';
import { serverTimeOf } from './server-clock.ts';

/** How often a phone that only listens is written down as heard of. */
const CONTACT_EVERY_MS = 30_000;

/**
 * Answers a phone's request, or says that the phone needs a new device number. `wall`: this machine's clock. A phone too
 * old to read pages hands in all the same, and is told to update when it asks for them (sync-spec WR5).
 * Throws `StorageBusy` when nothing was applied and the phone should ask again.
 */
export async function answerSync(
	storage: Storage,
	asker: Asker,
	request: SyncRequest,
	wall: Instant,
	options: AcceptOptions = {},
	oldestPull = OLDEST_PULL_VERSION
): Promise<SyncAnswer | typeof RE_KEY> {
	const before = await storage.read((tx) => standingOf(tx, asker, request, wall));
	if (request.e !== undefined && request.e !== before.epoch) return RE_KEY;
	const author: Author = { ...asker, isImport: false };
	const batch = { ...request, device: request.d };
	const accepted = before.quiet ?? (await acceptBatch(storage, author, batch, wall, options));
	if (accepted === RE_KEY) return RE_KEY;

	const { time, at, ...pushed } = accepted;
	const isTooOld = request.p < oldestPull;
	const { page } = request;
	const cur = isTooOld ? undefined : request.cur;
	const pulled = await storage.read(async (tx) => {
		const scopes = await scopesOf(tx, asker);
		return { scopes, ...(await pullPages(tx, asker.commune, scopes, cur, page)) };
	});
	const answer = { e: before.epoch, ...time, ...pushed, at: Object.fromEntries(at), ...pulled };
	return isTooOld && request.cur !== undefined ? { ...answer, do: 'update' } : answer;
}

/** `quiet`: what is to be said of a push without ops by a phone that was heard of just now; nothing needs writing. */
async function standingOf(
	tx: ReadTransaction,
	asker: Asker,
	{ d, ops, held, app, left }: SyncRequest,
	wall: Instant
): Promise<{ epoch: string; quiet?: Accepted }> {
	const standing = { epoch: (await tx.meta('epoch')) ?? '' };
	if (ops.length > 0) return standing;
	const time = serverTimeOf(await tx.meta('highestTime'), wall);
	const [device] = await tx.devices(asker.commune, [d]);
	if (device?.member !== asker.member || device.lastN > held) return standing;
	const isNews = device.app !== app || device.unsent !== left;
	if (isNews || time.clock === 'bad' || time.now - device.lastContactAt > CONTACT_EVERY_MS) return standing;
	const { lastN: last, backedUpN: bk } = device;
	return { ...standing, quiet: { ack: 0, last, bk, results: [], at: new Map(), time } };
}
