// The questions, in SQL that SQLite and PostgreSQL share (sync-spec ST2).
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { MovedOut, Row } from '#protocol/row.ts';
import type { Scope } from '#protocol/scope.ts';
import type { Kysely } from 'kysely';
import type { Inspection } from './inspection.ts';
import { KyselyInspection } from './kysely-inspection.ts';
import { deviceOf, grantOf, movedOutOf, parkedOpOf, resultOf, storedRowOf } from './row-text.ts';
import type {
	Counts,
	Departure,
	Device,
	Grant,
	Identity,
	Invite,
	KnownIdentity,
	Meta,
	ReadTransaction,
	Receipt,
	RowKey,
	Session,
	StoredParkedOp,
	StoredRow
} from './storage.ts';
import type { Tables } from './tables.ts';

/** Ids in one statement: well under the 32,766 variables of SQLite. */
const IDS_AT_ONCE = 500;

export class KyselyRead implements ReadTransaction {
	protected readonly db: Kysely<Tables>;

	constructor(db: Kysely<Tables>) {
		this.db = db;
	}

	get inspection(): Inspection {
		return new KyselyInspection(this.db);
	}

	async communes(): Promise<CommuneId[]> {
		const rows = await this.db.selectFrom('communes').select('commune').orderBy('commune').execute();
		return rows.map((row) => row.commune as CommuneId);
	}

