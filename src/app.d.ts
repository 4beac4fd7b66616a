import type { RateLimits } from '#server/accounts/rate-limits.ts';
import type { Caller } from '#server/accounts/sessions.ts';
import type { Storage } from '#server/storage/storage.ts';

declare global {
	namespace App {
		interface Locals {
			storage: Storage;
			limits: RateLimits;
			/** Who is asking, and the token of their session; undefined when nobody is signed in. */
			caller: Caller | undefined;
			token: string | undefined;
		}
	}
}
