// The one door of the API: who is it, may they, parse, one call, answer. Every endpoint goes through `open` or `guarded`.
import type { RequestEvent } from '@sveltejs/kit';
import type * as z from 'zod/mini';
import { type Action, may } from '#domain/permission.ts';
import type { Caller } from '#server/accounts/sessions.ts';
import { StorageBusy } from '#server/storage/storage.ts';
import { jsonAnswer } from './json-answer.ts';
import { NotReadable, readJson, TooLarge } from './read-body.ts';
import { isRefusal, refuse, type Refused } from './refuse.ts';

type Endpoint = (event: RequestEvent) => Promise<Response>;
type Handler<T> = (event: RequestEvent, body: T) => Promise<object>;
type GuardedHandler<T> = (event: RequestEvent, body: T, caller: Caller) => Promise<object>;

const guardedEndpoints = new WeakSet<Endpoint>();

/** Whether an endpoint asks who is calling. The security test looks at every one. */
export const isGuarded = (endpoint: Endpoint): boolean => guardedEndpoints.has(endpoint);

/** For anybody: sign-in itself. A refusal that the handler returns is answered with its status. */
export function open<T>(schema: z.ZodMiniType<T>, handle: Handler<T>): Endpoint {
	return async (event) => {
		const answer = await answerOrRefusal(event, schema, handle);
		return isRefusal(answer) ? refuse(answer) : jsonAnswer(event.request, answer);
	};
}

/**
 * For a member who is signed in, and whose roles allow `action`. `handleRevoked`: what is done for a phone that was shut out;
 * without it, it is nobody.
 */
export function guarded<T>(
	action: Action,
	schema: z.ZodMiniType<T>,
	handle: GuardedHandler<T>,
	handleRevoked?: GuardedHandler<T>
): Endpoint {
	const endpoint: Endpoint = async (event) => {
		const { caller } = event.locals;
		const handler = caller?.isRevoked === true ? handleRevoked : handle;
		if (caller === undefined || handler === undefined) return refuse({ code: 'sign-in' });
		if (!may(caller.roles, action)) return refuse({ code: 'forbidden' });
		return open(schema, (_event, body) => handler(event, body, caller))(event);
	};
	guardedEndpoints.add(endpoint);
	return endpoint;
}

async function answerOrRefusal<T>(
	event: RequestEvent,
	schema: z.ZodMiniType<T>,
	handle: Handler<T>
): Promise<object | Refused> {
	try {
		const parsed = schema.safeParse(await readJson(event.request));
		return parsed.success ? await handle(event, parsed.data) : { code: 'bad-request' };
	} catch (fault) {
		if (fault instanceof TooLarge) return { code: 'too-large' };
		if (fault instanceof NotReadable) return { code: 'bad-request' };
		if (fault instanceof StorageBusy) return { code: 'busy', retryAfter: 5 };
		throw fault;
	}
}
