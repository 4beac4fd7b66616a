// `invite`: a link that enrols one browser, once. Shown as link, QR and digits to type.
import { dayOf } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import { Role } from '#domain/member.ts';
import { formatDay, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { hamletNamed } from '#office/import/hamlet-name.ts';
import { cleanText } from '#office/import/written-text.ts';
import type { Storage } from '#server/storage/storage.ts';
import { ClearError } from './clear-error.ts';
import type { CommandNamed } from './command-line.ts';
import { findCommune, hamletsIn, type FoundHamlet } from './commune-data.ts';
import { inviteMember, type MadeInvite } from './invite-member.ts';
import { roleTexts } from './role-text.ts';
import { terminalQr } from './terminal-qr.ts';
import type { Terminal } from './terminal.ts';

/** Who work in a hamlet; the others see the whole commune. */
const OF_HAMLET: readonly Role[] = ['volunteer', 'hamlet-head'];
const LONGEST_NAME = 80;

export async function runInvite(
	{ options }: CommandNamed<'invite'>,
	storage: Storage,
	terminal: Terminal,
	origin: string,
	now: number
): Promise<void> {
	const commune = await findCommune(storage, options.commune);
	if (commune === undefined) throw new ClearError(m.cli_no_commune());
	const name = cleanText(options.name ?? '').slice(0, LONGEST_NAME);
	if (name === '') throw new ClearError(m.cli_name_needed());
	const roles = rolesIn(options.role ?? ['volunteer']);
	const hamlets = hamletIdsIn(await hamletsIn(storage, commune.id), roles, options.hamlet ?? []);
	const kind = options.screen === true ? 'on-screen' : 'printed';
	const invite = await inviteMember(
		storage,
		{ commune: commune.id, name, roles, hamlets, kind, origin },
		now
	);
	terminal.say(m.cli_invite_for({ name, roles: roles.map((role) => roleTexts[role]()).join(', ') }));
	for (const line of inviteLines(invite, terminal.hasColour)) terminal.say(line);
}

function inviteLines({ link, digits, until }: MadeInvite, inColour: boolean): string[] {
	return [
		m.cli_invite_link({ link }),
		m.cli_invite_code({ code: digits }),
		m.cli_invite_until({ time: formatTime(until), day: formatDay(dayOf(until)) }),
		terminalQr(link, inColour)
	];
}

function rolesIn(words: readonly string[]): Role[] {
	return words.map((word) => {
		const role = Role.safeParse(word);
		if (role.success) return role.data;
		throw new ClearError(m.cli_no_such_role({ role: word, known: Object.keys(roleTexts).join(', ') }));
	});
}

function hamletIdsIn(
	hamlets: readonly FoundHamlet[],
	roles: readonly Role[],
	names: readonly string[]
): HamletId[] {
	const known = hamlets.map((hamlet) => hamlet.name).join(', ');
	const needing = roles.find((role) => OF_HAMLET.includes(role));
	if (needing !== undefined && names.length === 0) {
		throw new ClearError(m.cli_role_needs_hamlet({ role: roleTexts[needing](), known }));
	}
	return names.map((name) => {
		const found = hamletNamed(name, hamlets);
		if (found === undefined) throw new ClearError(m.cli_no_such_hamlet({ hamlet: cleanText(name), known }));
		return found.id;
	});
}
