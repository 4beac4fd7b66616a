import { m } from '#i18n/paraglide/messages.js';

/** What is typed stays as it is in every language; what it does is told. */
const commands: [usage: string, does: () => string][] = [
	['import FILE [--hamlet NAME] [--commune NAME] [--accept] [--all] [--device N]', m.cli_help_import],
	['import --undo NUMBER [--commune NAME] [--accept]', m.cli_help_undo],
	['invite --name NAME [--role ROLE] [--hamlet NAME] [--screen]', m.cli_help_invite],
	['stats [--json]', m.cli_help_stats],
	['backup FILE', m.cli_help_backup],
	['backup --confirm FILE', m.cli_help_confirm],
	['restore FILE [--verify]', m.cli_help_restore],
	['receive FILE…', m.cli_help_receive],
	['revoke --device N | --member NAME', m.cli_help_revoke],
	['doctor [--accept-clock]', m.cli_help_doctor]
];

const ROLES = 'volunteer, hamlet-head, commune-official, observer';
const SETTINGS = 'DATA_DIR, DATABASE_URL, ORIGIN';

export function helpText(): string {
	const parts = commands.map(([usage, does]) => `npm run tungnha -- ${usage}\n  ${does()}`);
	return [...parts, `ROLE: ${ROLES}`, m.cli_help_settings({ settings: SETTINGS })].join('\n\n');
}
