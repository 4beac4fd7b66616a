import * as z from 'zod/mini';
import { replaceDevice } from '#server/accounts/devices.ts';
import { guarded } from '#server/http/endpoint.ts';

/** A new device number after a re-key, and all that a browser without a database begins with (sync-spec RS1). */
export const POST = guarded('see-totals', z.object({}), ({ locals }, _body, caller) =>
	replaceDevice(locals.storage, caller, locals.token ?? '', Date.now())
);
