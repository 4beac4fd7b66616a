// What the engine asks of a browser beside its IndexedDB: the second copies' files, the few words kept beside the
// databases, the list of members. Each phone has its own, and the one is meant whose task runs.
import { activeScheduler, type Process } from './scheduler.ts';

export class Browser {
	/** The second copies, by name. */
	readonly files = new Map<string, string>();
	/** `localStorage`. */
	readonly words = new Map<string, string>();
	/** What lies in idb-keyval. */
	readonly values = new Map<string, unknown>();

	/** All of it, as a copy of the profile holds it. */
	snapshot(): [string, unknown][][] {
		return [this.files, this.words, this.values].map((map) => [...map] as [string, unknown][]);
	}

	putBack(snapshot: readonly [string, unknown][][]): void {
		[this.files, this.words, this.values].forEach((map: Map<string, unknown>, index) => {
			map.clear();
			for (const [key, value] of snapshot[index] ?? []) map.set(key, value);
		});
	}
}

const browsers = new WeakMap<Process, Browser>();

/** `process` is a page of this browser. */
export const pageOf = (process: Process, browser: Browser): unknown => browsers.set(process, browser);

/** The browser of whoever runs; undefined for the server and the world. */
export const browserHere = (): Browser | undefined => browsers.get(activeScheduler().current);

/** A turn of the page's loop: whoever is killed meanwhile never goes on. */
export function turn(): Promise<void> {
	const { current } = activeScheduler();
	return new Promise((resolve) => activeScheduler().post(current, resolve));
}

const words = (): Map<string, string> | undefined => browserHere()?.words;

const localStorage = {
	getItem: (key: string) => words()?.get(key) ?? null,
	setItem: (key: string, value: string) => void words()?.set(key, value),
	removeItem: (key: string) => void words()?.delete(key),
	clear: () => words()?.clear()
};

/** What the pages read of the browser's own file system: one folder. */
const folder = {
	getDirectoryHandle: () => turn().then(() => folder),
	getFileHandle: async (name: string) => {
		await turn();
		const text = browserHere()?.files.get(name);
		if (text === undefined) throw new DOMException(name, 'NotFoundError');
		return { getFile: async () => ({ text: async () => text }) };
	},
	removeEntry: async (name: string) => {
		await turn();
		browserHere()?.files.delete(name);
	},
	keys: async function* () {
		yield* [...(browserHere()?.files.keys() ?? [])];
	}
};

/** From here on the engine sees the browser of whoever runs. */
export function takeOverBrowser(): void {
	const { userAgent } = globalThis.navigator;
	const ofPages = {
		localStorage,
		sessionStorage: { ...localStorage, getItem: () => null, setItem: () => {}, clear: () => {} },
		navigator: { userAgent, storage: { getDirectory: () => turn().then(() => folder) } }
	};
	for (const [name, value] of Object.entries(ofPages))
		Object.defineProperty(globalThis, name, { value, configurable: true });
}
