// Why work waits for an official, in words about its author (sync-spec PS3, PS4).
import { m } from '#i18n/paraglide/messages.js';

const reasons: Record<string, () => string> = {
	role: m.review_role,
	scope: m.review_not_theirs,
	parent: m.review_not_theirs,
	late: m.review_late,
	unverified: m.device_parked_unverified,
	revoked: m.device_parked_revoked
};

export const whyItWaits = (code: string): string => reasons[code]?.() ?? m.device_parked_fault({ code });
