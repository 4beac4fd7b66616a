// What is wrong, found by the database itself, in SQL that SQLite and PostgreSQL share (sync-spec ST2).
import type { CommuneId } from '#domain/ids.ts';
import type { CollectionName } from '#protocol/collections.ts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Inspection, Suspects, Suspicion } from './inspection.ts';
import { storedRowOf } from './row-text.ts';
import type { StoredRow } from './storage.ts';
import type { Tables } from './tables.ts';

const SOME = 3;

/** Each asks for one column, `what`. */
const questions: Record<Suspicion, (commune: CommuneId) => RawBuilder<{ what: string }>> = {
	'beyond-counter': (commune) => sql`
		select given.s as what from (
			select s, max(seq) as seq from rows where commune = ${commune} group by s
			union all select s, max(seq) as seq from departures where commune = ${commune} group by s
		) given
		left join scopes on scopes.commune = ${commune} and scopes.s = given.s
		where scopes.counter is null or given.seq > scopes.counter`,
	'number-twice': (commune) => sql`
		select s || ' ' || cast(seq as text) as what from (
			select s, seq from rows where commune = ${commune}
			union all select s, seq from departures where commune = ${commune}
		) given
		group by s, seq having count(*) > 1`,
	receipts: (commune) => sql`
		select cast(devices.device as text) as what from devices
		left join (${receiptsByDevice(commune)}) kept on kept.device = devices.device
		where devices.commune = ${commune} and (coalesce(kept.many, 0) <> devices.last_n
			or (devices.last_n > 0 and (kept.first_n <> 1 or kept.last_n <> devices.last_n)))
		union all select cast(kept.device as text) as what from (${receiptsByDevice(commune)}) kept
		left join devices on devices.commune = ${commune} and devices.device = kept.device
		where devices.device is null`,
	// Few are known only under another number; the lists of hashes stay as short as they are.
	identity: (commune) => sql`
		with odd as (
			select receipts.device, receipts.n, receipts.h from receipts
			left join identities own on own.commune = receipts.commune and own.origin_device = receipts.device
				and own.origin_n = receipts.n and own.h = receipts.h
			where receipts.commune = ${commune} and own.h is null
		)
		select cast(device as text) || '.' || cast(n as text) as what from odd
		where h not in (select h from identities where commune = ${commune} and h in (select h from odd))`,
	parked: (commune) => sql`
		select parked_ops.id as what from parked_ops
		left join rows on rows.commune = parked_ops.commune and rows.c = 'parked' and rows.id = parked_ops.id
		where parked_ops.commune = ${commune} and parked_ops.state = 'waiting' and rows.id is null`
};

const receiptsByDevice = (commune: CommuneId) => sql`
	select device, count(*) as many, min(n) as first_n, max(n) as last_n
	from receipts where commune = ${commune} group by device`;

export class KyselyInspection implements Inspection {
	readonly #db: Kysely<Tables>;

	constructor(db: Kysely<Tables>) {
		this.#db = db;
	}

	async suspects(commune: CommuneId, suspicion: Suspicion): Promise<Suspects> {
		const question = questions[suspicion](commune);
		const counted = await sql<{ many: number }>`select count(*) as many from (${question}) found`.execute(
			this.#db
		);
		const many = Number(counted.rows[0]?.many);
		if (many === 0) return { many, some: [] };
		const first = await sql<{
			what: string;
		}>`select what from (${question}) found order by what limit ${SOME}`.execute(this.#db);
		return { many, some: first.rows.map(({ what }) => what) };
	}

	async rowsAfter(commune: CommuneId, c: CollectionName, after: string, limit: number): Promise<StoredRow[]> {
		const rows = await this.#db
			.selectFrom('rows')
			.selectAll()
			.where('commune', '=', commune)
			.where('c', '=', c)
			.where('id', '>', after)
			.orderBy('id')
			.limit(limit)
			.execute();
		return rows.map(storedRowOf);
	}
}
