// What a page's browser holds of anybody, after everything was to go.
import type { Page } from '@playwright/test';

export interface Left {
	/** In the folder of the second copies. */
	files: string[];
	/** But for the small one that says who uses this phone, whose entries are counted. */
	databases: (string | undefined)[];
	entries: number;
	workers: number;
	caches: string[];
	/** In `localStorage` and `sessionStorage`. */
	words: number;
}

export const NOTHING_LEFT: Left = { files: [], databases: [], entries: 0, workers: 0, caches: [], words: 0 };

export function leftOnPhone(page: Page): Promise<Left> {
	return page.evaluate(async () => {
		const SMALL = 'keyval-store';
		const files: string[] = [];
		const root = await navigator.storage.getDirectory();
		const folder = await root.getDirectoryHandle('unsent', { create: true });
		for await (const name of folder.keys()) files.push(name);
		const names = (await indexedDB.databases()).map(({ name }) => name);
		const entries = await new Promise<number>((done, fail) => {
			const opening = indexedDB.open(SMALL);
			opening.onerror = () => fail(new Error('the small database cannot be opened'));
			opening.onsuccess = () => {
				const counting = opening.result.transaction('keyval').objectStore('keyval').count();
				counting.onsuccess = () => done(counting.result);
			};
		});
		return {
			files,
			databases: names.filter((name) => name !== SMALL),
			entries,
			workers: (await navigator.serviceWorker.getRegistrations()).length,
			caches: await window.caches.keys(),
			words: localStorage.length + sessionStorage.length
		};
	});
}
