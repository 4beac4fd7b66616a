// A backup was taken off the machine: what it holds may leave the phones' journals in time (sync-spec RS2).
import type { CommuneId } from '#domain/ids.ts';
import type { Device, ReadTransaction, Storage } from '#server/storage/storage.ts';

/** `other`: not a copy of this database, or of an earlier life of it. `damaged`: nobody could restore it. */
export type Confirmed = { phones: number } | 'other' | 'damaged';

/** Raises what each phone is told as backed up; never lowers it. Says how many phones the backup covers. */
export async function confirmBackup(storage: Storage, backup: Storage): Promise<Confirmed> {
	const held = await phonesIn(backup);
	if (held === undefined) return 'damaged';
	return storage.write(async (tx) => {
		if ((await tx.meta('epoch')) !== held.epoch) return 'other';
		let phones = 0;
		for (const { commune, device: number, lastN } of held.phones) {
			const device = await tx.lockDevice(commune, number);
			if (device === undefined || device.lastN < lastN) return 'other';
			phones += 1;
			if (lastN > device.backedUpN) await tx.putDevice(commune, { ...device, backedUpN: lastN });
		}
		return { phones };
	});
}

interface Held {
	epoch: string | undefined;
	phones: (Device & { commune: CommuneId })[];
}

/** Undefined when it cannot be read, or not to its end. */
async function phonesIn(backup: Storage): Promise<Held | undefined> {
	try {
		if ((await backup.damage()).length > 0) return undefined;
		return await backup.read(async (tx) => ({ epoch: await tx.meta('epoch'), phones: await phonesOf(tx) }));
	} catch {
		return undefined;
	}
}

async function phonesOf(tx: ReadTransaction): Promise<Held['phones']> {
	const all: Held['phones'] = [];
	for (const commune of await tx.communes()) {
		for (const phone of await tx.phones(commune)) all.push({ ...phone, commune });
	}
	return all;
}
