import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { keepingHere } from './keeping.ts';

/** Of a browser, as much as is asked of it here. */
const browser = (getDirectory?: () => Promise<unknown>, more = {}) =>
	({ storage: getDirectory === undefined ? {} : { getDirectory }, ...more }) as unknown as Navigator;
const refuses = (name: string) => () => Promise.reject(new DOMException('no', name));

test('[LS9] a browser that hands out files, or knows of none, keeps', async () => {
	expect(await keepingHere(browser(async () => ({})))).toBe('kept');
	expect(await keepingHere(browser())).toBe('kept');
	expect(await keepingHere({} as Navigator)).toBe('kept');
});

test('[LS9] the private windows of Firefox and Safari are known by the folder they refuse', async () => {
	expect(await keepingHere(browser(refuses('SecurityError')))).toBe('private');
	expect(await keepingHere(browser(refuses('UnknownError')))).toBe('private');
});

test('[LS9] a Chromium that refuses it is taken for a full or broken one, and nobody is turned away', async () => {
	expect(await keepingHere(browser(refuses('UnknownError'), { userAgentData: {} }))).toBe('kept');
});

test('[LS9] where not even a database opens, nothing is kept', async () => {
	vi.resetModules();
	vi.doMock('idb-keyval', () => ({
		get: () => Promise.reject(new DOMException('blocked', 'SecurityError'))
	}));
	const { keepingHere: again } = await import('./keeping.ts');
	expect(await again(browser(async () => ({})))).toBe('blocked');
});
