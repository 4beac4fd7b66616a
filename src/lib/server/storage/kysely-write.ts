import { randomUUID } from 'node:crypto';
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Scope } from '#protocol/scope.ts';
import { type Kysely, sql } from 'kysely';
import { KyselyRead } from './kysely-read.ts';
import { deviceOf, resultText, tableDeviceOf, tableRowOf } from './row-text.ts';
import {
	type Departure,
	type Device,
	type Grant,
	type Invite,
	type KnownIdentity,
	type Meta,
	type Receipt,
	type RowKey,
	type Session,
	StorageBusy,
	type StoredParkedOp,
	type StoredRow,
	type WriteTransaction
} from './storage.ts';
import type { Tables } from './tables.ts';

/** Rows in one statement: nine columns each stay well under the 32,766 variables of SQLite. */
const ROWS_AT_ONCE = 200;

export class KyselyWrite extends KyselyRead implements WriteTransaction {
	protected readonly judgeFault: (fault: unknown) => unknown;

	/** `judgeFault` makes `StorageBusy` of what is the database's fault, as this back end knows it. */
	constructor(db: Kysely<Tables>, judgeFault: (fault: unknown) => unknown) {
		super(db);
		this.judgeFault = judgeFault;
	}

	async addCommune(commune: CommuneId): Promise<void> {
		await this.db.insertInto('communes').values({ commune, devices: 0 }).execute();
	}

	async lockDevice(commune: CommuneId, device: number): Promise<Device | undefined> {
		const row = await this.db
			.updateTable('devices')
			.set((set) => ({ last_n: set.ref('last_n') }))
			.where('commune', '=', commune)
			.where('device', '=', device)
			.returningAll()
			.executeTakeFirst();
		return row && deviceOf(row);
	}

	async lockScopes(commune: CommuneId, scopes: readonly Scope[]): Promise<Map<Scope, number>> {
		const heads = new Map<Scope, number>();
		for (const s of [...new Set(scopes)].sort()) {
			const { counter } = await this.db
				.insertInto('scopes')
				.values({ commune, s, counter: 0 })
				.onConflict((conflict) =>
					conflict.columns(['commune', 's']).doUpdateSet((set) => ({ counter: set.ref('scopes.counter') }))
				)
				.returning('counter')
				.executeTakeFirstOrThrow();
			heads.set(s, counter);
		}
		return heads;
	}

	async setHead(commune: CommuneId, s: Scope, counter: number): Promise<void> {
		await this.db
			.updateTable('scopes')
			.set({ counter })
			.where('commune', '=', commune)
			.where('s', '=', s)
			.execute();
	}

	async putRows(commune: CommuneId, rows: readonly StoredRow[]): Promise<void> {
		for (const some of chunksOf(rows)) {
			await this.db
				.insertInto('rows')
				.values(some.map((row) => tableRowOf(commune, row)))
				.onConflict((conflict) =>
					conflict.columns(['commune', 'c', 'id']).doUpdateSet((set) => ({
						s: set.ref('excluded.s'),
						rv: set.ref('excluded.rv'),
						seq: set.ref('excluded.seq'),
						f: set.ref('excluded.f'),
						fm: set.ref('excluded.fm'),
						parent: set.ref('excluded.parent')
					}))
				)
				.execute();
		}
	}

	async deleteRows(commune: CommuneId, keys: readonly RowKey[]): Promise<void> {
		for (const [c, ofOne] of Map.groupBy(keys, (key) => key.c)) {
			for (const some of chunksOf(ofOne)) {
				await this.db
					.deleteFrom('rows')
					.where('commune', '=', commune)
					.where('c', '=', c)
					.where(
						'id',
						'in',
						some.map(({ id }) => id)
					)
					.execute();
			}
		}
	}

