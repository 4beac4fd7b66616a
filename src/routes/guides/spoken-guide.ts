// A guide as it is told, not as it is looked up: what to do when something is in the way is found by its reason.
import type { Guide } from '#guides/guide.ts';
import { m } from '#i18n/paraglide/messages.js';

/** The voice is Vietnamese, whatever language the screen is in. */
const VI = { locale: 'vi' } as const;

export function spokenGuide(name: string, guide: Guide): string[] {
	return [
		name,
		guide.why,
		m.guide_bring({}, VI),
		...guide.bring,
		m.guide_steps({}, VI),
		...guide.steps.map((step, at) => `${at + 1}. ${step}`),
		m.guide_never({}, VI),
		...guide.never,
		m.guide_next({}, VI),
		...guide.next
	];
}
