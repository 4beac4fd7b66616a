// The tables, as both back ends have them. JSON is kept as text; instants are milliseconds; the commune leads every key.
import type { ColumnType } from 'kysely';

type Optional<T> = ColumnType<T | null, T | null, T | null>;

export interface Tables {
	meta: { key: string; value: string };
	communes: { commune: string; devices: number };
	rows: {
		commune: string;
		c: string;
		id: string;
		s: string;
		rv: number;
		seq: number;
		f: string;
		fm: string;
		parent: Optional<string>;
	};
	departures: {
		commune: string;
		s: string;
		seq: number;
		c: string;
		id: string;
		rv: number;
		at: number;
		/** 1 when it was erased, 0 when it moved. */
		erased: number;
	};
	grants: { commune: string; member: string; s: string; from_at: number; until_at: Optional<number> };
	parked_ops: {
		commune: string;
		id: string;
		member: string;
		raw: string;
		label: Optional<string>;
		code: string;
		at: number;
		state: string;
	};
	scopes: { commune: string; s: string; counter: number };
	devices: {
		commune: string;
		device: number;
		member: string;
		kind: string;
		created_at: number;
		last_n: number;
		last_te: number;
		last_contact_at: number;
		app: string;
		unsent: number;
		former: string;
		backed_up_n: number;
		revoked_at: Optional<number>;
		outbox_key: Optional<string>;
		wiped_at: Optional<number>;
	};
	receipts: { commune: string; device: number; n: number; h: string; result: Optional<string> };
	identities: {
		commune: string;
		origin_device: number;
		origin_n: number;
		h: string;
		result: Optional<string>;
	};
	invites: {
		commune: string;
		code_hash: string;
		digits_hash: string;
		member: string;
		invited_by: string;
		expires_at: number;
		used_at: Optional<number>;
		used_by: Optional<string>;
		device: Optional<number>;
	};
	sessions: { commune: string; token_hash: string; device: number; member: string; expires_at: number };
	audit: { commune: string; id: string; at: number; who: string; what: string };
}

/** The key of each table: the order in which it is copied. */
export const tableKeys: { readonly [T in keyof Tables]: readonly (keyof Tables[T] & string)[] } = {
	meta: ['key'],
	communes: ['commune'],
	rows: ['commune', 'c', 'id'],
	departures: ['commune', 's', 'seq'],
	grants: ['commune', 'member', 's', 'from_at'],
	parked_ops: ['commune', 'id'],
	scopes: ['commune', 's'],
	devices: ['commune', 'device'],
	receipts: ['commune', 'device', 'n'],
	identities: ['commune', 'origin_device', 'origin_n', 'h'],
	invites: ['commune', 'code_hash'],
	sessions: ['commune', 'token_hash'],
	audit: ['commune', 'id']
};
