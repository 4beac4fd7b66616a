// What a form about a person holds while it is filled in, and what comes of it. Pure: the page records the result.
import type { Birth } from '#domain/birth.ts';
import type { Day } from '#domain/calendar.ts';
import { needsGuardian } from '#domain/notice.ts';
import type { Person, Relation } from '#domain/person.ts';
import { birthTyped, nameTyped, phoneTyped } from '#domain/typed-person.ts';
import { m } from '#i18n/paraglide/messages.js';

export interface PersonForm {
	name: string;
	birth: string;
	phone: string;
	relation?: Relation | undefined;
}

/** Of a household that no list had: its head, and where it is. */
export interface HouseholdForm extends PersonForm {
	address: string;
	group: string;
}

/** What a form says of a person. A field that is absent was left empty. */
export type PersonSaid = Pick<Person, 'name' | 'birth' | 'phone' | 'relation'>;

export interface FormFaults {
	name: string;
	birth: string;
	phone: string;
}

export const NO_FAULTS: FormFaults = { name: '', birth: '', phone: '' };

export const emptyForm = (): PersonForm => ({ name: '', birth: '', phone: '' });

export function formOf({ name, birth, phone, relation }: Person): PersonForm {
	return { name, birth: birth === undefined ? '' : birthText(birth), phone: phone ?? '', relation };
}

/** As `birthTyped` reads it. */
export function birthText({ year, month, day }: Birth): string {
	const parts = [day, month].flatMap((part) => (part === undefined ? [] : [String(part).padStart(2, '0')]));
	return [...parts, year].join('/');
}

/** What the form says, or what is wrong with it, in words. */
export function readForm(form: PersonForm, today: Day): { said: PersonSaid } | { faults: FormFaults } {
	const [name, birth, phone] = [nameTyped(form.name), birthTyped(form.birth, today), phoneTyped(form.phone)];
	if (name.kind === 'read' && birth.kind !== 'unclear' && phone.kind !== 'unclear') {
		const said: PersonSaid = { name: name.value };
		if (birth.kind === 'read') said.birth = birth.value;
		if (phone.kind === 'read') said.phone = phone.value;
		if (form.relation !== undefined) said.relation = form.relation;
		return { said };
	}
	return {
		faults: {
			name: { empty: m.person_name_missing(), unclear: m.person_name_unclear(), read: '' }[name.kind],
			birth: birth.kind === 'unclear' ? m.person_birth_unclear() : '',
			phone: phone.kind === 'unclear' ? m.person_phone_unclear() : ''
		}
	};
}

/**
 * The same, with the form of an adult who speaks for them where `needsAdult`. `adult-missing`: that form has yet to be asked
 * for; `adult` undefined where none is needed.
 */
export type ReadWithAdult =
	| { kind: 'read'; said: PersonSaid; adult?: PersonSaid }
	| { kind: 'faults'; faults: FormFaults; adultFaults: FormFaults }
	| { kind: 'adult-missing' };

export function readWithAdult(
	form: PersonForm,
	adult: PersonForm | undefined,
	needsAdult: (said: PersonSaid) => boolean,
	today: Day
): ReadWithAdult {
	const own = readForm(form, today);
	const spoken = adult && readAdult(adult, today);
	const adultFaults = spoken && 'faults' in spoken ? spoken.faults : NO_FAULTS;
	if ('faults' in own) return { kind: 'faults', faults: own.faults, adultFaults };
	if (!needsAdult(own.said)) return { kind: 'read', said: own.said };
	if (spoken === undefined) return { kind: 'adult-missing' };
	if ('faults' in spoken) return { kind: 'faults', faults: NO_FAULTS, adultFaults };
	return { kind: 'read', said: own.said, adult: spoken.said };
}

function readAdult(form: PersonForm, today: Day): ReturnType<typeof readForm> {
	const read = readForm(form, today);
	if ('faults' in read || !needsGuardian(read.said, today)) return read;
	return { faults: { ...NO_FAULTS, birth: m.adult_too_young() } };
}
