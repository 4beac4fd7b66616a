// Compares what a dead server left on its disk with what phones were told and what was meant. Shares no code with the app.
import type { Action, Change } from './intents.ts';
import type { PhoneFile } from './phone-file.ts';
import type { ServerFile } from './server-file.ts';
import { nothingFound, type Verdict } from './verdict.ts';
import { keyOf, type WireLog } from './wire-log.ts';

/** The one item that several people answer for the same person: whose answer stands is the merge's business. */
export const SHARED_ITEM = 'KNS';

/**
 * At any moment: what was called safe is there; a receipt and what its op says are there together or not at all; numbers
 * have no holes; no op was applied under two identities.
 */
export function checkMoment(file: ServerFile, wire: WireLog): Verdict {
	const found = nothingFound();
	found.acknowledged = wire.acknowledged.size;
	const receipts = new Set(file.receipts.map(({ device, n }) => keyOf(device, n)));
	for (const key of wire.acknowledged) {
		if (!receipts.has(key)) tell(found, 'lost', `${key} was called safe and has no receipt`);
	}
	for (const key of receipts) {
		const change = wire.sent.get(key);
		if (change === undefined) found.problems.push(`${key} has a receipt and was never sent`);
		else if (!isThere(file, change)) {
			const kind = wire.acknowledged.has(key) ? 'lost' : 'half';
			tell(found, kind, `${key} has a receipt, and ${change.c}/${change.id} does not say so`);
		}
	}
	checkVisits(file, wire, receipts, found);
	checkNumbers(file, found);
	if (file.integrity !== 'ok') found.problems.push(`the file is broken: ${file.integrity}`);
	if (file.scopesBehind > 0)
		tell(found, 'half', `${file.scopesBehind} scopes have rows beyond their counter`);
	if (file.appliedTwice > 0) {
		found.doubled += file.appliedTwice;
		found.problems.push(`${file.appliedTwice} ops were applied under two identities`);
	}
	return found;
}

/** At the end, with every phone's database beside it: each tap is there whole, each op once. */
export function checkEnd(
	file: ServerFile,
	wire: WireLog,
	actions: readonly Action[],
	phones: ReadonlyMap<string, PhoneFile>
): Verdict {
	const found = checkMoment(file, wire);
	for (const { member, changes, isSaved } of actions) {
		const missing = changes.filter((change) => !isThere(file, change));
		if (missing.length === 0 || (missing.length === changes.length && !isSaved)) continue;
		const what = `${member}: ${missing.map(({ c, id }) => `${c}/${id}`).join(', ')} of ${changes.length}`;
		tell(found, missing.length === changes.length ? 'lost' : 'half', what);
	}
	for (const [member, phone] of phones) checkPhone(file, member, phone, actions, found);
	const parked = [...file.rows.keys()].filter((key) => key.startsWith('parked/'));
	if (parked.length > 0)
		found.problems.push(`${parked.length} ops were parked, and nothing was wrong with them`);
	return found;
}

/** Its ops by number, each with a receipt, as many as were tapped, and as many identities at the server. */
function checkPhone(
	file: ServerFile,
	member: string,
	{ outbox, journal, recorded, device }: PhoneFile,
	actions: readonly Action[],
	found: Verdict
): void {
	const own = actions.filter((action) => action.member === member);
	const opsOf = (list: readonly Action[]): number =>
		list.reduce((sum, { changes }) => sum + changes.length, 0);
	const saved = opsOf(own.filter(({ isSaved }) => isSaved));
	const kept = outbox.length + journal.length;
	if (outbox.length > 0) found.problems.push(`${member} still holds ${outbox.length} unsent ops`);
	if (kept < saved) tell(found, 'lost', `${member} was told of ${saved} ops and holds ${kept}`, saved - kept);
	if (kept > opsOf(own)) tell(found, 'doubled', `${member} tapped ${opsOf(own)} ops and holds ${kept}`);
	if (recorded !== kept) found.problems.push(`${member} counts ${recorded} ops and holds ${kept}`);
	const receipts = new Set(file.receipts.filter((one) => one.device === device).map(({ n }) => n));
	const unknown = journal.filter((n) => !receipts.has(n)).length;
	if (unknown > 0) tell(found, 'lost', `${member} holds ${unknown} confirmed ops without a receipt`, unknown);
	const known = file.identitiesByMember.get(member) ?? 0;
	if (known < kept) tell(found, 'lost', `${member} holds ${kept} ops, the server ${known}`, kept - known);
	if (known > kept) tell(found, 'doubled', `${member} holds ${kept} ops, the server ${known}`, known - kept);
}

/** A visit that stands there without a receipt is one half of something. */
function checkVisits(file: ServerFile, wire: WireLog, receipts: ReadonlySet<string>, found: Verdict): void {
	const receipted = new Set<string>();
	for (const key of receipts) {
		const change = wire.sent.get(key);
		if (change?.c === 'visits') receipted.add(`visits/${change.id}`);
	}
	for (const key of file.rows.keys()) {
		if (key.startsWith('visits/') && !receipted.has(key)) tell(found, 'half', `${key} has no receipt`);
	}
}

function checkNumbers({ phones, receipts }: ServerFile, found: Verdict): void {
	const byDevice = Map.groupBy(receipts, ({ device }) => device);
	for (const { device, lastN } of phones) {
		const ns = (byDevice.get(device) ?? []).map(({ n }) => n);
		const isWhole = ns.length === lastN && ns.every((n, index) => n === index + 1);
		if (!isWhole) tell(found, 'half', `device ${device} stands at ${lastN} with ${ns.length} receipts`);
	}
}

/** Whether the server's row says what the change says, or what the same hand said later. */
function isThere({ rows }: ServerFile, { c, id, a }: Change): boolean {
	const row = rows.get(`${c}/${id}`);
	if (row === undefined) return false;
	if (c === 'visits') return row.household === a.household && row.outcome === a.outcome && row.at === a.at;
	return Object.entries(a).every(([item, answer]) => {
		const standing = (row[item] as { due?: string } | undefined)?.due;
		if (standing === undefined) return false;
		return item === SHARED_ITEM || standing >= (answer as { due: string }).due;
	});
}

function tell(found: Verdict, kind: 'lost' | 'doubled' | 'half', what: string, count = 1): void {
	found[kind] += count;
	found.problems.push(`${kind}: ${what}`);
}
