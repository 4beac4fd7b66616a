// What an import says, in words. Each sentence also tells what was done.
import { m } from '#i18n/paraglide/messages.js';
import type { Difference, DifferingField } from './import-plan.ts';
import type { Place, Problem, ProblemCode } from './problem.ts';

type Sentence = (params: Record<string, string>) => string;

/** Each message takes the params its code is given; the list below and problem.ts are checked by a test. */
const say = (message: (params: never) => string): Sentence => message as Sentence;

export const sentences: Record<ProblemCode, Sentence> = {
	'not-a-workbook': say(m.import_not_a_workbook),
	'old-workbook': say(m.import_old_workbook),
	'not-utf8': say(m.import_not_utf8),
	'empty-file': say(m.import_empty_file),
	'empty-sheet': say(m.import_empty_sheet),
	'no-header': say(m.import_no_header),
	'no-household-column': say(m.import_no_household_column),
	'hamlet-unknown': say(m.import_hamlet_unknown),
	'unknown-column': say(m.import_unknown_column),
	'note-column': say(m.import_note_column),
	'id-card-column': say(m.import_id_card_column),
	'no-name': say(m.import_no_name),
	'no-household': say(m.import_no_household),
	'not-a-person': say(m.import_not_a_person),
	'birth-not-real': say(m.import_birth_not_real),
	'birth-month-first': say(m.import_birth_month_first),
	'birth-ambiguous': say(m.import_birth_ambiguous),
	'birth-not-understood': say(m.import_birth_not_understood),
	'birth-out-of-range': say(m.import_birth_out_of_range),
	'birth-after-today': say(m.import_birth_after_today),
	'dates-may-be-swapped': say(m.import_dates_may_be_swapped),
	'phone-wrong': say(m.import_phone_wrong),
	'phone-several': say(m.import_phone_several),
	'phone-id-card': say(m.import_phone_id_card),
	'gender-unknown': say(m.import_gender_unknown),
	'relation-unknown': say(m.import_relation_unknown),
	'too-long': say(m.import_too_long),
	'code-again': say(m.import_code_again),
	'code-used-twice': say(m.import_code_used_twice),
	'code-in-two-hamlets': say(m.import_code_in_two_hamlets),
	'second-head': say(m.import_second_head),
	'no-head': say(m.import_no_head),
	'differs-in-household': say(m.import_differs_in_household),
	'same-person-twice': say(m.import_same_person_twice)
};

const fields: Record<DifferingField, () => string> = {
	name: m.import_field_name,
	birth: m.import_field_birth,
	gender: m.import_field_gender,
	phone: m.import_field_phone,
	relation: m.import_field_relation,
	address: m.import_field_address,
	group: m.import_field_group
};

/** Codes of the domain among the values of a difference, in words. */
const values: Record<string, () => string> = {
	male: m.import_gender_male,
	female: m.import_gender_female,
	head: m.import_relation_head,
	wife: m.import_relation_wife,
	husband: m.import_relation_husband,
	child: m.import_relation_child,
	grandchild: m.import_relation_grandchild,
	mother: m.import_relation_mother,
	father: m.import_relation_father,
	sibling: m.import_relation_sibling,
	other: m.import_relation_other
};

/** What was found and what was done, without the place. */
export const problemText = ({ code, params }: Problem): string => sentences[code](params);

/** "Thôn Đông, dòng 12, cột E" as far as the place is known. */
export function placeText({ sheet, row, column }: Place): string {
	if (row === undefined) return column === undefined ? sheet : m.import_where_column({ sheet, column });
	return column === undefined
		? m.import_where_row({ sheet, row })
		: m.import_where_cell({ sheet, row, column });
}

export function differenceText({ household, person, field, held, listed }: Difference): string {
	const inWords = (value: string): string =>
		(field === 'gender' || field === 'relation' ? values[value]?.() : undefined) ?? value;
	const who = person === undefined ? household : `${household}, ${person}`;
	return m.import_difference({
		who,
		field: fields[field](),
		held: held === '' ? m.import_nothing_held() : inWords(held),
		listed: inWords(listed)
	});
}
