// What the report's page writes (F26). Pure: the page records the result.
import type { HamletId } from '#domain/ids.ts';
import type { Month, Report, ReportPart, SentReport } from '#domain/report.ts';
import { formatMonth } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Draft, Seen } from '#phone/store/draft.ts';
import { reportRowId } from '#phone/store/new-row-id.ts';
import { partTitles } from './report-words.ts';

export interface Writing {
	drafts: Draft[];
	label: string;
}

interface Which {
	hamlet: HamletId;
	month: Month;
	/** As it stands; undefined when nobody has written in it. */
	standing: Report | undefined;
	/** Version of it that the words were begun with. */
	seen?: Seen | undefined;
}

const written = ({ hamlet, month, standing, seen }: Which, a: Partial<Report>): Draft => ({
	...(standing === undefined
		? { k: 'add', a: { hamlet, month, ...a } }
		: { k: 'set', a, ...(seen && { seen }) }),
	c: 'reports',
	id: reportRowId(hamlet, month)
});

export const partWritten = (which: Which, part: ReportPart, text: string): Writing => ({
	drafts: [written(which, { [part]: text })],
	label: m.report_part_saved({ part: partTitles[part]() })
});

export function reportSent(which: Which, said: Omit<SentReport, 'version'>): Writing {
	const version = (which.standing?.sent?.version ?? 0) + 1;
	return {
		drafts: [written(which, { sent: { version, ...said } })],
		label: m.report_recorded({ month: formatMonth(which.month) })
	};
}
