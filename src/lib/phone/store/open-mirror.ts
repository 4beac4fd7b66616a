// The mirror's worker, from the page's side.
import type { MemberId } from '#domain/ids.ts';
import { type MirrorCommand, type MirrorHeader, mirroredOp } from './mirror-lines.ts';
import workerAddress from './mirror-worker.ts?worker&url';
import type { Mirror, MirrorState } from './mirror.ts';

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL: (url: string) => string }
	): { createScriptURL(url: string): string };
}

// The content security policy lets this one address pass, under this name; a name can be had once.
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('mirror-worker-url', { createScriptURL: (url) => url });

/** A mirror for this enrolment; `key`: its outbox key, wrapped to the server. */
export function openMirror(member: MemberId, key: MirrorHeader['key']): Mirror {
	const worker = new Worker(policy?.createScriptURL(workerAddress) ?? workerAddress, { type: 'module' });
	const listeners: (() => void)[] = [];
	let state: MirrorState = 'starting';
	const become = (next: MirrorState): void => {
		if (state === next) return;
		state = next;
		for (const listener of listeners) listener();
	};
	worker.onmessage = ({ data }: MessageEvent<MirrorState>) => become(data);
	worker.onerror = () => become('missing');
	worker.postMessage({ open: member });
	const say = (command: MirrorCommand): void => worker.postMessage(command);
	const header = { v: 1, member, key } as const;
	return {
		get state() {
			return state;
		},
		onState: (listener) => listeners.push(listener),
		begin: ({ device, epoch }, outbox) =>
			say({ do: 'begin', header: { ...header, device, epoch }, ops: outbox.map(mirroredOp) }),
		append: (records) => say({ do: 'append', ops: records.map(mirroredOp) }),
		takeBack: (ns) => say({ do: 'take-back', ns: [...ns] }),
		drop: (ns) => say({ do: 'drop', ns: [...ns] }),
		close: () => worker.terminate()
	};
}