	async rows(commune: CommuneId, keys: readonly RowKey[]): Promise<StoredRow[]> {
		const found: StoredRow[] = [];
		for (const [c, ids] of Map.groupBy(keys, (key) => key.c)) {
			for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
				const some = ids.slice(from, from + IDS_AT_ONCE).map((key) => key.id);
				const rows = await this.#rowsOf(commune, c).where('id', 'in', some).execute();
				found.push(...rows.map(storedRowOf));
			}
		}
		return found;
	}

	async rowsOf(commune: CommuneId, c: CollectionName): Promise<StoredRow[]> {
		return (await this.#rowsOf(commune, c).orderBy('id').execute()).map(storedRowOf);
	}

	async rowsAfter(commune: CommuneId, c: CollectionName, after: string, limit: number): Promise<StoredRow[]> {
		const rows = this.#rowsOf(commune, c).where('id', '>', after).orderBy('id').limit(limit);
		return (await rows.execute()).map(storedRowOf);
	}

	async childrenOf(
		commune: CommuneId,
		c: CollectionName,
		parentIds: readonly string[]
	): Promise<StoredRow[]> {
		const found: StoredRow[] = [];
		for (let from = 0; from < parentIds.length; from += IDS_AT_ONCE) {
			const some = parentIds.slice(from, from + IDS_AT_ONCE);
			const rows = await this.#rowsOf(commune, c).where('parent', 'in', some).orderBy('id').execute();
			found.push(...rows.map(storedRowOf));
		}
		return found;
	}

	async departuresOf(commune: CommuneId, keys: readonly RowKey[]): Promise<Departure[]> {
		const found: Departure[] = [];
		for (const [c, ids] of Map.groupBy(keys, (key) => key.c)) {
			for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
				const some = ids.slice(from, from + IDS_AT_ONCE).map((key) => key.id);
				const rows = await this.db
					.selectFrom('departures')
					.selectAll()
					.where('commune', '=', commune)
					.where('c', '=', c)
					.where('id', 'in', some)
					.execute();
				found.push(...rows.map((row) => ({ ...movedOutOf(row), s: row.s, at: row.at })));
			}
		}
		return found;
	}

	async grants(commune: CommuneId, member: MemberId): Promise<Grant[]> {
		const rows = await this.db
			.selectFrom('grants')
			.selectAll()
			.where('commune', '=', commune)
			.where('member', '=', member)
			.execute();
		return rows.map(grantOf);
	}

	async waitingParkedOps(commune: CommuneId): Promise<StoredParkedOp[]> {
		const rows = await this.db
			.selectFrom('parked_ops')
			.selectAll()
			.where('commune', '=', commune)
			.where('state', '=', 'waiting')
			.orderBy('at')
			.orderBy('id')
			.execute();
		return rows.map(parkedOpOf);
	}

	async parkedOpsAfter(commune: CommuneId, after: string, limit: number): Promise<StoredParkedOp[]> {
		const rows = await this.db
			.selectFrom('parked_ops')
			.selectAll()
			.where('commune', '=', commune)
			.where('id', '>', after)
			.orderBy('id')
			.limit(limit)
			.execute();
		return rows.map(parkedOpOf);
	}

	async parkedOp(commune: CommuneId, id: string): Promise<StoredParkedOp | undefined> {
		const row = await this.db
			.selectFrom('parked_ops')
			.selectAll()
			.where('commune', '=', commune)
			.where('id', '=', id)
			.executeTakeFirst();
		return row && parkedOpOf(row);
	}

	#rowsOf(commune: CommuneId, c: CollectionName) {
		return this.db.selectFrom('rows').selectAll().where('commune', '=', commune).where('c', '=', c);
	}

	async heads(commune: CommuneId, scopes: readonly Scope[]): Promise<Map<Scope, number>> {
		const heads = new Map<Scope, number>(scopes.map((s) => [s, 0]));
		if (scopes.length === 0) return heads;
		const rows = await this.db
			.selectFrom('scopes')
			.select(['s', 'counter'])
			.where('commune', '=', commune)
			.where('s', 'in', [...scopes])
			.execute();
		for (const { s, counter } of rows) heads.set(s, counter);
		return heads;
	}

	async changes(
		commune: CommuneId,
		s: Scope,
		after: number,
		head: number,
		limit: number
	): Promise<{ rows: Row[]; out: MovedOut[] }> {
		const rows = await this.db
			.selectFrom('rows')
			.select(['c', 'id', 'rv', 'seq', 'f'])
			.where('commune', '=', commune)
			.where('s', '=', s)
			.where('seq', '>', after)
			.where('seq', '<=', head)
			.orderBy('seq')
			.limit(limit)
			.execute();
		const out = await this.db
			.selectFrom('departures')
			.select(['c', 'id', 'rv', 'seq', 'erased'])
			.where('commune', '=', commune)
			.where('s', '=', s)
			.where('seq', '>', after)
			.where('seq', '<=', head)
			.orderBy('seq')
			.limit(limit)
			.execute();
		return firstOf(
			rows.map((row) => ({ ...row, c: row.c as CollectionName, f: JSON.parse(row.f) as Row['f'] })),
			out.map(movedOutOf),
			limit
		);
	}

	async devices(commune: CommuneId, devices: readonly number[]): Promise<Device[]> {
		if (devices.length === 0) return [];
		const rows = await this.db
			.selectFrom('devices')
			.selectAll()
			.where('commune', '=', commune)
			.where('device', 'in', [...devices])
			.execute();
		return rows.map(deviceOf);
	}

	async lastDevice(commune: CommuneId): Promise<number> {
		const row = await this.db
			.selectFrom('communes')
			.select('devices')
			.where('commune', '=', commune)
			.executeTakeFirst();
		return row?.devices ?? 0;
	}

	async phones(commune: CommuneId): Promise<Device[]> {
		const rows = await this.db
			.selectFrom('devices')
			.selectAll()
			.where('commune', '=', commune)
			.where('kind', '=', 'phone')
			.orderBy('device')
			.execute();
		return rows.map(deviceOf);
	}

	async devicesOf(commune: CommuneId, member: MemberId): Promise<Device[]> {
		const rows = await this.db
			.selectFrom('devices')
			.selectAll()
			.where('commune', '=', commune)
			.where('member', '=', member)
			.orderBy('device')
			.execute();
		return rows.map(deviceOf);
	}

	async receipts(commune: CommuneId, device: number, from: number, to: number): Promise<Receipt[]> {
		const rows = await this.db
			.selectFrom('receipts')
			.select(['n', 'h', 'result'])
			.where('commune', '=', commune)
			.where('device', '=', device)
			.where('n', '>=', from)
			.where('n', '<=', to)
			.execute();
		return rows.map(({ n, h, result }) => ({ n, h, ...resultOf(result) }));
	}

	async identities(commune: CommuneId, asked: readonly Identity[]): Promise<KnownIdentity[]> {
		const found: KnownIdentity[] = [];
		for (const [originDevice, ofDevice] of Map.groupBy(asked, (identity) => identity.originDevice)) {
			const ns = ofDevice.map((identity) => identity.originN);
			for (let from = 0; from < ns.length; from += IDS_AT_ONCE) {
				const rows = await this.db
					.selectFrom('identities')
					.select(['origin_n', 'h', 'result'])
					.where('commune', '=', commune)
					.where('origin_device', '=', originDevice)
					.where('origin_n', 'in', ns.slice(from, from + IDS_AT_ONCE))
					.execute();
				for (const row of rows) {
					found.push({ originDevice, originN: row.origin_n, h: row.h, ...resultOf(row.result) });
				}
			}
		}
		return found;
	}

	async invite(hash: string): Promise<(Invite & { commune: CommuneId }) | undefined> {
		const row = await this.db
			.selectFrom('invites')
			.selectAll()
			.where((where) => where.or([where('code_hash', '=', hash), where('digits_hash', '=', hash)]))
			.executeTakeFirst();
		if (row === undefined) return undefined;
		return {
			commune: row.commune as CommuneId,
			codeHash: row.code_hash,
			digitsHash: row.digits_hash,
			member: row.member as MemberId,
			invitedBy: row.invited_by,
			expiresAt: row.expires_at,
			...(row.used_at === null ? {} : { usedAt: row.used_at }),
			...(row.used_by === null ? {} : { usedBy: row.used_by }),
			...(row.device === null ? {} : { device: row.device })
		};
	}

	async session(tokenHash: string): Promise<(Session & { commune: CommuneId }) | undefined> {
		const row = await this.db
			.selectFrom('sessions')
			.selectAll()
			.where('token_hash', '=', tokenHash)
			.executeTakeFirst();
		if (row === undefined) return undefined;
		const { device, expires_at: expiresAt } = row;
		return {
			commune: row.commune as CommuneId,
			tokenHash,
			device,
			member: row.member as MemberId,
			expiresAt
		};
	}

	async meta<K extends keyof Meta>(key: K): Promise<Meta[K] | undefined> {
		const row = await this.db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
		return row && (JSON.parse(row.value) as Meta[K]);
	}

	async counts(): Promise<Counts> {
		const rows = await this.db
			.selectFrom('rows')
			.select(['c', ({ fn }) => fn.countAll<number>().as('many')])
			.groupBy('c')
			.execute();
		const phones = await this.db
			.selectFrom('devices')
			.select(({ fn }) => fn.countAll<number>().as('many'))
			.where('kind', '=', 'phone')
			.executeTakeFirstOrThrow();
		return {
			rows: Object.fromEntries(rows.map(({ c, many }) => [c, Number(many)])),
			phones: Number(phones.many)
		};
	}
}

/** The first `limit` of both sequences together, by seq (sync-spec PL1). */
function firstOf(rows: Row[], out: MovedOut[], limit: number): { rows: Row[]; out: MovedOut[] } {
	if (rows.length + out.length <= limit) return { rows, out };
	const last = [...rows, ...out].map((one) => one.seq).sort((a, b) => a - b)[limit - 1] ?? 0;
	return { rows: rows.filter((row) => row.seq <= last), out: out.filter((one) => one.seq <= last) };
}
