// The form of the data terms (F37): what is typed, and what comes of it or is wrong with it. Pure: the page records it.
import type { DataTerms } from '#domain/places.ts';
import { officePhoneTyped } from '#domain/typed-person.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Draft, Seen } from '#phone/store/draft.ts';

export interface TermsForm {
	basis?: DataTerms['basis'] | undefined;
	procedure: string;
	contact: string;
	phone: string;
	months: string;
}

/** What is wrong with each field; empty when nothing is. */
export type TermsFaults = Record<keyof TermsForm, string>;

export const NO_FAULTS: TermsFaults = { basis: '', procedure: '', contact: '', phone: '', months: '' };

const LONGEST = { procedure: 160, contact: 80 };
export const { procedure: LONGEST_PROCEDURE, contact: LONGEST_CONTACT } = LONGEST;

export const termsFormOf = (terms: DataTerms | undefined): TermsForm => ({
	basis: terms?.basis,
	procedure: terms?.procedure ?? '',
	contact: terms?.contact ?? '',
	phone: terms?.phone ?? '',
	months: terms?.months === undefined ? '' : String(terms.months)
});

/** As far as it can be read: what the preview shows while it is typed. Undefined until the basis is chosen. */
export function termsSoFar({ basis, procedure, contact, phone, months }: TermsForm): DataTerms | undefined {
	if (basis === undefined) return undefined;
	const number = officePhoneTyped(phone);
	const read: Partial<DataTerms> = {
		// What the law asks for is kept, and told, only where it is the ground.
		procedure: basis === 'article-19' ? squeezed(procedure) : '',
		contact: squeezed(contact),
		phone: number.kind === 'read' ? number.value : '',
		months: monthsTyped(months)
	};
	const known = Object.entries(read).filter(([, value]) => value !== '' && value !== undefined);
	return { basis, ...(Object.fromEntries(known) as Partial<DataTerms>) };
}

/** All of it, or what is wrong, in words: an office that is to be asked has a name and a number. */
export function readTerms(form: TermsForm): { said: DataTerms } | { faults: TermsFaults } {
	const said = termsSoFar(form);
	const isByLaw = form.basis === 'article-19';
	const faults: TermsFaults = {
		basis: said === undefined ? m.terms_basis_missing() : '',
		procedure: isByLaw && said?.procedure === undefined ? m.terms_procedure_missing() : '',
		contact: squeezed(form.contact) === '' ? m.terms_contact_missing() : '',
		phone: {
			empty: m.terms_phone_missing(),
			unclear: m.terms_phone_unclear(),
			read: ''
		}[officePhoneTyped(form.phone).kind],
		months: monthsTyped(form.months) === undefined ? m.terms_months_unclear() : ''
	};
	return said !== undefined && Object.values(faults).every((fault) => fault === '') ? { said } : { faults };
}

/** `seen`: the version of the commune that the form was begun with. */
export const termsChosen = (
	commune: string,
	dataTerms: DataTerms,
	seen: Seen | undefined
): { drafts: Draft[]; label: string } => ({
	drafts: [{ k: 'set', c: 'commune', id: commune, a: { dataTerms }, ...(seen && { seen }) }],
	label: m.terms_recorded()
});

const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

function monthsTyped(typed: string): number | undefined {
	const months = /^\s*(\d{1,3})(?:\s*tháng)?\s*$/iu.exec(typed.normalize('NFC'))?.[1];
	return months !== undefined && Number(months) >= 1 && Number(months) <= 120 ? Number(months) : undefined;
}
