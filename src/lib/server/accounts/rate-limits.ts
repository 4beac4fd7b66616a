// How often somebody may try. Counted in memory: a restart forgives, which costs a guesser of 10^12 codes more than it gives.
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

export interface RateLimits {
	/** Seconds to wait before `address` may look at another code, 0 when it may. */
	waitToGuess(address: string): Promise<number>;
	/** A code that does not exist was tried. */
	countMiss(address: string): Promise<void>;
	/** Counts an invite that a device makes; seconds to wait, 0 when it may. */
	waitToInvite(device: string): Promise<number>;
	/** Counts a request of a device; seconds to wait, 0 when it may. */
	waitToSync(device: string): Promise<number>;
}

const QUARTER_HOUR_S = 15 * 60;

/** A hall full of phones shares one address: right codes cost nothing, only wrong ones count. */
export function makeRateLimits(syncsPerMinute = 600): RateLimits {
	const byAddress = new RateLimiterMemory({
		points: 10,
		duration: QUARTER_HOUR_S,
		blockDuration: QUARTER_HOUR_S
	});
	const everywhere = new RateLimiterMemory({ points: 1_000, duration: 3_600 });
	const invites = new RateLimiterMemory({ points: 30, duration: QUARTER_HOUR_S });
	const byDevice = new RateLimiterMemory({ points: syncsPerMinute, duration: 60 });
	return {
		waitToGuess: async (address) =>
			Math.max(await waitOf(byAddress, address), await waitOf(everywhere, 'all')),
		countMiss: async (address) => {
			await consume(byAddress, address);
			await consume(everywhere, 'all');
		},
		waitToInvite: (device) => consume(invites, device),
		waitToSync: (device) => consume(byDevice, device)
	};
}

async function waitOf(limiter: RateLimiterMemory, key: string): Promise<number> {
	const standing = await limiter.get(key);
	return standing !== null && standing.consumedPoints >= limiter.points ? secondsOf(standing) : 0;
}

/** The limiter rejects with its standing when there are no points left. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<number> {
	try {
		await limiter.consume(key);
		return 0;
	} catch (standing) {
		return secondsOf(standing as RateLimiterRes);
	}
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1_000));
