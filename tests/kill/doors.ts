// The doors of the sample commune that a storm of taps goes to, and what the server's file says about each.
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { GONE } from './mend.ts';
import type { ServerFile } from './server-file.ts';

/** Answered one by one, and for the whole family by one tap. */
export const SINGLE = ['VNeID mức 2', 'Phòng chống lừa đảo'];
export const FAMILY = 'Mobile money';

const codes: Record<string, string> = {
	'VNeID mức 2': 'VN2',
	'Phòng chống lừa đảo': 'ATM',
	'Mobile money': 'MM'
};
const words: Record<string, string> = { done: 'Đã có', 'not-yet': 'Chưa', unasked: '' };

export interface Household {
	id: string;
	/** Ids by name. */
	people: Map<string, string>;
}

/** Households of Thôn Đông whose people can all be asked, and told apart by their names. */
export function householdsIn(dataDir: string): Household[] {
	const db = new Database(join(dataDir, 'tung-nha.sqlite'), { readonly: true });
	try {
		const hamlet = db
			.prepare(`SELECT id FROM rows WHERE c = 'hamlets' AND f LIKE '%Thôn Đông%'`)
			.pluck()
			.get() as string;
		const rows = db.prepare(`SELECT id, f FROM rows WHERE c = 'people' AND s = ?`).all(`h:${hamlet}`) as {
			id: string;
			f: string;
		}[];
		const people = rows.map(({ id, f }) => ({ id, ...(JSON.parse(f) as Person) }));
		return [...Map.groupBy(people, ({ household }) => household)].flatMap(([id, all]) => {
			const names = new Map(all.map((person) => [person.name, person.id]));
			const areAsked = all.every(({ birth }) => birth !== undefined && birth.year < 2005);
			return all.length >= 3 && names.size === all.length && areAsked ? [{ id, people: names }] : [];
		});
	} finally {
		db.close();
	}
}

interface Person {
	household: string;
	name: string;
	birth?: { year: number };
}

/** Answers that stand on the phone's page otherwise than in the server's file, in words. */
export function differences(
	file: ServerFile,
	{ people }: Household,
	answers: Readonly<Record<string, string>>
): string[] {
	return Object.entries(answers).flatMap(([label, word]) => {
		const [item = '', name = ''] = label.split(', ');
		const code = codes[item];
		if (code === undefined) return [];
		const row = file.rows.get(`answers/${people.get(name)}`);
		const status = (row?.[code] as { status?: string } | undefined)?.status ?? 'unasked';
		return words[status] === word ? [] : [`${label}: the phone shows "${word}", the server has ${status}`];
	});
}

/** Waits until the household's page is drawn from what the phone holds; false when the page says that it holds nothing. */
export async function untilDrawn(page: Page): Promise<boolean> {
	const row = page.getByRole('group', { name: `${FAMILY}, ` }).first();
	const gone = page.getByRole('heading', { level: 1, name: GONE });
	try {
		await row.or(gone).waitFor({ timeout: 60_000 });
	} catch (cause) {
		const shown = await page.locator('body').innerText({ timeout: 5_000 });
		throw new Error(`at ${page.url()} the household is not drawn, but: ${shown.slice(0, 800)}`, { cause });
	}
	return row.isVisible();
}
