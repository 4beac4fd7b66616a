// What the server keeps, and what every back end owes. Promises, held by tests/contracts/storage-contract.ts:
// - A write transaction is all or nothing: when its function throws, nothing of it stays.
// - `write` resolves only after the commit is on the disk. Its function may be run again from the start when the database
//   could not keep it apart from another's, so it changes nothing but the database.
// - What a write transaction has locked no other changes before it ends. Never open one transaction inside another.
// - A read transaction sees one moment of the database, whatever is written meanwhile.
// - Every key begins with the commune, so that a cluster can keep each commune in one place.
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { FieldMark } from '#protocol/merge.ts';
import type { RowKey } from '#protocol/parent.ts';
import type { ParkedCode } from '#protocol/records.ts';
import type { MovedOut, Row, ScopedRow } from '#protocol/row.ts';
import type { Scope } from '#protocol/scope.ts';
import type { OpResult } from '#protocol/messages.ts';
import type { Inspection } from './inspection.ts';

/** A row with the mark of each field's last write. */
export interface StoredRow extends ScopedRow {
	fm: Record<string, FieldMark>;
}

export type { RowKey } from '#protocol/parent.ts';

/** A row that left scope `s`, and when. */
export type Departure = MovedOut & { s: Scope; at: Instant };

/** That a member held a scope, `ALL_HAMLETS` for every hamlet of the commune; `until` absent: she still does (sync-spec PS4). */
export interface Grant {
	member: MemberId;
	s: Scope;
	from: Instant;
	until?: Instant;
}

export const ALL_HAMLETS = '*';

/** An op the server could not use, for an official to replay or settle (sync-spec PS3). The card's row has the same id. */
export interface StoredParkedOp {
	id: string;
	member: MemberId;
	/** As received, as JSON text. */
	raw: string;
	label?: string;
	code: ParkedCode;
	at: Instant;
	state: 'waiting' | 'replayed' | 'settled';
}

/**
 * A browser profile of one member, an accepted import, or a bundle of sealed ops that came by another way: it owns a
 * sequence of ops.
 */
export interface Device {
	device: number;
	member: MemberId;
	kind: 'phone' | 'import' | 'bundle';
	createdAt: Instant;
	/** Highest n consumed, and the effective time of its last op (sync-spec TM2). */
	lastN: number;
	lastTe: Instant;
	lastContactAt: Instant;
	app: string;
	/** Ops that the phone said it still holds. */
	unsent: number;
	/** Numbers this installation had before its re-keys, oldest first. */
	former: readonly number[];
	/** The highest n in a backup that was taken off the machine (sync-spec RS2). */
	backedUpN: number;
	revokedAt?: Instant;
	/** The key its ops are sealed with, as JSON text: proof that a sealed bundle was made by it. */
	outboxKey?: string;
	/** When it said that everything on it was deleted. */
	wipedAt?: Instant;
}

/** An op's identity: where it was first made, and the hash of what it says (sync-spec RC3). */
export interface Identity {
	originDevice: number;
	originN: number;
	h: string;
}

/** An identity that was applied, or refused, before. */
export interface KnownIdentity extends Identity {
	result?: OpResult;
}

/** What became of op `n` of a device. */
export interface Receipt {
	n: number;
	h: string;
	result?: OpResult;
}

export interface Invite {
	/** Hashes of the link's code and of the 12 digits. */
	codeHash: string;
	digitsHash: string;
	member: MemberId;
	/** Who invited, as people call her; whom to ask when it fails. */
	invitedBy: string;
	expiresAt: Instant;
	usedAt?: Instant;
	/** Hash of the attempt that used it up, and the device that came of it: that browser may ask again. */
	usedBy?: string;
	device?: number;
}

export interface Session {
	tokenHash: string;
	device: number;
	member: MemberId;
	expiresAt: Instant;
}

/** Settings of the whole database, outside every commune. */
export interface Meta {
	epoch: string;
	/** Highest time ever seen (sync-spec TM3). */
	highestTime: Instant;
	/** ECDH P-256 key pair that unsent work is sealed to, as JWK text; and the key of the digits' hash. */
	keyPair: string;
	pepper: string;
}

export interface Counts {
	rows: Partial<Record<CollectionName, number>>;
	/** Devices of kind `phone`. */
	phones: number;
}

