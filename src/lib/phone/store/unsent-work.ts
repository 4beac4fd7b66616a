// Unsent work on another way than the phone's own (F15): as sealed bundles, from the outbox or from the second copies.
// Whoever carries a bundle cannot read it, and it may arrive by two ways: the server counts it once (sync-spec RS3).
import type { MemberId } from '#domain/ids.ts';
import { Bundle, type SealedOp } from '#protocol/bundle.ts';
import type { LocalStore } from './local-store.ts';
import { readLeftBehind, readMirror } from './mirror-files.ts';
import { type MirrorCopy, mirroredOp } from './mirror-lines.ts';
import { asText } from './wrapped-key.ts';

/** What lies in this phone's second copies. */
export interface Rescued {
	/** With at least one op each. */
	bundles: Bundle[];
	/** Whether there is a second copy at all: without one nobody knows what may be lost. */
	hasCopy: boolean;
}

export async function rescuedWork(member: MemberId): Promise<Rescued> {
	const copy = await readMirror(member);
	const left = await leftBehind(member);
	const bundles = [...left.values(), ...bundleOf(copy)];
	return { bundles, hasCopy: copy !== undefined || left.size > 0 };
}

/** Work of earlier enrolments that still waits here, by the name of its file. */
export async function leftBehind(member: MemberId): Promise<Map<string, Bundle>> {
	const bundles = new Map<string, Bundle>();
	for (const [name, copy] of await readLeftBehind(member))
		for (const bundle of bundleOf(copy)) bundles.set(name, bundle);
	return bundles;
}

/** The outbox as it lies here, for a file. Its numbers may be known to the server from now on. */
export async function bundleOfOutbox(local: LocalStore, member: MemberId): Promise<Bundle | undefined> {
	const { device, epoch, keyring, records } = await local.sealedWork();
	const key = keyring && asText(keyring.outboxKeyToServer);
	if (key === undefined || records.length === 0) return undefined;
	return { v: 1, member, device, epoch, key, ops: records.map(mirroredOp).map(sendable) };
}

/** The text of a file that somebody brought; undefined when it is none of ours. */
export function bundleInFile(text: string): Bundle | undefined {
	try {
		const bundle = Bundle.safeParse(JSON.parse(text));
		return bundle.success ? bundle.data : undefined;
	} catch {
		return undefined;
	}
}

/** None when nothing waits, or when not even the header can be used. */
function bundleOf(copy: MirrorCopy | undefined): Bundle[] {
	if (copy === undefined || copy.ops.length === 0) return [];
	const bundle = Bundle.safeParse({ ...copy.header, ops: copy.ops.map(sendable) });
	return bundle.success ? [bundle.data] : [];
}

/** A body that was damaged goes as one that cannot be opened: the server keeps its number in mind, and the others go on. */
function sendable({ s, ...op }: SealedOp): SealedOp {
	return { ...op, s: /^[A-Za-z0-9_-]{1,60000}$/.test(s) ? s : 'AA' };
}
