// What was parked, in the hands of an official, or of the head in whose hamlet it is (sync-spec PS3): applied after all, as
// it was made and when it was made, with her authority; or settled as seen.
import type { Instant } from '#domain/calendar.ts';
import { may } from '#domain/permission.ts';
import { withChanges } from '#protocol/apply.ts';
import { type Op, OpBody, type OpEnvelope } from '#protocol/op.ts';
import type { ParkedList, ParkedOutcome } from '#protocol/parked-work.ts';
import type { ParkedCode } from '#protocol/records.ts';
import { hamletOf, userScope } from '#protocol/scope.ts';
import { upcasters as everyUpcaster } from '#protocol/upcast.ts';
import type {
	Device,
	ReadTransaction,
	Storage,
	StoredParkedOp,
	WriteTransaction
} from '#server/storage/storage.ts';
import { type AcceptOptions, noteErased } from './accept.ts';
import { writeRows } from './apply-ops.ts';
import { type Asker, type Author, authorNow, holds } from './author.ts';
import { writeLocked } from './begin-again.ts';
import { scopeOf, SETTLED } from './judge.ts';
import { NO_LEDGER } from './ledger.ts';
import { loadRows } from './load-rows.ts';
import { applyOp, type Applying, readOp } from './merge-batch.ts';
import { NO_HISTORY } from './reach.ts';
import { tellTime } from './server-clock.ts';
import { WorkingRows } from './working-rows.ts';

/** What waits for the caller to decide, oldest first. */
export function waitingOf(storage: Storage, caller: Asker): Promise<ParkedList> {
	return storage.read(async (tx) => {
		const author = await authorNow(tx, { ...caller, isImport: false });
		const ops: ParkedList['ops'] = [];
		for (const parked of await tx.waitingParkedOps(caller.commune)) {
			const { state: _, ...op } = parked;
			if (await isTheirs(tx, author, parked)) ops.push(op);
		}
		return { ops };
	});
}

/** Of a phone that was shut out, or brought by another's without proof: whose it is, an official finds out. */
const OFFICIALS: ReadonlySet<ParkedCode> = new Set<ParkedCode>(['revoked', 'unverified']);

/** Everything is an official's to decide; a head's is what is about a row of her hamlets. */
async function isTheirs(
	tx: ReadTransaction,
	author: Author,
	{ raw, code }: StoredParkedOp
): Promise<boolean> {
	if (may(author.roles, 'manage-commune')) return true;
	if (!may(author.roles, 'settle-conflict') || OFFICIALS.has(code)) return false;
	const { data: op } = OpBody.safeParse(JSON.parse(raw));
	if (op === undefined) return false;
	const rows = new WorkingRows(await loadRows(tx, author.commune, [op]));
	const scope = scopeOf(op, rows.find);
	return scope !== undefined && hamletOf(scope) !== undefined && holds(author, scope);
}

/** Replays or settles one parked op; the card of its author is settled with it. Throws `StorageBusy`. */
export function replayParked(
	storage: Storage,
	caller: Asker,
	id: string,
	how: 'replay' | 'settle',
	wall: Instant,
	options: AcceptOptions = {}
): Promise<ParkedOutcome> {
	return writeLocked(storage, async (tx, missed): Promise<ParkedOutcome> => {
		const asked = await tx.parkedOp(caller.commune, id);
		if (asked === undefined) return { outcome: 'gone' };
		const own = userScope(asked.member);
		const heads = await tx.lockScopes(caller.commune, [own, ...missed]);
		// Read again under the lock: another official may have been quicker.
		const parked = await tx.parkedOp(caller.commune, id);
		const author = await authorNow(tx, { ...caller, isImport: false });
		if (parked?.state !== 'waiting' || !(await isTheirs(tx, author, parked))) return { outcome: 'gone' };
		const applying = await applyingOf(tx, { ...author, signsAs: parked.member }, parked, wall, options);
		const { rows, why } = await judged(tx, applying, parked, how);
		if (why !== undefined) return { outcome: 'refused', why };
		const state = how === 'replay' ? 'replayed' : 'settled';
		await settleCard(tx, applying, parked, state, rows);
		await writeRows(tx, applying, rows, heads);
		const erased = rows.erased.map((row) => ({ c: row.c, id: row.id }));
		if (erased.length > 0) await noteErased(options.ledger ?? NO_LEDGER, caller.commune, erased);
		return { outcome: state };
	});
}

/** As the device that made it, so that what it wrote is known as that phone's. */
async function applyingOf(
	tx: WriteTransaction,
	author: Author,
	{ id, member }: StoredParkedOp,
	wall: Instant,
	{ upcasters = everyUpcaster }: AcceptOptions
): Promise<Applying> {
	const { now } = await tellTime(tx, wall);
	const number = Number(id.split('.')[0]);
	const [known] = await tx.devices(author.commune, [number]);
	const device: Device = known ?? { ...UNKNOWN, device: number, member };
	return { author, device, epoch: (await tx.meta('epoch')) ?? '', now, upcasters };
}

/** A device from before a restore, which this database never knew. */
const UNKNOWN = {
	kind: 'phone',
	createdAt: 0,
	lastN: 0,
	lastTe: 0,
	lastContactAt: 0,
	app: '',
	unsent: 0,
	former: [],
	backedUpN: 0
} as const;

/** `why` it could not be applied this time either. */
async function judged(
	tx: WriteTransaction,
	applying: Applying,
	parked: StoredParkedOp,
	how: 'replay' | 'settle'
): Promise<{ rows: WorkingRows; why?: ParkedCode }> {
	if (how === 'settle') return { rows: new WorkingRows([]) };
	const raw = JSON.parse(parked.raw) as OpEnvelope;
	const { op, isNewer, origin } = readOp({ raw, h: '' }, applying.device.device, applying.upcasters);
	if (op === undefined) return { rows: new WorkingRows([]), why: isNewer ? 'version' : 'shape' };
	const rows = new WorkingRows(await loadRows(tx, applying.author.commune, [op]));
	const { code } = applyOp(rows, applying, NO_HISTORY, op, effectiveTime(op, parked), origin);
	return code === undefined ? { rows } : { rows, why: code };
}

/** The time it would have had, had it been applied when it came (sync-spec TM2). */
const effectiveTime = ({ t }: Op, { at }: StoredParkedOp): Instant => Math.min(t, at);

async function settleCard(
	tx: WriteTransaction,
	{ author, now }: Applying,
	{ id }: StoredParkedOp,
	state: 'replayed' | 'settled',
	rows: WorkingRows
): Promise<void> {
	const [card] = await tx.rows(author.commune, [{ c: 'parked', id }]);
	if (card !== undefined) {
		rows.put({ ...card, rv: card.rv + 1, f: withChanges(card.f, SETTLED) });
	}
	await tx.settleParkedOp(author.commune, id, state);
	await tx.audit(author.commune, now, author.member, `${state} parked op ${id}`);
}
