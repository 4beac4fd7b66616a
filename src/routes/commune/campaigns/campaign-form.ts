// The form of a campaign (F39): what is typed, and what comes of it or is wrong with it. Pure: the page records it.
import { addDays, Day } from '#domain/calendar.ts';
import { stageOf } from '#domain/campaign.ts';
import type { ItemCode } from '#domain/item.ts';
import { Force } from '#domain/member.ts';
import type { Campaign } from '#domain/programme.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Draft, Seen } from '#phone/store/draft.ts';

export interface CampaignForm {
	name: string;
	/** As a date field holds them: a day, or empty. */
	from: string;
	until: string;
	items: readonly ItemCode[];
	forces: readonly Force[];
}

/** What is wrong with each field; empty when nothing is. */
export type CampaignFaults = Record<'name' | 'from' | 'until', string>;

export const NO_FAULTS: CampaignFaults = { name: '', from: '', until: '' };
export const LONGEST_NAME = 80;

export const emptyForm = (): CampaignForm => ({ name: '', from: '', until: '', items: [], forces: [] });

export const formOf = ({ name, from, until, mainItems, forces }: Campaign): CampaignForm => ({
	name,
	from,
	until,
	items: mainItems,
	forces
});

/** The name that the forces of the country's plan go by. */
const TEMPLATE_NAME = 'TĐA06 3+';
/** The drive that it is named after took two weeks. */
const TEMPLATE_DAYS = 14;
/** What every other item of the plan waits for. */
const TEMPLATE_ITEMS: readonly ItemCode[] = ['CC', 'SIM'];

/** Four forces at the same doors: Tổ Đề án 06, the team, the solidarity groups, the youth. `offered`: what may be chosen. */
export const templateForm = (today: Day, offered: ReadonlySet<ItemCode>): CampaignForm => ({
	name: TEMPLATE_NAME,
	from: today,
	until: addDays(today, TEMPLATE_DAYS - 1),
	items: TEMPLATE_ITEMS.filter((code) => offered.has(code)),
	forces: Force.options
});

/** The campaign, or what is wrong, in words. `before`: as it stands; one that was over already may be corrected. */
export function readCampaign(
	form: CampaignForm,
	today: Day,
	before?: Campaign
): { said: Campaign } | { faults: CampaignFaults } {
	const name = form.name.normalize('NFC').replace(/\s+/g, ' ').trim();
	const { from, until } = form;
	const isPast = isDay(until) && until < today && until !== before?.until;
	const faults: CampaignFaults = {
		name: name === '' ? m.campaign_name_missing() : '',
		from: isDay(from) ? '' : m.campaign_day_missing(),
		until: !isDay(until)
			? m.campaign_day_missing()
			: isDay(from) && until < from
				? m.campaign_days_crossed()
				: isPast
					? m.campaign_day_past()
					: ''
	};
	if (Object.values(faults).some((fault) => fault !== '')) return { faults };
	return { said: { name, from, until, mainItems: [...form.items], forces: [...form.forces] } };
}

const isDay = (text: string): boolean => Day.safeParse(text).success;

export interface Saving {
	drafts: Draft[];
	label: string;
}

/**
 * Only what has changed is written: of two who correct apart both are heard. `before`, `seen`: as it stood when the form was
 * opened, and its version when that was begun.
 */
export function campaignSaved(
	id: string,
	said: Campaign,
	before: Campaign | undefined,
	seen: Seen | undefined
): Saving {
	const c = 'campaigns';
	if (before === undefined)
		return { drafts: [{ k: 'add', c, id, a: said }], label: m.campaign_recorded({ name: said.name }) };
	const changed = Object.entries(said).filter(
		([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Campaign])
	);
	const a = Object.fromEntries(changed);
	const drafts: Draft[] = changed.length === 0 ? [] : [{ k: 'set', c, id, a, ...(seen && { seen }) }];
	return { drafts, label: m.campaign_corrected({ name: said.name }) };
}

/** Today is its last day; tomorrow doors and boards are as before. */
export const campaignEnded = (id: string, { name }: Campaign, today: Day): Saving => ({
	drafts: [{ k: 'set', c: 'campaigns', id, a: { until: today } }],
	label: m.campaign_ended({ name })
});

export const campaignCancelled = (id: string, { name }: Campaign): Saving => ({
	drafts: [{ k: 'set', c: 'campaigns', id, a: { cancelled: true } }],
	label: m.campaign_taken_back({ name })
});

export const campaignBack = (id: string, { name }: Campaign): Saving => ({
	drafts: [{ k: 'set', c: 'campaigns', id, a: { cancelled: null } }],
	label: m.campaign_recorded({ name })
});

/** The first other one that shares a day with the form; both run then, and the one begun last comes first. */
export function overlapping<C extends Campaign & { id: string }>(
	{ from, until }: CampaignForm,
	others: readonly C[]
): C | undefined {
	if (!isDay(from) || !isDay(until)) return undefined;
	return others.find(
		(one) => stageOf(one, one.from) !== 'cancelled' && one.from <= until && from <= one.until
	);
}
