import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { SampleIds } from './screens.ts';

/** The household of the sample's Thôn Đông with the most people, by the server's file. */
export function readFirstHousehold(dataDir: string): SampleIds {
	const db = new Database(join(dataDir, 'tung-nha.sqlite'), { readonly: true });
	try {
		const hamlet = db
			.prepare<[], string>(`SELECT id FROM rows WHERE c = 'hamlets' AND f LIKE '%Thôn Đông%'`)
			.pluck()
			.get();
		const people = db
			.prepare<[string], { id: string; household: string }>(
				`SELECT id, json_extract(f, '$.household') AS household FROM rows WHERE c = 'people' AND s = ?`
			)
			.all(`h:${hamlet}`);
		const families = Map.groupBy(people, ({ household }) => household);
		const [person, another] = [...families.values()].sort((a, b) => b.length - a.length)[0] ?? [];
		if (hamlet === undefined || person === undefined || another === undefined)
			throw new Error('the sample has no Thôn Đông');
		return { household: person.household, person: person.id, another: another.id, hamlet };
	} finally {
		db.close();
	}
}

/** Full names, of two words and more, and phone numbers of everybody in the commune, by the server's file. */
export function readPeople(dataDir: string): { names: string[]; phones: string[] } {
	const db = new Database(join(dataDir, 'tung-nha.sqlite'), { readonly: true });
	try {
		const people = db
			.prepare<[], { name: string; phone: string | null }>(
				`SELECT json_extract(f, '$.name') AS name, json_extract(f, '$.phone') AS phone FROM rows WHERE c = 'people'`
			)
			.all();
		return {
			names: people.map(({ name }) => name).filter((name) => name.includes(' ')),
			phones: people.flatMap(({ phone }) => phone ?? [])
		};
	} finally {
		db.close();
	}
}

export interface ListedName {
	name: string;
	household: string;
	/** In the household; the head is 1. */
	order: number;
	phone?: string;
}

/** Everybody of one hamlet, by the server's file. */
export function readPeopleOf(dataDir: string, hamlet: string): ListedName[] {
	const db = new Database(join(dataDir, 'tung-nha.sqlite'), { readonly: true });
	try {
		return db
			.prepare<[string], string>("SELECT f FROM rows WHERE c = 'people' AND s = ?")
			.pluck()
			.all(`h:${hamlet}`)
			.map((fields) => JSON.parse(fields) as ListedName);
	} finally {
		db.close();
	}
}
