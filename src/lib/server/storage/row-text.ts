// A row of the table and a row of the wire: the one place where text becomes JSON and back.
import type { CollectionName } from '#protocol/collections.ts';
import type { OpResult } from '#protocol/messages.ts';
import type { Selectable } from 'kysely';
import type { Device, StoredRow } from './storage.ts';
import type { Tables } from './tables.ts';

export function storedRowOf(row: Selectable<Tables['rows']>): StoredRow {
	const { id, s, rv, seq } = row;
	const fields = { f: JSON.parse(row.f) as StoredRow['f'], fm: JSON.parse(row.fm) as StoredRow['fm'] };
	return { c: row.c as CollectionName, id, s, rv, seq, ...fields };
}

export function deviceOf(row: Selectable<Tables['devices']>): Device {
	return {
		device: row.device,
		member: row.member as Device['member'],
		kind: row.kind as Device['kind'],
		createdAt: row.created_at,
		lastN: row.last_n,
		lastTe: row.last_te,
		lastContactAt: row.last_contact_at,
		app: row.app,
		unsent: row.unsent,
		former: JSON.parse(row.former) as number[],
		backedUpN: row.backed_up_n,
		...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at })
	};
}

export function tableDeviceOf(commune: string, device: Device): Selectable<Tables['devices']> {
	return {
		commune,
		device: device.device,
		member: device.member,
		kind: device.kind,
		created_at: device.createdAt,
		last_n: device.lastN,
		last_te: device.lastTe,
		last_contact_at: device.lastContactAt,
		app: device.app,
		unsent: device.unsent,
		former: JSON.stringify(device.former),
		backed_up_n: device.backedUpN,
		revoked_at: device.revokedAt ?? null
	};
}

export const resultText = (result: OpResult | undefined): string | null =>
	result === undefined ? null : JSON.stringify(result);

export const resultOf = (text: string | null): { result?: OpResult } =>
	text === null ? {} : { result: JSON.parse(text) as OpResult };
