import * as z from 'zod/mini';
import { communeTotals } from '#server/commune-totals.ts';
import { guarded } from '#server/http/endpoint.ts';

/** The hamlets that the caller may see totals of, in counts alone (F34). */
export const GET = guarded('see-totals', z.object({}), ({ locals }, _body, caller) =>
	communeTotals(locals.storage, caller, Date.now())
);
