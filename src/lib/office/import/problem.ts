// What an import says about a file: where, what, and what was done about it. Nothing in a list is dropped in silence.

/** What became of the thing a problem is about. */
export type Consequence =
	'nothing-imported' | 'sheet-skipped' | 'row-skipped' | 'column-ignored' | 'value-left-out' | 'kept';

/** Every problem by code, with its one consequence. */
export const consequences = {
	'not-a-workbook': 'nothing-imported',
	'old-workbook': 'nothing-imported',
	'not-utf8': 'nothing-imported',
	'empty-file': 'nothing-imported',
	'empty-sheet': 'sheet-skipped',
	'no-header': 'sheet-skipped',
	'no-household-column': 'sheet-skipped',
	'hamlet-unknown': 'sheet-skipped',
	'unknown-column': 'column-ignored',
	'note-column': 'column-ignored',
	'id-card-column': 'column-ignored',
	'no-name': 'row-skipped',
	'no-household': 'row-skipped',
	'not-a-person': 'row-skipped',
	'birth-not-real': 'value-left-out',
	'birth-month-first': 'value-left-out',
	'birth-ambiguous': 'value-left-out',
	'birth-not-understood': 'value-left-out',
	'birth-out-of-range': 'value-left-out',
	'birth-after-today': 'value-left-out',
	'dates-may-be-swapped': 'kept',
	'phone-wrong': 'value-left-out',
	'phone-several': 'value-left-out',
	'phone-id-card': 'value-left-out',
	'gender-unknown': 'value-left-out',
	'relation-unknown': 'kept',
	'too-long': 'kept',
	'code-again': 'kept',
	'code-used-twice': 'kept',
	'code-in-two-hamlets': 'kept',
	'second-head': 'kept',
	'no-head': 'kept',
	'differs-in-household': 'kept',
	'same-person-twice': 'kept'
} as const satisfies Record<string, Consequence>;

export type ProblemCode = keyof typeof consequences;

/** Row from 1 and column letter as the spreadsheet shows them; absent when the problem is larger than that. */
export interface Place {
	sheet: string;
	row?: number;
	column?: string;
}

export interface Problem extends Place {
	code: ProblemCode;
	params: Record<string, string>;
}

/** A problem whose place the caller knows. */
export type Complaint = Pick<Problem, 'code' | 'params'>;

export const consequenceOf = (problem: Problem): Consequence => consequences[problem.code];
