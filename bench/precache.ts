// Which files a phone keeps: asked of the built service worker itself, by running its install step and noting what it
// fetches. So the number cannot differ from what a phone does.
import { runInNewContext } from 'node:vm';

type InstallEvent = { type: string; waitUntil: (work: Promise<unknown>) => void };

/** Files from the root of the site, without a leading slash ('' is the shell), sorted. */
export async function filesPrecachedBy(worker: string): Promise<string[]> {
	const fetched = new Set<string>();
	const install: ((event: InstallEvent) => void)[] = [];
	const origin = 'https://phone.invalid';
	const self = {
		location: new URL(`${origin}/service-worker.js`),
		registration: { scope: `${origin}/` },
		caches: emptyCaches(),
		fetch: async (request: Request): Promise<Response> => {
			fetched.add(new URL(request.url).pathname.slice(1));
			return new Response('');
		},
		addEventListener: (type: string, listener: (event: InstallEvent) => void) => {
			if (type === 'install') install.push(listener);
		},
		...{
			URL,
			Request,
			Response,
			Headers,
			console,
			setTimeout,
			FetchEvent: class {},
			ExtendableEvent: class {}
		}
	};
	runInNewContext(worker, Object.assign(self, { self, globalThis: self }));
	const work: Promise<unknown>[] = [];
	for (const listener of install) listener({ type: 'install', waitUntil: (one) => work.push(one) });
	await Promise.all(work);
	if (fetched.size === 0)
		throw new Error('the service worker keeps nothing: its install step fetched no file');
	return [...fetched].sort();
}

function emptyCaches() {
	const cache = {
		match: async () => undefined,
		keys: async () => [],
		put: async () => undefined,
		delete: async () => false
	};
	return { ...cache, open: async () => cache, has: async () => false };
}
