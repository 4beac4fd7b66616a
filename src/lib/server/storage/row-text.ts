// A row of the table and a row of the wire: the one place where text becomes JSON and back.
import type { CollectionName } from '#protocol/collections.ts';
import type { OpResult } from '#protocol/messages.ts';
import { parentIdOf } from '#protocol/parent.ts';
import type { MovedOut } from '#protocol/row.ts';
import type { Selectable } from 'kysely';
import type { Device, Grant, StoredParkedOp, StoredRow } from './storage.ts';
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
		...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
		...(row.outbox_key === null ? {} : { outboxKey: row.outbox_key }),
		...(row.wiped_at === null ? {} : { wipedAt: row.wiped_at })
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
		revoked_at: device.revokedAt ?? null,
		outbox_key: device.outboxKey ?? null,
		wiped_at: device.wipedAt ?? null
	};
}

export function tableRowOf(commune: string, row: StoredRow): Selectable<Tables['rows']> {
	const { c, id, s, rv, seq, f, fm } = row;
	const parent = parentIdOf(c, id, f) ?? null;
	return { commune, c, id, s, rv, seq, f: JSON.stringify(f), fm: JSON.stringify(fm), parent };
}

export function grantOf({ member, s, from_at: from, until_at: until }: Selectable<Tables['grants']>): Grant {
	return { member: member as Grant['member'], s, from, ...(until === null ? {} : { until }) };
}

export function movedOutOf(row: Omit<Selectable<Tables['departures']>, 'commune' | 's' | 'at'>): MovedOut {
	const { c, id, rv, seq, erased } = row;
	return { c: c as CollectionName, id, rv, seq, ...(erased === 1 ? { erased: true } : {}) };
}

export function parkedOpOf(row: Selectable<Tables['parked_ops']>): StoredParkedOp {
	const { id, raw, label, at } = row;
	return {
		id,
		member: row.member as StoredParkedOp['member'],
		raw,
		...(label === null ? {} : { label }),
		code: row.code as StoredParkedOp['code'],
		at,
		state: row.state as StoredParkedOp['state']
	};
}

export const resultText = (result: OpResult | undefined): string | null =>
	result === undefined ? null : JSON.stringify(result);

export const resultOf = (text: string | null): { result?: OpResult } =>
	text === null ? {} : { result: JSON.parse(text) as OpResult };
