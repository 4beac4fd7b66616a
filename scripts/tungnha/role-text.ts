import type { Role } from '#domain/member.ts';
import { m } from '#i18n/paraglide/messages.js';

export const roleTexts: Record<Role, () => string> = {
	volunteer: m.cli_role_volunteer,
	'hamlet-head': m.cli_role_hamlet_head,
	'commune-official': m.cli_role_commune_official,
	observer: m.cli_role_observer
};
