// A campaign in words: its days, what it asks, who goes, and the pace it still needs (F39).
import { stageOf } from '#domain/campaign.ts';
import { daysLeft, type Pace } from '#domain/campaign-pace.ts';
import type { Day } from '#domain/calendar.ts';
import type { ListedItem } from '#domain/item.ts';
import type { Force } from '#domain/member.ts';
import type { PlaceWords } from '#domain/places.ts';
import type { Campaign } from '#domain/programme.ts';
import { capitalised, formatDay, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';

/** What a commune calls its team and its groups is in its settings. */
export function forceText(force: Force, words: PlaceWords): string {
	switch (force) {
		case 'digital-team':
			return words.team;
		case 'project-06':
			return m.force_project_06();
		case 'solidarity-group':
			return capitalised(words.group);
		case 'youth':
			return m.force_youth();
	}
}

/** "Còn 12 ngày", "Hôm nay là ngày cuối", "Bắt đầu ngày 01/12/2026". */
export function daysText(campaign: Campaign, today: Day): string {
	const { from, until } = campaign;
	const stage = stageOf(campaign, today);
	if (stage === 'cancelled') return m.campaign_cancelled();
	if (stage === 'to-come') return m.campaign_begins({ day: formatDay(from) });
	if (stage === 'over') return m.campaign_over({ day: formatDay(until) });
	const days = daysLeft(until, today);
	return days === 1 ? m.campaign_last_day() : m.campaign_days_left({ days: formatNumber(days) });
}

export const spanText = ({ from, until }: Pick<Campaign, 'from' | 'until'>): string =>
	m.campaign_span({ from: formatDay(from), until: formatDay(until) });

export const namesOf = (items: readonly ListedItem[]): string =>
	items.map(({ shortName, name }) => shortName ?? name).join(', ');

/** What is counted of it: people, or households. */
export const unitOf = ({ of }: Pick<ListedItem, 'of'>): string =>
	of === 'household' ? m.unit_households() : m.unit_people();

/** "Còn 12 ngày, mỗi ngày 6 người." */
export function paceText(pace: Pace, unit: string, from: Day): string {
	switch (pace.kind) {
		case 'no-target':
			return m.target_none();
		case 'met':
			return m.target_met();
		case 'over':
			return m.pace_over({ left: formatNumber(pace.left), unit });
		case 'to-come':
			return m.pace_to_come({ day: formatDay(from), count: formatNumber(pace.perDay), unit });
		case 'running':
			return pace.days === 1
				? m.pace_last_day({ count: formatNumber(pace.left), unit })
				: m.pace_running({ days: formatNumber(pace.days), count: formatNumber(pace.perDay), unit });
	}
}
