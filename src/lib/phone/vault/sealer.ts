// Sealing is a port: the store knows only that what it keeps was sealed, tests and the simulator bring a plain one.
import { bytesOfText, type Bytes } from './bytes.ts';

/** A sealed JSON value as it is stored. */
export type Sealed = Bytes;

export interface Sealer {
	/** Seals a JSON value; two seals of one value differ. */
	seal(value: unknown): Promise<Sealed>;
	/** The value again. Rejects when the bytes were changed or another key sealed them. */
	open(sealed: Sealed): Promise<unknown>;
}

/** What a phone keeps two keys for: pages under the data key, ops under the outbox key (phone page, "Sealing and keys"). */
export interface Sealers {
	pages: Sealer;
	ops: Sealer;
}

/** Seals nothing, and one value the same each time: for tests. */
export const plainSealer: Sealer = {
	seal: async (value) => bytesOfText(JSON.stringify(value)),
	open: async (sealed) => JSON.parse(new TextDecoder().decode(sealed)) as unknown
};
