/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
// Promise: once installed, every screen a volunteer needs opens without a network, at any address.
// The list comes from scripts/precache-list.ts; what is not on it is fetched when first opened.
import { files, prerendered, version } from '$service-worker';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import chunks from '../.svelte-kit/precache.json';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

// Only the install dialog shows screenshots, and only with a network.
const isScreenshot = (url: string) => url.includes('/shot-');

precacheAndRoute(
	[
		// Hashed names: the name is the revision.
		...chunks.map((url) => ({ url, revision: null })),
		...files.filter((url) => !isScreenshot(url)).map((url) => ({ url, revision: version })),
		...prerendered.map((url) => ({ url, revision: version }))
	],
	{ cleanURLs: false, directoryIndex: '' }
);
cleanupOutdatedCaches();

// Every address gets the shell; the API and files with an ending go to the network.
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/'), { denylist: [/^\/api\//, /\/[^/]+\.[^/]+$/] })
);

worker.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void worker.skipWaiting();
});

// The first worker takes over the pages already open; a later one waits until the person agrees to update.
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
