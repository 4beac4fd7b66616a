import Database from 'better-sqlite3';

type Prepare = (this: Database.Database, sql: string) => Database.Statement;

/** A statement is compiled once for each connection: a run asks the same few dozen questions thousands of times. */
export function keepStatements(): void {
	const kept = new WeakMap<object, Map<string, Database.Statement>>();
	const { prototype } = Database as unknown as { prototype: { prepare: Prepare } };
	const { prepare } = prototype;
	Object.assign(prototype, {
		prepare(this: Database.Database, sql: string): Database.Statement {
			const ofThis = kept.get(this) ?? new Map<string, Database.Statement>();
			kept.set(this, ofThis);
			const statement = ofThis.get(sql) ?? prepare.call(this, sql);
			ofThis.set(sql, statement);
			return statement;
		}
	});
}
