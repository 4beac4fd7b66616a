// What the office decided, in words: for work that was not used (F12), and for what two of them decided differently (F13).
import { Day } from '#domain/calendar.ts';
import { DataTerms, defaultPlaceWords } from '#domain/places.ts';
import { formatDay, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';

const OF_OFFICE: ReadonlySet<string> = new Set(['items', 'commune', 'campaigns', 'targets', 'reports']);

/** Whose rows are the commune's own and not a household's. */
export const isOfOffice = (collection: string): boolean => OF_OFFICE.has(collection);

type Source = Pick<View, 'items' | 'get'>;

/** "Cả xã", as the commune calls itself. */
export const wholeCommune = (view: Pick<View, 'commune'>): string =>
	m.commune_title(view.commune()?.words ?? defaultPlaceWords);

/** What it was about: the item, the campaign, the target, or the ground on which is recorded. */
export function officeSubject(collection: string, row: string, view: Source): string {
	if (collection === 'commune') return m.terms_title();
	if (collection === 'campaigns') return view.get('campaigns', row)?.name ?? m.campaign_title();
	const [hamlet = '', item = ''] = row.split(/:(?=[^:]*$)/);
	const place = view.get('hamlets', hamlet)?.name;
	if (collection === 'reports') return [m.report_title(), place].filter(Boolean).join(' · ');
	if (collection !== 'targets') return itemName(row, view);
	return [m.target_title(), itemName(item, view), place].filter(Boolean).join(' · ');
}

function itemName(row: string, view: Source): string {
	const item = view.items().find(({ code }) => code === row);
	return item?.shortName ?? item?.name ?? row;
}

/** What was decided; undefined for what no screen decides. */
export function officeValue(field: string, value: unknown): string | undefined {
	if (field === 'main') return value === true ? m.main_items_title() : m.household_other_items();
	if (field === 'reportPeriod') return value === '15-to-14' ? m.report_rule_15() : m.report_rule_month();
	if (field === 'sent') return m.report_words_sent();
	if (field === 'cancelled') return value === true ? m.campaign_cancelled() : undefined;
	if (typeof value === 'number') return formatNumber(value);
	if (typeof value === 'string') return Day.safeParse(value).success ? formatDay(value) : value;
	const terms = field === 'dataTerms' ? DataTerms.safeParse(value).data : undefined;
	if (terms === undefined) return undefined;
	return terms.basis === 'consent' ? m.terms_consent() : m.terms_law();
}