export interface ReadTransaction {
	communes(): Promise<CommuneId[]>;
	/** Rows that are there, in no order; missing ones are left out. */
	rows(commune: CommuneId, keys: readonly RowKey[]): Promise<StoredRow[]>;
	/** All rows of a collection. */
	rowsOf(commune: CommuneId, c: CollectionName): Promise<StoredRow[]>;
	/** Rows of a collection by id, at most `limit` of those behind `after`: of a collection that grows without end. */
	rowsAfter(commune: CommuneId, c: CollectionName, after: string, limit: number): Promise<StoredRow[]>;
	/** Rows of a collection filed under any of the parents (`parentIdOf`), in no order. */
	childrenOf(commune: CommuneId, c: CollectionName, parentIds: readonly string[]): Promise<StoredRow[]>;
	/** Every time one of the rows left a scope, in no order. */
	departuresOf(commune: CommuneId, keys: readonly RowKey[]): Promise<Departure[]>;
	/** What a member holds and held, in no order. */
	grants(commune: CommuneId, member: MemberId): Promise<Grant[]>;
	/** Parked ops that wait for an official, oldest first. */
	waitingParkedOps(commune: CommuneId): Promise<StoredParkedOp[]>;
	/** Of all that were ever parked, by id, at most `limit` of those behind `after`. */
	parkedOpsAfter(commune: CommuneId, after: string, limit: number): Promise<StoredParkedOp[]>;
	parkedOp(commune: CommuneId, id: string): Promise<StoredParkedOp | undefined>;
	/** Counter of each scope; 0 for one nothing was ever written to. */
	heads(commune: CommuneId, scopes: readonly Scope[]): Promise<Map<Scope, number>>;
	/** Rows and departures with `after < seq ≤ head`, by seq, at most `limit` of both together. */
	changes(
		commune: CommuneId,
		s: Scope,
		after: number,
		head: number,
		limit: number
	): Promise<{ rows: Row[]; out: MovedOut[] }>;
	/** Devices that are there, in no order. */
	devices(commune: CommuneId, devices: readonly number[]): Promise<Device[]>;
	/** The highest device number the commune has given out. */
	lastDevice(commune: CommuneId): Promise<number>;
	/** Every phone of the commune, also those that were replaced or revoked. */
	phones(commune: CommuneId): Promise<Device[]>;
	/** Every device of a member, of whatever kind. */
	devicesOf(commune: CommuneId, member: MemberId): Promise<Device[]>;
	/** Receipts with `from ≤ n ≤ to`. */
	receipts(commune: CommuneId, device: number, from: number, to: number): Promise<Receipt[]>;
	/** Identities of ops that came under another number, with their results. */
	identities(commune: CommuneId, asked: readonly Identity[]): Promise<KnownIdentity[]>;
	invite(hash: string): Promise<(Invite & { commune: CommuneId }) | undefined>;
	session(tokenHash: string): Promise<(Session & { commune: CommuneId }) | undefined>;
	meta<K extends keyof Meta>(key: K): Promise<Meta[K] | undefined>;
	/** Over all communes. */
	counts(): Promise<Counts>;
	/** For the doctor. */
	readonly inspection: Inspection;
}

export interface WriteTransaction extends ReadTransaction {
	addCommune(commune: CommuneId): Promise<void>;
	/** Locks the device until the end of the transaction, and reads it (sync-spec ST1). */
	lockDevice(commune: CommuneId, device: number): Promise<Device | undefined>;
	/** Locks the scopes in ascending order and reads their counters (sync-spec ST1). */
	lockScopes(commune: CommuneId, scopes: readonly Scope[]): Promise<Map<Scope, number>>;
	setHead(commune: CommuneId, s: Scope, counter: number): Promise<void>;
	putRows(commune: CommuneId, rows: readonly StoredRow[]): Promise<void>;
	/** The rows are gone without a trace: only for rows that no phone can hold, or beside a departure. */
	deleteRows(commune: CommuneId, keys: readonly RowKey[]): Promise<void>;
	putDepartures(commune: CommuneId, out: readonly Departure[]): Promise<void>;
	/** One per member, scope and `from`: a second one replaces it. */
	putGrants(commune: CommuneId, grants: readonly Grant[]): Promise<void>;
	/** One per id: a second one replaces it. */
	putParkedOps(commune: CommuneId, ops: readonly StoredParkedOp[]): Promise<void>;
	settleParkedOp(commune: CommuneId, id: string, state: 'replayed' | 'settled'): Promise<void>;
	/** No number up to this one is given out any more. */
	setLastDevice(commune: CommuneId, device: number): Promise<void>;
	/** Gives out the commune's next device number. */
	addDevice(commune: CommuneId, device: Omit<Device, 'device'>): Promise<number>;
	putDevice(commune: CommuneId, device: Device): Promise<void>;
	putReceipts(commune: CommuneId, device: number, receipts: readonly Receipt[]): Promise<void>;
	putIdentities(commune: CommuneId, known: readonly KnownIdentity[]): Promise<void>;
	putInvite(commune: CommuneId, invite: Invite): Promise<void>;
	/** Marks an unused invite as used by an attempt (its hash); false when somebody was quicker. */
	useInvite(commune: CommuneId, codeHash: string, at: Instant, usedBy: string): Promise<boolean>;
	/** Takes back every invite of a member that nobody has used. */
	dropUnusedInvites(commune: CommuneId, member: MemberId): Promise<void>;
	/** Notes the device that came of a used invite. */
	setInviteDevice(commune: CommuneId, codeHash: string, device: number): Promise<void>;
	putSession(commune: CommuneId, session: Session): Promise<void>;
	/** Ends every session of a device. */
	endSessions(commune: CommuneId, device: number): Promise<void>;
	setMeta<K extends keyof Meta>(key: K, value: Meta[K]): Promise<void>;
	/** Notes the highest time seen; never lowers it, whoever notes one at the same moment (sync-spec TM3). */
	raiseHighestTime(to: Instant): Promise<void>;
	/** Sets what was never set; false when somebody was quicker. */
	addMeta<K extends keyof Meta>(key: K, value: Meta[K]): Promise<boolean>;
	/** Adds a line to the audit trail: ids and codes, never personal data. */
	audit(commune: CommuneId, at: Instant, who: string, what: string): Promise<void>;
	/** Runs `work`; when it throws, its own writes are taken back and the transaction goes on. */
	savepoint<T>(work: () => Promise<T>): Promise<T>;
}

export interface Storage {
	read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T>;
	write<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T>;
	/** Writes a consistent copy of the whole database to `file`, while it is in use, and reads it back to check it. */
	backup(file: string): Promise<void>;
	/** What the database itself says is broken in its file; empty when all is well, or when it checks as it reads. */
	damage(): Promise<string[]>;
	close(): Promise<void>;
}

/** The database is busy or its disk refuses: nothing was applied, ask again (sync-spec PS3). */
export class StorageBusy extends Error {}
