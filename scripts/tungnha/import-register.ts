// A list from a file into the commune, in two steps: what would happen, and doing it. The command and the demo share them.
import { randomUUID } from 'node:crypto';
import { dayOf } from '#domain/calendar.ts';
import type { CommuneId } from '#domain/ids.ts';
import { defaultPlaceWords } from '#domain/places.ts';
import { m } from '#i18n/paraglide/messages.js';
import { communeNameOf } from '#office/import/hamlet-name.ts';
import { draftsOf } from '#office/import/import-drafts.ts';
import { nothingYet, type ImportPlan } from '#office/import/import-plan.ts';
import { planImport } from '#office/import/plan-import.ts';
import { readRegisterFile } from '#office/import/read-register-file.ts';
import { placeName } from '#office/import/written-text.ts';
import { createCommune } from '#server/commune.ts';
import type { Storage } from '#server/storage/storage.ts';
import { acceptAsImport, type AcceptedImport } from '#server/sync/accept-import.ts';
import { ClearError } from './clear-error.ts';
import { existingIn, findCommune, type FoundCommune } from './commune-data.ts';

export interface RegisterFile {
	bytes: Uint8Array;
	fileName: string;
	/** Name of the commune, where database and file leave it open. */
	commune?: string | undefined;
	hamlet?: string | undefined;
}

/** An import that waits for a person to accept it. Nothing has been changed. */
export interface ReadyImport {
	commune: FoundCommune;
	isNewCommune: boolean;
	plan: ImportPlan;
}

export async function prepareImport(storage: Storage, file: RegisterFile, now: number): Promise<ReadyImport> {
	const { tables, problems } = await readRegisterFile(file.bytes, file.fileName);
	const found = await findCommune(storage, file.commune);
	const commune = found ?? newCommune(file.commune ?? communeNameOf(tables));
	const existing = found ? await existingIn(storage, found.id) : nothingYet;
	const plan = await planImport(tables, existing, {
		commune: commune.id,
		today: dayOf(now),
		hamlet: file.hamlet
	});
	plan.problems.unshift(...problems);
	return { commune, isNewCommune: found === undefined, plan };
}

/** A commune that is made when the import is accepted; its words are those of its name and stay editable. */
function newCommune(name: string | undefined): FoundCommune {
	const shown = name === undefined ? '' : placeName(name);
	const word =
		/^(xã|phường|thị trấn|đặc khu)\s/iu.exec(shown)?.[1]?.toLowerCase() ?? defaultPlaceWords.commune;
	return { id: randomUUID() as CommuneId, name: shown, words: { ...defaultPlaceWords, commune: word } };
}

/** Writes the plan under a number of its own, or under that of an import that was cut off. */
export async function acceptImport(
	storage: Storage,
	{ commune, isNewCommune, plan }: ReadyImport,
	now: number,
	device?: number
): Promise<AcceptedImport> {
	if (commune.name === '') throw new ClearError(m.cli_which_commune());
	if (device !== undefined) await requireImport(storage, commune.id, device);
	if (isNewCommune) await createCommune(storage, { ...commune, now });
	const request = { commune: commune.id, ops: draftsOf(plan), now };
	return acceptAsImport(storage, { ...request, ...(device === undefined ? {} : { device }) });
}

/** A number given to go on with has to be that of an import of this commune. */
async function requireImport(storage: Storage, commune: CommuneId, number: number): Promise<void> {
	const [device] = await storage.read((tx) => tx.devices(commune, [number]));
	if (device?.kind !== 'import') throw new ClearError(m.cli_no_such_import({ device: String(number) }));
}
