import type { RateLimits } from '#server/accounts/rate-limits.ts';
import type { Caller } from '#server/accounts/sessions.ts';
import type { ClockWatch } from '#server/http/clock-watch.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Ledger } from '#server/sync/ledger.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** The page has not come to this phone, and could not be fetched now. */
			isNotHere?: boolean;
		}
		interface Locals {
			storage: Storage;
			limits: RateLimits;
			/** Where erasures are written down, outside the database. */
			ledger: Ledger | undefined;
			/** Tells the operator when this machine's clock cannot be right. */
			clock: ClockWatch | undefined;
			/** Who is asking, and the token of their session; undefined when nobody is signed in. */
			caller: Caller | undefined;
			token: string | undefined;
		}
	}
}
