import type { Kysely } from 'kysely';

/** Rows read and written again at once, to tell their parents. */
const ROWS_AT_ONCE = 500;

/** Which field names the parent, where it is a field: as it stood when this migration was written. */
const parentFields: Readonly<Record<string, string>> = {
	groups: 'hamlet',
	lanes: 'hamlet',
	households: 'hamlet',
	sessions: 'hamlet',
	people: 'household',
	visits: 'household',
	assignments: 'household',
	notices: 'household',
	assists: 'person',
	attendance: 'session',
	conflicts: 'row'
};

interface TablesThen {
	rows: { commune: string; c: string; id: string; f: string; parent: string | null };
}

/** Parents of rows, when rows left a scope, what members held, parked ops for the officials, and keys of devices. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema.alterTable('rows').addColumn('parent', 'text').execute();
	await schema.createIndex('rows_by_parent').on('rows').columns(['commune', 'c', 'parent']).execute();
	await fillParents(db);
	// One column a statement: SQLite takes no more.
	await schema
		.alterTable('departures')
		.addColumn('at', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await schema
		.alterTable('departures')
		.addColumn('erased', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await schema.createIndex('departures_by_row').on('departures').columns(['commune', 'c', 'id']).execute();
	await schema.alterTable('devices').addColumn('outbox_key', 'text').execute();
	await schema.alterTable('devices').addColumn('wiped_at', 'bigint').execute();
	await schema
		.createTable('grants')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('member', 'text', (column) => column.notNull())
		.addColumn('s', 'text', (column) => column.notNull())
		.addColumn('from_at', 'bigint', (column) => column.notNull())
		.addColumn('until_at', 'bigint')
		.addPrimaryKeyConstraint('grants_key', ['commune', 'member', 's', 'from_at'])
		.execute();
	await schema
		.createTable('parked_ops')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('member', 'text', (column) => column.notNull())
		.addColumn('raw', 'text', (column) => column.notNull())
		.addColumn('label', 'text')
		.addColumn('code', 'text', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('parked_ops_key', ['commune', 'id'])
		.execute();
	await schema
		.createIndex('parked_ops_by_state')
		.on('parked_ops')
		.columns(['commune', 'state', 'at'])
		.execute();
}

async function fillParents(db: Kysely<TablesThen>): Promise<void> {
	await db
		.updateTable('rows')
		.set((set) => ({ parent: set.ref('id') }))
		.where('c', 'in', ['answers', 'householdAnswers'])
		.execute();
	for (const [c, field] of Object.entries(parentFields)) {
		for (let after: { commune: string; id: string } | undefined = { commune: '', id: '' }; after;) {
			after = await fillSome(db, c, field, after);
		}
	}
}

/** Returns the last row it came to; undefined at the end. */
async function fillSome(
	db: Kysely<TablesThen>,
	c: string,
	field: string,
	after: { commune: string; id: string }
): Promise<{ commune: string; id: string } | undefined> {
	const rows = await db
		.selectFrom('rows')
		.select(['commune', 'id', 'f'])
		.where('c', '=', c)
		.where((where) =>
			where.or([
				where('commune', '>', after.commune),
				where.and([where('commune', '=', after.commune), where('id', '>', after.id)])
			])
		)
		.orderBy('commune')
		.orderBy('id')
		.limit(ROWS_AT_ONCE)
		.execute();
	for (const { commune, id, f } of rows) {
		const parent = (JSON.parse(f) as Record<string, unknown>)[field];
		if (typeof parent !== 'string') continue;
		await db
			.updateTable('rows')
			.set({ parent })
			.where('commune', '=', commune)
			.where('c', '=', c)
			.where('id', '=', id)
			.execute();
	}
	return rows.at(-1);
}
