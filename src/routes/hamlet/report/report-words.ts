// The report in words: its lines with their denominators, and what its parts begin with. Pure: figures in, text out.
import type { ListedItem } from '#domain/item.ts';
import { Reason } from '#domain/reason.ts';
import { REPORT_PARTS, type ReportFigures, type ReportPart, type SentReport } from '#domain/report.ts';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { reasonText } from '#ui/words.ts';
import { unitOf } from '../../campaign-words.ts';
import { percentText } from '../coverage-words.ts';

/** One line: what the period brought, and how it stands in all. Either may be missing. */
export interface ReportLine {
	label: string;
	inPeriod?: string;
	total?: string;
}

export function reportLines(figures: ReportFigures, items: readonly ListedItem[]): ReportLine[] {
	const count = (name: string) => figures[name] ?? 0;
	const number = (name: string) => formatNumber(count(name));
	const people = m.unit_people();
	return [
		{
			label: m.report_row_reached(),
			inPeriod: m.board_households({ count: number('reachedInPeriod') }),
			total: shareText(count('reached'), count('households'), m.unit_households())
		},
		{ label: m.report_row_visits(), inPeriod: m.report_turns({ count: number('visitsInPeriod') }) },
		{
			label: m.report_row_people(),
			total: m.report_people({
				people: number('people'),
				from14: number('from14'),
				from18: number('from18'),
				away: number('away')
			})
		},
		{ label: m.report_row_helped(), inPeriod: helpText(figures, 'assists', 'helped') },
		...items.flatMap((item) => itemLines(figures, item)),
		{
			label: m.report_row_account(),
			total: shareText(count('account.done'), count('account.eligible'), people, count('account.unasked'))
		},
		{
			label: m.report_row_sessions(),
			inPeriod: m.report_sessions({ count: number('sessions'), came: number('attendance') })
		},
		{ label: m.report_row_trainings(), inPeriod: m.report_trainings({ count: number('trainings') }) },
		{
			label: m.report_row_team(),
			inPeriod: m.report_team({
				active: number('membersActive'),
				members: number('members'),
				days: number('workdays')
			})
		},
		...blockedIn(figures).map(({ reason, people: stuck }) => ({
			label: m.report_row_blocked({ reason: reasonText(reason) }),
			total: m.board_people({ count: formatNumber(stuck) })
		}))
	];
}

function itemLines(figures: ReportFigures, item: ListedItem): ReportLine[] {
	const name = `item.${item.code}`;
	const eligible = figures[`${name}.eligible`];
	const isHelpedWith = figures[`assists.${item.code}`] !== undefined;
	const help = isHelpedWith
		? { inPeriod: helpText(figures, `assists.${item.code}`, `helped.${item.code}`) }
		: {};
	if (eligible === undefined) return isHelpedWith ? [{ label: item.name, ...help }] : [];
	const {
		[`${name}.done`]: done = 0,
		[`${name}.target`]: target,
		[`${name}.approved`]: approved = 0
	} = figures;
	const whole = shareText(done, eligible, unitOf(item), figures[`${name}.unasked`]);
	const total =
		target === undefined ? whole : `${whole}; ${m.report_target({ target: formatNumber(target) })}`;
	const line = { label: item.name, ...help, total };
	if (approved === 0) return [line];
	// Of the same data two rates are told: which one is meant has to stand beside it.
	return [
		line,
		{ label: m.report_row_activated(), total: shareText(done, done + approved, m.report_unit_approved()) }
	];
}

/** "452 trên 633 người (71,4 %), chưa hỏi 23"; without a rate where nobody was asked: unknown is never zero. */
function shareText(done: number, all: number, unit: string, unasked = 0): string {
	const counts = { done: formatNumber(done), all: formatNumber(all), unit };
	if (all === 0) return m.report_of_none(counts);
	if (unasked === all) return m.report_unasked({ all: counts.all, unit });
	const share = m.report_of({ ...counts, rate: percentText(done / all) });
	return unasked === 0 ? share : `${share}, ${m.board_unasked({ count: formatNumber(unasked) })}`;
}

const helpText = (figures: ReportFigures, turns: string, people: string): string =>
	m.report_helped({
		assists: formatNumber(figures[turns] ?? 0),
		people: formatNumber(figures[people] ?? 0)
	});

/** The reason of most people first. */
function blockedIn(figures: ReportFigures): { reason: Reason; people: number }[] {
	return Reason.options
		.flatMap((reason) => {
			const people = figures[`blocked.${reason}`];
			return people === undefined ? [] : [{ reason, people }];
		})
		.sort((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1));
}

const MOST_REASONS = 3;

/** What a part says before anybody has touched it; empty where the figures say nothing. */
export function suggestedPart(part: ReportPart, figures: ReportFigures): string {
	const number = (name: string) => formatNumber(figures[name] ?? 0);
	switch (part) {
		case 'results':
			return [
				m.report_results_doors({
					period: number('reachedInPeriod'),
					reached: number('reached'),
					all: number('households')
				}),
				number('helped') === '0'
					? ''
					: m.report_results_help({ people: number('helped'), assists: number('assists') }),
				number('sessions') === '0'
					? ''
					: m.report_results_sessions({ count: number('sessions'), came: number('attendance') })
			]
				.filter(Boolean)
				.join(' ');
		case 'strengths':
			return m.report_strengths_team({
				active: number('membersActive'),
				members: number('members'),
				days: number('workdays')
			});
		case 'difficulties':
			return blockedIn(figures)
				.slice(0, MOST_REASONS)
				.map(({ reason, people }) =>
					m.report_difficulties_blocked({ people: formatNumber(people), reason: reasonText(reason) })
				)
				.join(' ');
		case 'proposals':
			return [
				(figures['blocked.V01'] ?? 0) > 0 ? m.report_proposals_phones({ people: number('blocked.V01') }) : '',
				(figures['blocked.V15'] ?? 0) > 0 ? m.report_proposals_visits({ people: number('blocked.V15') }) : ''
			]
				.filter(Boolean)
				.join(' ');
	}
}

/** What stands on paper, in its order: the figures always, of the other parts those in which something is written. */
export const shownParts = (text: Partial<SentReport['text']>): ReportPart[] =>
	REPORT_PARTS.filter((part) => part === 'results' || (text[part] ?? '').trim() !== '');

/** With the sign after which nobody can add a line: "… ở nhà văn hóa./." */
export const endMarked = (text: string): string => `${text.trimEnd().replace(/\.$/, '')}./.`;

export const partTitles: Record<ReportPart, () => string> = {
	results: m.report_part_results,
	strengths: m.report_part_strengths,
	difficulties: m.report_part_difficulties,
	proposals: m.report_part_proposals
};
