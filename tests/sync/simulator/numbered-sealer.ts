// Nothing is sealed, and yet two seals of one value differ, as the port promises: by its own bytes a phone knows again what
// came to the disk before its connection was lost, and a tap that says the same as the one before is another op.
import { bytesOfText } from '#phone/vault/bytes.ts';
import type { Sealed, Sealer } from '#phone/vault/sealer.ts';

const decoder = new TextDecoder();

/** One for a phone's whole life: a disk that goes back to a copy makes no seal a second time. */
export function numberedSealer(): Sealer {
	let seals = 0;
	return {
		seal: async (value) => bytesOfText(JSON.stringify([(seals += 1), value])),
		open: async (sealed) => saidIn(sealed)
	};
}

/** What was sealed. Throws when the bytes were changed. */
export function saidIn(sealed: Sealed): unknown {
	const [, value] = JSON.parse(decoder.decode(sealed)) as [number, unknown];
	return value;
}