	async putDepartures(commune: CommuneId, out: readonly Departure[]): Promise<void> {
		for (const some of chunksOf(out)) {
			await this.db
				.insertInto('departures')
				.values(
					some.map(({ s, seq, c, id, rv, at, erased }) => ({
						commune,
						s,
						seq,
						c,
						id,
						rv,
						at,
						erased: erased === true ? 1 : 0
					}))
				)
				.execute();
		}
	}

	async putGrants(commune: CommuneId, grants: readonly Grant[]): Promise<void> {
		for (const some of chunksOf(grants)) {
			await this.db
				.insertInto('grants')
				.values(
					some.map(({ member, s, from, until }) => ({
						commune,
						member,
						s,
						from_at: from,
						until_at: until ?? null
					}))
				)
				.onConflict((conflict) =>
					conflict
						.columns(['commune', 'member', 's', 'from_at'])
						.doUpdateSet((set) => ({ until_at: set.ref('excluded.until_at') }))
				)
				.execute();
		}
	}

	async putParkedOps(commune: CommuneId, ops: readonly StoredParkedOp[]): Promise<void> {
		for (const some of chunksOf(ops)) {
			await this.db
				.insertInto('parked_ops')
				.values(some.map(({ label, ...op }) => ({ commune, ...op, label: label ?? null })))
				.onConflict((conflict) =>
					conflict.columns(['commune', 'id']).doUpdateSet((set) => ({
						member: set.ref('excluded.member'),
						raw: set.ref('excluded.raw'),
						label: set.ref('excluded.label'),
						code: set.ref('excluded.code'),
						at: set.ref('excluded.at'),
						state: set.ref('excluded.state')
					}))
				)
				.execute();
		}
	}

	async settleParkedOp(commune: CommuneId, id: string, state: 'replayed' | 'settled'): Promise<void> {
		await this.db
			.updateTable('parked_ops')
			.set({ state })
			.where('commune', '=', commune)
			.where('id', '=', id)
			.execute();
	}

	async setLastDevice(commune: CommuneId, device: number): Promise<void> {
		await this.db.updateTable('communes').set({ devices: device }).where('commune', '=', commune).execute();
	}

	async addDevice(commune: CommuneId, device: Omit<Device, 'device'>): Promise<number> {
		const { devices: number } = await this.db
			.updateTable('communes')
			.set((set) => ({ devices: set('devices', '+', 1) }))
			.where('commune', '=', commune)
			.returning('devices')
			.executeTakeFirstOrThrow();
		await this.db
			.insertInto('devices')
			.values(tableDeviceOf(commune, { ...device, device: number }))
			.execute();
		return number;
	}

	async putDevice(commune: CommuneId, device: Device): Promise<void> {
		await this.db
			.updateTable('devices')
			.set(tableDeviceOf(commune, device))
			.where('commune', '=', commune)
			.where('device', '=', device.device)
			.execute();
	}

	async putReceipts(commune: CommuneId, device: number, receipts: readonly Receipt[]): Promise<void> {
		for (const some of chunksOf(receipts)) {
			await this.db
				.insertInto('receipts')
				.values(some.map(({ n, h, result }) => ({ commune, device, n, h, result: resultText(result) })))
				.execute();
		}
	}

	async putIdentities(commune: CommuneId, known: readonly KnownIdentity[]): Promise<void> {
		for (const some of chunksOf(known)) {
			await this.db
				.insertInto('identities')
				.values(
					some.map(({ originDevice, originN, h, result }) => ({
						commune,
						origin_device: originDevice,
						origin_n: originN,
						h,
						result: resultText(result)
					}))
				)
				.execute();
		}
	}

	async putInvite(commune: CommuneId, invite: Invite): Promise<void> {
		await this.db
			.insertInto('invites')
			.values({
				commune,
				code_hash: invite.codeHash,
				digits_hash: invite.digitsHash,
				member: invite.member,
				invited_by: invite.invitedBy,
				expires_at: invite.expiresAt,
				used_at: invite.usedAt ?? null,
				used_by: invite.usedBy ?? null,
				device: invite.device ?? null
			})
			.execute();
	}

