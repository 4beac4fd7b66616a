// The sample commune: its register through the import the office uses, and people to sign in as. No visit is made up.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HamletId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import { isNothingNew, type Counts } from '#office/import/import-plan.ts';
import type { Storage } from '#server/storage/storage.ts';
import { ClearError } from '../tungnha/clear-error.ts';
import { hamletsIn, type FoundCommune } from '../tungnha/commune-data.ts';
import { acceptImport, prepareImport } from '../tungnha/import-register.ts';
import { inviteMember, type MadeInvite } from '../tungnha/invite-member.ts';

export interface SampleRegister {
	commune: FoundCommune;
	/** What the list holds, and whether it was there before. */
	listed: Counts;
	isNew: boolean;
}

/** Imports the sample list; one that was cut off is finished, one that is there adds nothing. */
export async function importSample(storage: Storage, file: string, now: number): Promise<SampleRegister> {
	const ready = await prepareImport(storage, { bytes: await readFile(file), fileName: basename(file) }, now);
	const { commune, plan } = ready;
	if (isNothingNew(plan)) return { commune, listed: plan.listed, isNew: false };
	const { parked } = await acceptImport(storage, ready, now);
	if (parked.length > 0) throw new Error(`${parked.length} rows of the sample were refused`);
	return { commune, listed: plan.listed, isNew: true };
}

/** Who can be tried, by the name the printed links and `--json` give them. */
const members = {
	volunteer: { name: 'Nguyễn Thị Hoa', role: 'volunteer' },
	secondVolunteer: { name: 'Trần Văn Bình', role: 'volunteer' },
	hamletHead: { name: 'Lê Thị Sen', role: 'hamlet-head' },
	official: { name: 'Phạm Minh Đức', role: 'commune-official' },
	observer: { name: 'Võ Thị Lan', role: 'observer' }
} as const satisfies Record<string, { name: string; role: Role }>;

export type SampleMember = keyof typeof members;
export type SampleInvites = Record<SampleMember, MadeInvite & { name: string; role: Role }>;

const HAMLET = 'Thôn Đông';

const isOfWholeCommune = (role: Role): boolean => role === 'commune-official' || role === 'observer';

/** A fresh link for each of them; the members stay the same from one start to the next. */
export async function inviteSampleMembers(
	storage: Storage,
	commune: FoundCommune,
	origin: string,
	now: number
): Promise<SampleInvites> {
	const hamlet = (await hamletsIn(storage, commune.id)).find(({ name }) => name === HAMLET);
	if (hamlet === undefined) throw new ClearError(`${HAMLET}?`);
	const invites: [string, unknown][] = [];
	for (const [key, { name, role }] of Object.entries(members)) {
		const hamlets: HamletId[] = isOfWholeCommune(role) ? [] : [hamlet.id];
		const wish = { commune: commune.id, name, roles: [role], hamlets, kind: 'printed' as const, origin };
		invites.push([key, { name, role, ...(await inviteMember(storage, wish, now)) }]);
	}
	return Object.fromEntries(invites) as SampleInvites;
}
