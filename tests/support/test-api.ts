// The API without a socket: an event as the framework makes it, through the same hook and endpoint.
import { resolve as resolvePath } from 'node:path';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { makeRateLimits, type RateLimits } from '#server/accounts/rate-limits.ts';
import { handleApi } from '#server/http/handle-api.ts';
import type { Storage } from '#server/storage/storage.ts';

interface SetCookie {
	name: string;
	value: string;
	options: Record<string, unknown>;
}

export interface Called {
	status: number;
	headers: Headers;
	body: Record<string, unknown>;
	cookies: SetCookie[];
}

export interface Call {
	body?: unknown;
	/** Sent as they are instead of `body`. */
	bytes?: Uint8Array | string;
	headers?: Record<string, string>;
	/** Cookies the browser holds, by name. */
	cookies?: Record<string, string>;
	origin?: string;
	method?: string;
}

/** What a `+server.ts` exports. */
export async function endpointsOf(file: string): Promise<Record<string, unknown>> {
	return (await import(/* @vite-ignore */ resolvePath(file))) as Record<string, unknown>;
}

/** Calls endpoints of `routes/api` by their path. One client is one server: it keeps count of wrong guesses. */
export class TestApi {
	readonly #storage: Storage;
	readonly #limits: RateLimits;

	constructor(storage: Storage, limits = makeRateLimits()) {
		this.#storage = storage;
		this.#limits = limits;
	}

	async call(path: string, call: Call = {}): Promise<Called> {
		const { origin = 'http://localhost:3000', method = 'POST' } = call;
		const body = call.bytes ?? JSON.stringify(call.body ?? {});
		const request = new Request(`${origin}${path}`, {
			method,
			...(call.headers === undefined ? {} : { headers: call.headers }),
			...(method === 'GET' ? {} : { body: body as BodyInit })
		});
		const set: SetCookie[] = [];
		const event = {
			request,
			url: new URL(request.url),
			route: { id: path },
			locals: { storage: this.#storage, limits: this.#limits },
			getClientAddress: () => '192.0.2.1',
			cookies: {
				get: (name: string) => call.cookies?.[name],
				set: (name: string, value: string, options: Record<string, unknown>) =>
					set.push({ name, value, options })
			}
		} as unknown as RequestEvent;
		const endpoint = await endpointsOf(`src/routes${path}/+server.ts`);
		const resolve = async (): Promise<Response> => (endpoint[method] as RequestHandler)(event);
		const response = await handleApi({ event, resolve });
		const answer = (await response.json()) as Record<string, unknown>;
		return { status: response.status, headers: response.headers, body: answer, cookies: set };
	}
}
