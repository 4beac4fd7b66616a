import { Bundle } from '#protocol/bundle.ts';
import { limits as wire } from '#protocol/limits.ts';
import { bringInBundle } from '#server/bring-in-bundle.ts';
import { guarded } from '#server/http/endpoint.ts';

/** Unsent work of any member's phone, sealed, brought in by whoever has a network (sync-spec WR1). */
export const POST = guarded(
	'see-totals',
	Bundle,
	async ({ locals: { storage, limits, ledger } }, bundle, caller) => {
		const { commune, member: by, device } = caller;
		// A longer one comes in parts, as ops do.
		if (bundle.ops.length > wire.ops) return { code: 'too-large' };
		const retryAfter = await limits.waitToSync(`${commune} ${device}`);
		if (retryAfter > 0) return { code: 'too-many', retryAfter };
		const bringing = { commune, by, now: Date.now() };
		const tally = await bringInBundle(storage, bringing, bundle, ledger && { ledger });
		return tally ?? { code: 'bad-request' };
	}
);
