// A commune and its members come into being the way everything else does: as ops through the accept path.
import { randomBytes } from 'node:crypto';
import type { Instant } from '#domain/calendar.ts';
import { defaultChecklist } from '#domain/default-checklist.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Member } from '#domain/member.ts';
import { Commune, defaultPlaceWords, type PlaceWords } from '#domain/places.ts';
import { uuidv7 } from '#protocol/row-id.ts';
import type { Storage } from './storage/storage.ts';
import { acceptAsImport, type ImportOp } from './sync/accept-import.ts';

export interface NewCommune {
	name: string;
	now: Instant;
	/** Made when absent. */
	id?: CommuneId;
	/** What people here call their places and their team. */
	words?: PlaceWords;
	/** The province's own platform by its name ("Hue-S"), for the item NTT. */
	provincePlatform?: string;
}

/** Makes a commune with the default checklist. Throws when it is there already, or its name cannot be used. */
export async function createCommune(
	storage: Storage,
	{ name, now, id = newId(now) as CommuneId, words = defaultPlaceWords, provincePlatform }: NewCommune
): Promise<CommuneId> {
	const commune = { name: name.normalize('NFC').trim(), words };
	if (!Commune.safeParse(commune).success) throw new Error(`"${name}" cannot be the name of a commune`);
	await storage.write((tx) => tx.addCommune(id));
	const items = defaultChecklist(provincePlatform).map(({ code, ...item }): ImportOp => {
		return { k: 'add', c: 'items', id: code, a: item };
	});
	await acceptWhole(storage, id, [{ k: 'add', c: 'commune', id, a: commune }, ...items], now);
	return id;
}

export interface NewMember {
	commune: CommuneId;
	member: Member;
	now: Instant;
	/** Made when absent. */
	id?: MemberId;
}

/** Adds a member. Throws when the row cannot be used. */
export async function addMember(
	storage: Storage,
	{ commune, member, now, id = newId(now) as MemberId }: NewMember
): Promise<MemberId> {
	await acceptWhole(storage, commune, [{ k: 'add', c: 'members', id, a: member }], now);
	return id;
}

async function acceptWhole(
	storage: Storage,
	commune: CommuneId,
	ops: readonly ImportOp[],
	now: Instant
): Promise<void> {
	const { parked } = await acceptAsImport(storage, { commune, ops, now });
	const [first] = parked;
	if (first !== undefined)
		throw new Error(`the row ${first.op.c}/${first.op.id} could not be used: ${first.code}`);
}

const newId = (now: Instant): string => uuidv7(now, randomBytes(10));
