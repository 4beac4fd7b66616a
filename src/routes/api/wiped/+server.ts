import * as z from 'zod/mini';
import { noteWiped } from '#server/accounts/revoke.ts';
import type { Caller } from '#server/accounts/sessions.ts';
import { guarded } from '#server/http/endpoint.ts';
import type { Storage } from '#server/storage/storage.ts';

const note = ({ locals }: { locals: { storage: Storage } }, _body: object, caller: Caller) =>
	noteWiped(locals.storage, caller, Date.now());

/** Everything on this phone is deleted: because it was told to, or because its member wanted it. */
export const POST = guarded('see-totals', z.object({}), note, note);
