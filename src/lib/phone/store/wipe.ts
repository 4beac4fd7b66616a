// Everything of one member leaves this phone: after a revocation (the phone page, "Revoked"), or because the member asks.
// Called when nothing unsent is left here. What stays is nobody's: size of letters, language, the app's own files while
// another member uses them.
import { clear } from 'idb-keyval';
import type { MemberId } from '#domain/ids.ts';
import { holdAppLock } from './app-lock.ts';
import { type AskOptions, askServer } from './ask-server.ts';
import { openDatabase } from './database.ts';
import { forgetEvening } from './evening.ts';
import { forgetRollCall } from './last-roll-call.ts';
import { forgetMember } from './members-here.ts';
import { removeMirror } from './mirror-files.ts';
import { memberToTell, noteBegun, noteDone, noteTold } from './wipe-note.ts';

export interface WipeOptions {
	/** The server asked for it and waits for word. */
	mustTell: boolean;
	/** Shuts this member's other pages out; resolves to the way to let them in again. */
	shutOthersOut?: (member: MemberId) => Promise<() => void>;
}

/**
 * Killed in the middle, the next start ends it (`wipingBegun`). No other page may work with the database meanwhile: one that
 * lost its connection to it would open it anew, and so make it again.
 */
export async function wipe(
	member: MemberId,
	{ mustTell, shutOthersOut = takeAppLock }: WipeOptions
): Promise<void> {
	noteBegun({ member, mustTell });
	const letIn = await shutOthersOut(member);
	try {
		await empty(member, mustTell);
	} finally {
		letIn();
	}
}

/** A page that takes the lock in its turn finds the wiping begun, and ends it. */
async function takeAppLock(member: MemberId): Promise<() => void> {
	return (await holdAppLock(member, { steal: true, onStolen: () => {} })) ?? (() => {});
}

async function empty(member: MemberId, mustTell: boolean): Promise<void> {
	await openDatabase(member).delete();
	await removeMirror(member);
	globalThis.sessionStorage?.clear();
	forgetEvening(member);
	forgetRollCall(member);
	const others = await forgetMember(member);
	const isLast = others.length === 0;
	if (isLast) await wipePhone();
	noteDone({ member, mustTell }, isLast);
}

/** Nobody is left: the app's files and what it kept for nobody in particular go too. */
async function wipePhone(): Promise<void> {
	await clear();
	for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
	const workers = (await globalThis.navigator?.serviceWorker?.getRegistrations()) ?? [];
	for (const worker of workers) await worker.unregister();
}

/** Tells the server that it is done; false when that has to be tried again. */
export async function tellWiped(options: AskOptions = {}): Promise<boolean> {
	const member = memberToTell();
	if (member === undefined) return true;
	const reply = await askServer('/api/wiped', {}, { ...options, member });
	// A server that does not know this phone any more has no use for the word either.
	const isHeard = reply.kind === 'ok' || (reply.kind === 'refused' && reply.status === 401);
	if (isHeard) noteTold();
	return isHeard;
}
