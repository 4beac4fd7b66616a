import type { RequestEvent } from '@sveltejs/kit';

/**
 * Whether another site's page made this request to the API: refused before anything reads it. Hosts are compared, not
 * schemes: behind a proxy that ends https the server may not know its own.
 */
export function isForeign({ request, url }: Pick<RequestEvent, 'request' | 'url'>): boolean {
	if (!url.pathname.startsWith('/api/') || request.method === 'GET') return false;
	const site = request.headers.get('sec-fetch-site');
	if (site !== null) return site !== 'same-origin';
	const origin = request.headers.get('origin');
	return origin !== null && (!URL.canParse(origin) || new URL(origin).host !== url.host);
}
