/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
// Promise: once installed, every screen opens without a network, at any address. The board's pages come with the first
// member who has one, and with every later version then; the lists are scripts/precache-list.ts's. What stands on neither
// is fetched, and kept, when first opened.
import { build, files, prerendered, version } from '$service-worker';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import chunks from '../.svelte-kit/precache.json';

declare const self: ServiceWorkerGlobalScope;

// Drawn by the launcher and the install dialog, which fetch them by themselves.
const isForTheLauncher = (url: string) => url.startsWith('/icons/') && url.endsWith('.png');

precacheAndRoute(
	[
		// Hashed names: the name is the revision.
		...chunks.always.map((url) => ({ url, revision: null })),
		...files.filter((url) => !isForTheLauncher(url)).map((url) => ({ url, revision: version })),
		...prerendered.map((url) => ({ url, revision: version }))
	],
	{ cleanURLs: false, directoryIndex: '' }
);
cleanupOutdatedCaches();

// Every address of a page gets the shell. By an ending no file can be told from a page: ids have a point in them.
const isPage = ({ pathname }: URL) => !pathname.startsWith('/api/') && !files.includes(pathname);
registerRoute(
	({ request, sameOrigin, url }) => sameOrigin && request.mode === 'navigate' && isPage(url),
	createHandlerBoundToURL('/')
);

// The board, and what a page loads of the office (Excel, Word): kept from its first use on.
const OPENED = 'opened-chunks';
registerRoute(
	({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith('/_app/immutable/'),
	({ request }) => keptOrFetched(request)
);

async function keptOrFetched(request: Request): Promise<Response> {
	const opened = await caches.open(OPENED);
	const kept = await opened.match(request);
	if (kept !== undefined) return kept;
	const answer = await fetch(request);
	if (answer.ok) await opened.put(request, answer.clone());
	return answer;
}

/** Lies in the cache once all of a board is there. */
const BOARD_KEPT = '/board-kept';

/** Rejects when one of its files does not come: what came is kept, and the next time asks for the rest. */
async function keepBoard(): Promise<void> {
	const answers = await Promise.all(chunks.board.map((url) => keptOrFetched(new Request(url))));
	if (!answers.every(({ ok }) => ok)) throw new Error('a file of the board is not there');
	await (await caches.open(OPENED)).put(BOARD_KEPT, new Response(version));
}

/** A newer version is not ready before it has the board that this phone had. */
async function keepBoardAgain(): Promise<void> {
	const opened = await caches.open(OPENED);
	if ((await opened.match(BOARD_KEPT)) !== undefined) await keepBoard();
}

self.addEventListener('install', (event) => event.waitUntil(keepBoardAgain()));

async function dropOutdatedChunks(): Promise<void> {
	const opened = await caches.open(OPENED);
	for (const request of await opened.keys()) {
		const { pathname } = new URL(request.url);
		if (pathname !== BOARD_KEPT && !build.includes(pathname)) await opened.delete(request);
	}
}

self.addEventListener('message', (event) => {
	const { type } = (event.data ?? {}) as { type?: string };
	if (type === 'SKIP_WAITING') void self.skipWaiting();
	// Without a network it is asked again when the app is opened next.
	if (type === 'KEEP_BOARD') event.waitUntil(keepBoard().catch(() => {}));
});

// The first worker takes over the pages already open; a later one waits until the person agrees to update.
self.addEventListener('activate', (event) =>
	event.waitUntil(Promise.all([self.clients.claim(), dropOutdatedChunks()]))
);
