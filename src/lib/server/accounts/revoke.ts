// A phone is lost, or its member has left: it is shut out, hands in what it still holds, and wipes itself.
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Device, Storage, WriteTransaction } from '#server/storage/storage.ts';
import type { Caller } from './sessions.ts';

/** Its session lives on for one purpose: to hand in to quarantine, and to be told to wipe itself. */
export function revokeDevice(
	storage: Storage,
	commune: CommuneId,
	number: number,
	now: Instant
): Promise<boolean> {
	return storage.write(async (tx) => {
		const device = await tx.lockDevice(commune, number);
		if (device?.kind !== 'phone') return false;
		await shutOut(tx, commune, device, now);
		return true;
	});
}

/** A member has left: every phone of hers that is not shut out yet, and the invites she has not used; the phones' numbers. */
export function revokeMember(
	storage: Storage,
	commune: CommuneId,
	member: MemberId,
	now: Instant
): Promise<number[]> {
	return storage.write(async (tx) => {
		const phones = (await tx.devicesOf(commune, member)).filter(({ kind }) => kind === 'phone');
		const open = phones.filter(({ revokedAt }) => revokedAt === undefined);
		for (const { device } of open) {
			const locked = await tx.lockDevice(commune, device);
			if (locked !== undefined) await shutOut(tx, commune, locked, now);
		}
		await tx.dropUnusedInvites(commune, member);
		return open.map(({ device }) => device);
	});
}

async function shutOut(
	tx: WriteTransaction,
	commune: CommuneId,
	device: Device,
	now: Instant
): Promise<void> {
	if (device.revokedAt !== undefined) return;
	await tx.putDevice(commune, { ...device, revokedAt: now });
	await tx.audit(commune, now, 'operator', `device ${device.device} was revoked`);
}

/** The phone says that everything on it is gone. Its number is over, and so is its session. */
export async function noteWiped(
	storage: Storage,
	{ commune, member, device: number }: Caller,
	now: Instant
): Promise<{ ok: true }> {
	await storage.write(async (tx) => {
		const device = await tx.lockDevice(commune, number);
		if (device === undefined) return;
		await tx.putDevice(commune, { ...device, unsent: 0, wipedAt: now, revokedAt: device.revokedAt ?? now });
		await tx.endSessions(commune, number);
		await tx.audit(commune, now, member, `device ${number} was wiped`);
	});
	return { ok: true };
}
