// What is due once a run has gone well: the server learns the outbox key, so that it can tell a bundle to be ours, and the
// work of an earlier enrolment reaches it. What fails is tried again after the next run.
import type { MemberId } from '#domain/ids.ts';
import { type AskOptions, askServer } from '#phone/store/ask-server.ts';
import type { LocalStore } from '#phone/store/local-store.ts';
import { removeMirrorFile } from '#phone/store/mirror-files.ts';
import { sendBundles } from '#phone/store/send-bundle.ts';
import { leftBehind } from '#phone/store/unsent-work.ts';
import { asText } from '#phone/store/wrapped-key.ts';

export async function afterRun(local: LocalStore, member: MemberId, options: AskOptions = {}): Promise<void> {
	await tellKey(local, member, options);
	if (local.status.leftBehind > 0) await bringLeftBehind(local, member, options);
}

async function tellKey(local: LocalStore, member: MemberId, options: AskOptions): Promise<void> {
	const untold = await local.keyToTell();
	if (untold === undefined) return;
	const key = asText(untold.keyring.outboxKeyToServer);
	const reply = await askServer('/api/outbox-key', { key }, { ...options, member });
	if (reply.kind === 'ok') await local.keyTold(untold.device);
}

async function bringLeftBehind(local: LocalStore, member: MemberId, options: AskOptions): Promise<void> {
	for (const [name, bundle] of await leftBehind(member)) {
		const sent = await sendBundles([bundle], member, options);
		if (sent.kind !== 'ok') return;
		await removeMirrorFile(name);
	}
	local.leftBehindArrived();
}