	async useInvite(commune: CommuneId, codeHash: string, at: Instant, usedBy: string): Promise<boolean> {
		const { numUpdatedRows } = await this.db
			.updateTable('invites')
			.set({ used_at: at, used_by: usedBy })
			.where('commune', '=', commune)
			.where('code_hash', '=', codeHash)
			.where('used_at', 'is', null)
			.executeTakeFirst();
		return numUpdatedRows === 1n;
	}

	async dropUnusedInvites(commune: CommuneId, member: MemberId): Promise<void> {
		await this.db
			.deleteFrom('invites')
			.where('commune', '=', commune)
			.where('member', '=', member)
			.where('used_at', 'is', null)
			.execute();
	}

	async setInviteDevice(commune: CommuneId, codeHash: string, device: number): Promise<void> {
		await this.db
			.updateTable('invites')
			.set({ device })
			.where('commune', '=', commune)
			.where('code_hash', '=', codeHash)
			.execute();
	}

	async endSessions(commune: CommuneId, device: number): Promise<void> {
		await this.db
			.deleteFrom('sessions')
			.where('commune', '=', commune)
			.where('device', '=', device)
			.execute();
	}

	async putSession(commune: CommuneId, session: Session): Promise<void> {
		const { tokenHash, device, member, expiresAt } = session;
		await this.db
			.insertInto('sessions')
			.values({ commune, token_hash: tokenHash, device, member, expires_at: expiresAt })
			.onConflict((conflict) =>
				conflict.columns(['commune', 'token_hash']).doUpdateSet((set) => ({
					device: set.ref('excluded.device'),
					expires_at: set.ref('excluded.expires_at')
				}))
			)
			.execute();
	}

	async setMeta<K extends keyof Meta>(key: K, value: Meta[K]): Promise<void> {
		const text = JSON.stringify(value);
		await this.db
			.insertInto('meta')
			.values({ key, value: text })
			.onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
			.execute();
	}

	async raiseHighestTime(to: Instant): Promise<void> {
		await this.db
			.insertInto('meta')
			.values({ key: 'highestTime', value: JSON.stringify(to) })
			.onConflict((conflict) =>
				conflict
					.column('key')
					.doUpdateSet((set) => ({ value: set.ref('excluded.value') }))
					.where(sql<boolean>`cast(meta.value as bigint) < cast(excluded.value as bigint)`)
			)
			.execute();
	}

	async addMeta<K extends keyof Meta>(key: K, value: Meta[K]): Promise<boolean> {
		const { numInsertedOrUpdatedRows } = await this.db
			.insertInto('meta')
			.values({ key, value: JSON.stringify(value) })
			.onConflict((conflict) => conflict.column('key').doNothing())
			.executeTakeFirstOrThrow();
		return numInsertedOrUpdatedRows === 1n;
	}

	async audit(commune: CommuneId, at: Instant, who: string, what: string): Promise<void> {
		await this.db.insertInto('audit').values({ commune, id: randomUUID(), at, who, what }).execute();
	}

	async savepoint<T>(work: () => Promise<T>): Promise<T> {
		await sql`savepoint op`.execute(this.db);
		try {
			const result = await work();
			await sql`release savepoint op`.execute(this.db);
			return result;
		} catch (fault) {
			const judged = this.judgeFault(fault);
			// Not this piece of work is at fault: the transaction as a whole has to end, and nothing is parked (sync-spec PS3).
			if (judged instanceof StorageBusy) throw judged;
			await sql`rollback to savepoint op`.execute(this.db);
			await sql`release savepoint op`.execute(this.db);
			throw fault;
		}
	}
}

function* chunksOf<T>(all: readonly T[]): Generator<readonly T[]> {
	for (let from = 0; from < all.length; from += ROWS_AT_ONCE) yield all.slice(from, from + ROWS_AT_ONCE);
}
