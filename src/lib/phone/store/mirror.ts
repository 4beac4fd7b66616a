// The second copy of unsent work, as the store sees it (phone page LS6). Told after a tap is durable, never waited for:
// a browser that cannot keep one loses nothing but the second copy, and says so on "Máy này".
import type { DeviceState, OutboxRecord } from './database.ts';

/** `starting`: nothing written yet. `behind`: no room just now, it is tried again. `missing`: this browser cannot. */
export type MirrorState = 'starting' | 'kept' | 'behind' | 'missing';

export interface Mirror {
	readonly state: MirrorState;
	/** Told when the state changes. */
	onState(listener: () => void): void;
	/** The outbox of this device holds exactly these ops. */
	begin(standing: Pick<DeviceState, 'device' | 'epoch'>, outbox: readonly OutboxRecord[]): void;
	append(records: readonly OutboxRecord[]): void;
	/** Taken back unsent: their numbers may come again. */
	takeBack(ns: readonly number[]): void;
	/** Confirmed by the server. */
	drop(ns: readonly number[]): void;
	/** Lets the files go, for the next page. */
	close(): void;
}
