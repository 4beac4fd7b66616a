// Loaded before anything of the engine: it must not get hold of the real event loop, nor of a browser that is nobody's.
import { registerHooks } from 'node:module';
import { takeOverBrowser } from './browser.ts';
import { takeOverIndexedDB } from './disk.ts';
import { takeOverEventLoop } from './scheduler.ts';

takeOverEventLoop();
takeOverIndexedDB();
takeOverBrowser();
/** Modules that a phone has to itself, by the end of their name. */
const ours = [
	['idb-keyval', new URL('key-values.ts', import.meta.url).href],
	['open-mirror.ts', new URL('second-copy.ts', import.meta.url).href]
] as const;
registerHooks({
	resolve(specifier, context, nextResolve) {
		const url = ours.find(([name]) => specifier.endsWith(name))?.[1];
		return url === undefined ? nextResolve(specifier, context) : { url, shortCircuit: true };
	}
});
// Dexie says so each time a connection was lost, which here is daily bread.
console.warn = () => {};
