/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
// Promise: once installed, every screen opens without a network, at any address, an official's too.
// The list comes from scripts/precache-list.ts; what is not on it is fetched, and kept, when first opened.
import { build, files, prerendered, version } from '$service-worker';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import chunks from '../.svelte-kit/precache.json';

declare const self: ServiceWorkerGlobalScope;

// Drawn by the launcher and the install dialog, which fetch them by themselves.
const isForTheLauncher = (url: string) => url.startsWith('/icons/') && url.endsWith('.png');

precacheAndRoute(
	[
		// Hashed names: the name is the revision.
		...chunks.map((url) => ({ url, revision: null })),
		...files.filter((url) => !isForTheLauncher(url)).map((url) => ({ url, revision: version })),
		...prerendered.map((url) => ({ url, revision: version }))
	],
	{ cleanURLs: false, directoryIndex: '' }
);
cleanupOutdatedCaches();

// Every address gets the shell; the API and files with an ending go to the network.
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/'), { denylist: [/^\/api\//, /\/[^/]+\.[^/]+$/] })
);

// What a page loads of the office (Excel, Word): kept from its first use on.
const OPENED = 'opened-chunks';
registerRoute(
	({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith('/_app/immutable/'),
	async ({ request }) => {
		const opened = await caches.open(OPENED);
		const kept = await opened.match(request);
		if (kept !== undefined) return kept;
		const answer = await fetch(request);
		if (answer.ok) await opened.put(request, answer.clone());
		return answer;
	}
);

async function dropOutdatedChunks(): Promise<void> {
	const opened = await caches.open(OPENED);
	for (const request of await opened.keys())
		if (!build.includes(new URL(request.url).pathname)) await opened.delete(request);
}

self.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The first worker takes over the pages already open; a later one waits until the person agrees to update.
self.addEventListener('activate', (event) =>
	event.waitUntil(Promise.all([self.clients.claim(), dropOutdatedChunks()]))
);
