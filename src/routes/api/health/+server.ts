import * as z from 'zod/mini';
import { open } from '#server/http/endpoint.ts';

/** Whether the server answers and its database can be read. */
export const GET = open(z.object({}), async ({ locals }) => {
	await locals.storage.read((tx) => tx.meta('epoch'));
	return { ok: true };
});
