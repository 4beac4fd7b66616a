// What is known of a person, in words: of one field, for whoever reads what was corrected or written differently.
import { Birth } from '#domain/birth.ts';
import { dayOf, Instant } from '#domain/calendar.ts';
import { Relation, Residence } from '#domain/person.ts';
import { formatDay, formatPhone } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { relationText, residenceText } from '#ui/words.ts';
import { birthText } from './households/person-form.ts';

const fields: Record<string, { label: () => string; text: (value: unknown) => string | undefined }> = {
	name: { label: m.import_field_name, text: plain },
	birth: { label: m.import_field_birth, text: read(Birth, birthText) },
	phone: { label: m.import_field_phone, text: (value) => plain(value) && formatPhone(String(value)) },
	relation: { label: m.import_field_relation, text: read(Relation, relationText) },
	residence: { label: m.household_where_now, text: read(Residence, residenceText) },
	sameAs: { label: m.twice_field, text: () => m.twice_field_same() },
	otherThan: { label: m.twice_field, text: () => m.twice_field_other() },
	confirmed: {
		label: m.gone_field,
		text: read(Instant, (at) => m.gone_word_of({ day: formatDay(dayOf(at)) }))
	}
};

/** Undefined for what this version cannot read. */
export function personValue(field: string, value: unknown): string | undefined {
	return value === null ? m.conflict_cleared() : fields[field]?.text(value);
}

/** "ngày sinh 1961, số điện thoại 0912 345 678"; empty for what this version cannot read. */
export function correctionText(said: Record<string, unknown>): string {
	return Object.entries(said)
		.flatMap(([field, value]) => {
			const text = personValue(field, value);
			const label = fields[field]?.label();
			return text === undefined || label === undefined ? [] : `${label} ${text}`;
		})
		.join(', ');
}

function plain(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function read<T>(kind: { safeParse(value: unknown): { data?: T } }, text: (known: T) => string | undefined) {
	return (value: unknown): string | undefined => {
		const { data } = kind.safeParse(value);
		return data === undefined ? undefined : text(data);
	};
}
