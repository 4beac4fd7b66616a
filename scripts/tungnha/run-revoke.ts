// `revoke --device N` or `--member NAME`: a phone is lost, or its member has left.
import type { CommuneId, MemberId } from '#domain/ids.ts';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { nameKey } from '#office/import/written-text.ts';
import { revokeDevice, revokeMember } from '#server/accounts/revoke.ts';
import type { Storage } from '#server/storage/storage.ts';
import { ClearError } from './clear-error.ts';
import { type CommandNamed, HELP } from './command-line.ts';
import { findCommune, membersIn } from './commune-data.ts';
import type { Terminal } from './terminal.ts';

export async function runRevoke(
	{ options }: CommandNamed<'revoke'>,
	storage: Storage,
	terminal: Terminal,
	now: number
): Promise<void> {
	const commune = await findCommune(storage, options.commune);
	if (commune === undefined) throw new ClearError(m.cli_no_commune());
	const { device, member } = options;
	const isOne = (device === undefined) !== (member === undefined);
	if (!isOne) throw new ClearError(m.cli_revoke_what({ usage: 'npm run tungnha -- revoke --device N' }));
	const devices =
		device === undefined
			? await revokeMember(storage, commune.id, await memberNamed(storage, commune.id, member ?? ''), now)
			: [await deviceRevoked(storage, commune.id, device, now)];
	terminal.say(
		m.cli_revoke_done({ count: formatNumber(devices.length), devices: devices.join(', ') || '0' })
	);
}

async function deviceRevoked(
	storage: Storage,
	commune: CommuneId,
	text: string,
	now: number
): Promise<number> {
	if (!/^[1-9]\d{0,8}$/.test(text))
		throw new ClearError(m.cli_unknown_option({ option: `--device ${text}`, help: HELP }));
	if (!(await revokeDevice(storage, commune, Number(text), now)))
		throw new ClearError(m.cli_no_such_device({ device: text }));
	return Number(text);
}

/** Two of one name are told apart by their phones. */
async function memberNamed(storage: Storage, commune: CommuneId, name: string): Promise<MemberId> {
	const found = (await membersIn(storage, commune)).filter((one) => nameKey(one.name) === nameKey(name));
	const [only] = found;
	if (only === undefined) throw new ClearError(m.cli_no_such_member({ name }));
	if (found.length === 1) return only.id;
	const phones = await storage.read((tx) => tx.phones(commune));
	const theirs = phones.filter(({ member }) => found.some(({ id }) => id === member));
	const devices = theirs.map((phone) => phone.device).join(', ');
	throw new ClearError(m.cli_which_member({ name, count: formatNumber(found.length), devices }));
}
