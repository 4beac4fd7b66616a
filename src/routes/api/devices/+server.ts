import * as z from 'zod/mini';
import { replaceDevice } from '#server/accounts/devices.ts';
import type { Caller } from '#server/accounts/sessions.ts';
import { guarded } from '#server/http/endpoint.ts';

const replace = ({ locals }: { locals: App.Locals }, _body: object, caller: Caller) =>
	replaceDevice(locals.storage, caller, locals.token ?? '', Date.now());

/**
 * A new device number after a re-key, and all that a browser without a database begins with (sync-spec RS1). That of a
 * phone that was shut out is shut out too.
 */
export const POST = guarded('see-totals', z.object({}), replace, replace);
