// Headers that keep a page in its place. The shell and its files are served before any hook runs, so they are set on every
// response of this process as soon as a request begins; the API's own are added by the hook.
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { SERVER_HEADER } from '#protocol/version.ts';

const everywhere = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	// The shell's own policy stands in the page as a meta tag, where these two have no effect.
	'content-security-policy': "frame-ancestors 'none'",
	'x-frame-options': 'DENY'
};

const onHttps = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

/** Sets the headers on every response from now on. `isHttps`: how people reach this server, also behind a proxy. */
export function secureResponses(isHttps: boolean): void {
	const headers = Object.entries(isHttps ? { ...everywhere, ...onHttps } : everywhere);
	subscribe('http.server.request.start', (message) => {
		const { response } = message as { response: ServerResponse };
		for (const [name, value] of headers) response.setHeader(name, value);
	});
}

/** An answer of the API: from this server (sync-spec WR6), and kept by nobody on the way. */
export function asApiAnswer(response: Response): Response {
	response.headers.set('cache-control', 'no-store');
	response.headers.set(SERVER_HEADER, '1');
	return response;
}
