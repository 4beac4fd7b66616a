// What is said about people's data before any of it is written down (F37). `NOTICE_TEXT` rises with what it says.
import { dayOf } from '#domain/calendar.ts';
import type { Notice, Purpose } from '#domain/notice.ts';
import { defaultPlaceWords, type Commune } from '#domain/places.ts';
import { formatDay, formatNumber, formatPhone } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';

export interface NoticePart {
	heading: string;
	lines: string[];
}

/** Undefined commune: its row is not here yet. */
export function noticeParts(commune: Commune | undefined): NoticePart[] {
	const { commune: word, hamlet, team } = commune?.words ?? defaultPlaceWords;
	const terms = commune?.dataTerms;
	const basis = { consent: m.notice_basis_consent, 'article-19': m.notice_basis_law };
	const { months, procedure } = terms ?? {};
	const place = commune?.name ?? word;
	const ask = terms?.contact
		? m.notice_ask_contact({ contact: terms.contact, place })
		: m.notice_ask_office({ place });
	return [
		{
			heading: m.notice_what(),
			lines: [m.notice_what_text(), m.notice_what_done(), m.notice_what_visits(), m.notice_never()]
		},
		{
			heading: m.notice_why(),
			lines: [
				m.notice_why_help({ team }),
				m.notice_why_report({ commune: word }),
				m.notice_why_invite(),
				...(terms === undefined ? [] : [basis[terms.basis]()]),
				...(procedure === undefined ? [] : [m.notice_procedure({ commune: word, procedure })])
			]
		},
		{ heading: m.notice_who(), lines: [m.notice_who_text({ hamlet, commune: word })] },
		{
			heading: m.notice_long(),
			lines: [
				months === undefined
					? m.notice_long_open({ commune: word })
					: m.notice_long_months({ commune: word, months: formatNumber(months) })
			]
		},
		{
			heading: m.notice_ask(),
			lines: [
				ask,
				...(terms?.phone === undefined ? [] : [m.notice_ask_phone({ phone: formatPhone(terms.phone) })])
			]
		},
		{ heading: m.notice_rights(), lines: [m.notice_rights_text()] }
	];
}

export const howTexts: Record<Notice['how'], () => string> = {
	'on-screen': m.notice_how_on_screen,
	spoken: m.notice_how_spoken,
	paper: m.notice_how_paper
};

export const purposeTexts: Record<Purpose, () => string> = {
	'help-at-the-door': m.notice_purpose_help,
	report: m.notice_purpose_report,
	invite: m.notice_purpose_invite
};

/** "Đã thông báo ngày 28/11/2026, Nguyễn Thị Hoa (đọc cho nghe)". */
export function givenText({ at, by, how }: Notice, view: Pick<View, 'get'>): string {
	const day = formatDay(dayOf(at));
	const name = view.get('members', by)?.name ?? m.history_nobody();
	return m.notice_given_by({ day, name, how: howTexts[how]() });
}
