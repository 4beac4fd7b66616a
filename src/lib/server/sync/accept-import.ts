// An accepted import: the same way in as a phone's ops, under a device number of its own (sync-spec, "Import").
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import { limits } from '#protocol/limits.ts';
import type { OpBody } from '#protocol/op.ts';
import type { ParkedCode } from '#protocol/records.ts';
import type { Storage } from '#server/storage/storage.ts';
import { acceptBatch, RE_KEY } from './accept.ts';
import type { Author } from './author.ts';

/** One row to add, or fields to set. Parents come before their children: hamlets, groups, households, people, answers. */
export type ImportOp = Pick<OpBody, 'k' | 'c' | 'id' | 'a'>;

export interface ImportRequest {
	commune: CommuneId;
	ops: readonly ImportOp[];
	now: Instant;
	/** When it was said, where that is not now: what phones say since stands against it. */
	saidAt?: Instant;
	/** The official who accepted the plan; the operator when absent. */
	by?: MemberId;
	/** Number of an import that was cut off: it goes on after its last op with those still missing, planned again. */
	device?: number;
	/** Called after each batch with how many ops are in. */
	onProgress?: (done: number) => void;
}

export interface AcceptedImport {
	/** The import's own number: by it the import is resumed, and later undone. */
	device: number;
	accepted: number;
	/** Ops the server could not use. */
	parked: { op: ImportOp; code: ParkedCode }[];
}

/** Who stands behind what the operator's command writes. */
export const OPERATOR = 'operator' as MemberId;

/** The import ended in the middle: what was accepted stays, and it can go on under its number. */
export class ImportCutOff extends Error {
	readonly device: number;

	constructor(device: number, cause: unknown) {
		super(`import ${device} was cut off`, { cause });
		this.device = device;
	}
}

/** Accepts the ops in batches. Throws `ImportCutOff` when the database did not answer. */
export async function acceptAsImport(storage: Storage, request: ImportRequest): Promise<AcceptedImport> {
	const { commune, ops, now, by = OPERATOR } = request;
	const device = request.device ?? (await addImportDevice(storage, commune, by, now));
	try {
		const author = {
			commune,
			member: by,
			roles: ['commune-official'],
			hamlets: [],
			isImport: true
		} as const;
		const parked = await acceptAll(storage, author, device, request);
		return { device, accepted: ops.length - parked.length, parked };
	} catch (fault) {
		throw new ImportCutOff(device, fault);
	}
}

async function acceptAll(
	storage: Storage,
	author: Author,
	device: number,
	{ ops, now, saidAt = now, onProgress }: ImportRequest
): Promise<AcceptedImport['parked']> {
	const parked: AcceptedImport['parked'] = [];
	const [known] = await storage.read((tx) => tx.devices(author.commune, [device]));
	const before = known?.lastN ?? 0;
	for (let done = 0; done < ops.length; done += limits.ops) {
		const some = ops
			.slice(done, done + limits.ops)
			.map((op, index) => ({ ...op, n: before + done + index + 1, t: saidAt, b: 0 }));
		const left = ops.length - done - some.length;
		const batch = { device, ops: some, held: before + ops.length, app: 'import', left };
		const accepted = await acceptBatch(storage, author, batch, now);
		if (accepted === RE_KEY) throw new Error(`device ${device} is not this import's`);
		for (const { n, code } of accepted.results) {
			const op = ops[n - before - 1];
			if (op !== undefined && code !== undefined) parked.push({ op, code });
		}
		onProgress?.(done + some.length);
	}
	return parked;
}

function addImportDevice(
	storage: Storage,
	commune: CommuneId,
	member: MemberId,
	now: Instant
): Promise<number> {
	const blank = { lastN: 0, lastTe: 0, unsent: 0, backedUpN: 0, former: [], app: 'import' };
	return storage.write(async (tx) => {
		const device = await tx.addDevice(commune, {
			member,
			kind: 'import',
			createdAt: now,
			lastContactAt: now,
			...blank
		});
		await tx.audit(commune, now, member, `began import ${device}`);
		return device;
	});
}
