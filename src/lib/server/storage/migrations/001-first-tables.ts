import type { Kysely } from 'kysely';

/** Columns by table; every table's first key column is the commune, `meta` and `communes` apart. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('meta')
		.addColumn('key', 'text', (column) => column.primaryKey())
		.addColumn('value', 'text', (column) => column.notNull())
		.execute();
	await schema
		.createTable('communes')
		.addColumn('commune', 'text', (column) => column.primaryKey())
		.addColumn('devices', 'bigint', (column) => column.notNull())
		.execute();
	await schema
		.createTable('rows')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('c', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('s', 'text', (column) => column.notNull())
		.addColumn('rv', 'bigint', (column) => column.notNull())
		.addColumn('seq', 'bigint', (column) => column.notNull())
		.addColumn('f', 'text', (column) => column.notNull())
		.addColumn('fm', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('rows_key', ['commune', 'c', 'id'])
		.execute();
	// A scope's counter numbers each changed row once: that is what a pull walks along.
	await schema.createIndex('rows_by_seq').on('rows').columns(['commune', 's', 'seq']).unique().execute();
	await schema
		.createTable('departures')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('s', 'text', (column) => column.notNull())
		.addColumn('seq', 'bigint', (column) => column.notNull())
		.addColumn('c', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('rv', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('departures_key', ['commune', 's', 'seq'])
		.execute();
	await schema
		.createTable('scopes')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('s', 'text', (column) => column.notNull())
		.addColumn('counter', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('scopes_key', ['commune', 's'])
		.execute();
	await schema
		.createTable('devices')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('device', 'bigint', (column) => column.notNull())
		.addColumn('member', 'text', (column) => column.notNull())
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addColumn('last_n', 'bigint', (column) => column.notNull())
		.addColumn('last_te', 'bigint', (column) => column.notNull())
		.addColumn('last_contact_at', 'bigint', (column) => column.notNull())
		.addColumn('app', 'text', (column) => column.notNull())
		.addColumn('unsent', 'bigint', (column) => column.notNull())
		.addColumn('former', 'text', (column) => column.notNull())
		.addColumn('backed_up_n', 'bigint', (column) => column.notNull())
		.addColumn('revoked_at', 'bigint')
		.addPrimaryKeyConstraint('devices_key', ['commune', 'device'])
		.execute();
	await schema
		.createTable('receipts')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('device', 'bigint', (column) => column.notNull())
		.addColumn('n', 'bigint', (column) => column.notNull())
		.addColumn('h', 'text', (column) => column.notNull())
		.addColumn('result', 'text')
		.addPrimaryKeyConstraint('receipts_key', ['commune', 'device', 'n'])
		.execute();
	await schema
		.createTable('identities')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('origin_device', 'bigint', (column) => column.notNull())
		.addColumn('origin_n', 'bigint', (column) => column.notNull())
		.addColumn('h', 'text', (column) => column.notNull())
		.addColumn('result', 'text')
		.addPrimaryKeyConstraint('identities_key', ['commune', 'origin_device', 'origin_n', 'h'])
		.execute();
	await schema
		.createTable('invites')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('code_hash', 'text', (column) => column.notNull())
		.addColumn('digits_hash', 'text', (column) => column.notNull())
		.addColumn('member', 'text', (column) => column.notNull())
		.addColumn('invited_by', 'text', (column) => column.notNull())
		.addColumn('expires_at', 'bigint', (column) => column.notNull())
		.addColumn('used_at', 'bigint')
		.addColumn('used_by', 'text')
		.addColumn('device', 'bigint')
		.addPrimaryKeyConstraint('invites_key', ['commune', 'code_hash'])
		.execute();
	await schema.createIndex('invites_by_code').on('invites').column('code_hash').execute();
	await schema.createIndex('invites_by_digits').on('invites').column('digits_hash').execute();
	await schema
		.createTable('sessions')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('token_hash', 'text', (column) => column.notNull())
		.addColumn('device', 'bigint', (column) => column.notNull())
		.addColumn('member', 'text', (column) => column.notNull())
		.addColumn('expires_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('sessions_key', ['commune', 'token_hash'])
		.execute();
	await schema.createIndex('sessions_by_token').on('sessions').column('token_hash').execute();
	await schema
		.createTable('audit')
		.addColumn('commune', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('who', 'text', (column) => column.notNull())
		.addColumn('what', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('audit_key', ['commune', 'id'])
		.execute();
}
