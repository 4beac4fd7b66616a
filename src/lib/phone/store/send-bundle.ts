// A sealed bundle goes to the server through whoever is signed in here, in parts that fit one request (sync-spec WR3).
import type { MemberId } from '#domain/ids.ts';
import { type Bundle, BundleTally, type SealedOp } from '#protocol/bundle.ts';
import { limits } from '#protocol/limits.ts';
import { type AskOptions, askServer } from './ask-server.ts';

/** `sign-in`: the server does not know this phone any more. `refused`: it did not take it. */
export type Sent =
	{ kind: 'ok'; tally: BundleTally } | { kind: 'unreachable' | 'captive' | 'sign-in' | 'busy' | 'refused' };

/** Characters of sealed text in one request: well under the limit, as it hardly gets smaller on the way. */
const MOST_TEXT = 150_000;

/** Sends all of them, adding up what became of their ops. Safe to repeat: what is there already is counted as known. */
export async function sendBundles(
	bundles: readonly Bundle[],
	member: MemberId,
	options: AskOptions = {}
): Promise<Sent> {
	const sum: BundleTally = { taken: 0, applied: 0, known: 0, parked: 0 };
	for (const bundle of bundles.flatMap(inParts)) {
		const reply = await askServer('/api/bundles', bundle, { ...options, member });
		if (reply.kind === 'refused') return { kind: refusalOf(reply.status) };
		if (reply.kind !== 'ok') return reply;
		const tally = BundleTally.safeParse(reply.body);
		if (!tally.success) return { kind: 'refused' };
		for (const name of ['taken', 'applied', 'known', 'parked'] as const) sum[name] += tally.data[name];
	}
	return { kind: 'ok', tally: sum };
}

function refusalOf(status: number): 'sign-in' | 'busy' | 'refused' {
	if (status === 401) return 'sign-in';
	return [429, 502, 503, 504].includes(status) ? 'busy' : 'refused';
}

/** The same bundle several times, each with a part of its ops. */
export function inParts(bundle: Bundle): Bundle[] {
	const parts: SealedOp[][] = [[]];
	let length = 0;
	for (const op of bundle.ops) {
		const part = parts.at(-1) ?? [];
		const isFull = part.length >= limits.ops || (part.length > 0 && length + op.s.length > MOST_TEXT);
		if (isFull) {
			parts.push([op]);
			length = 0;
		} else part.push(op);
		length += op.s.length;
	}
	return parts.map((ops) => ({ ...bundle, ops }));
}
