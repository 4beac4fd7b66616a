// A phone number as lists write it: with dots, as +84, or as a number that lost its zero. No digit is ever made up or lost.
import type { Complaint } from './problem.ts';
import type { Cell } from './raw-table.ts';
import { textOf } from './written-text.ts';

export interface ReadPhone {
	/** Ten digits from 0. */
	phone?: string;
	/** The list had lost the leading zero. */
	zeroAdded?: true;
	complaint?: Complaint;
}

const SEVERAL = /[/;,]|\s-\s/;

/** Reads one cell; of several numbers the first that is whole is kept. */
export function phoneOf(cell: Cell): ReadPhone {
	const text = textOf(cell);
	if (text === '') return {};
	const parts = text.split(SEVERAL).filter((part) => /\d/.test(part));
	if (parts.length <= 1) return oneNumber(text);
	const whole = parts.map(oneNumber).find((read) => read.phone !== undefined);
	if (whole === undefined) return wrong(text);
	return {
		...whole,
		complaint: { code: 'phone-several', params: { value: text, phone: whole.phone ?? '' } }
	};
}

function oneNumber(text: string): ReadPhone {
	const digits = text.replace(/[\s.()'’-]/g, '');
	if (!/^\+?\d+$/.test(digits)) return wrong(text);
	const national = withoutCountry(digits);
	if (/^0\d{9}$/.test(national)) return { phone: national };
	if (/^[1-9]\d{8}$/.test(national)) return { phone: `0${national}`, zeroAdded: true };
	// Twelve digits are an identity card in the wrong column: it is not repeated on any screen.
	if (/^\d{12}$/.test(national)) return { complaint: { code: 'phone-id-card', params: {} } };
	return wrong(text);
}

/** +84, 0084, and 84 before nine digits stand for the zero; some write both. */
function withoutCountry(digits: string): string {
	const rest = /^(?:\+84|0084|84(?=0?\d{9}$))(\d+)$/.exec(digits)?.[1];
	if (rest === undefined) return digits;
	return rest.startsWith('0') ? rest : `0${rest}`;
}

const wrong = (text: string): ReadPhone => ({ complaint: { code: 'phone-wrong', params: { value: text } } });
