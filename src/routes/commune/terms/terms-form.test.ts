import { describe, expect, test } from 'vitest';
import { DataTerms } from '#domain/places.ts';
import {
	LONGEST_CONTACT,
	LONGEST_PROCEDURE,
	NO_FAULTS,
	readTerms,
	termsChosen,
	termsFormOf,
	termsSoFar,
	type TermsForm
} from './terms-form.ts';

const form: TermsForm = {
	basis: 'consent',
	procedure: '',
	contact: '  Bà Trần Thị  Mai ',
	phone: '0912 345 678',
	months: '12'
};
const CONSENT = { basis: 'consent', contact: 'Bà Trần Thị Mai', phone: '0912345678', months: 12 };
const faultsOf = (more: Partial<TermsForm>) => {
	const result = readTerms({ ...form, ...more });
	return 'faults' in result ? result.faults : NO_FAULTS;
};

describe('[F37] the terms of a commune', () => {
	test('are read as they are typed, fit the wire, and fill the form again', () => {
		expect(readTerms(form)).toEqual({ said: CONSENT });
		expect(DataTerms.parse(CONSENT)).toEqual(CONSENT);
		expect(termsFormOf(DataTerms.parse(CONSENT))).toEqual({
			...form,
			contact: 'Bà Trần Thị Mai',
			phone: '0912345678'
		});
		expect(termsFormOf(undefined)).toMatchObject({ basis: undefined, contact: '', months: '' });
	});

	test('Điều 19 has a procedure; consent keeps none that was typed before', () => {
		expect(faultsOf({ basis: 'article-19' }).procedure).toContain('Điều 19');
		const procedure = 'Quyết định 45/QĐ-UBND';
		expect(readTerms({ ...form, basis: 'article-19', procedure })).toEqual({
			said: { ...CONSENT, basis: 'article-19', procedure }
		});
		expect(readTerms({ ...form, procedure })).toEqual({ said: CONSENT });
	});

	test('nothing is chosen for the official, and an empty form says what is missing', () => {
		const empty = faultsOf(termsFormOf(undefined));
		expect(empty).toMatchObject({ procedure: '' });
		const { basis, contact, phone, months } = empty;
		expect([basis, contact, phone, months].every((fault) => fault !== '')).toBe(true);
	});

	test.each(['0912345678', '+84 912 345 678', '024 3825 1234', '0234.3822.123'])(
		'people can call “%s”',
		(phone) => {
			expect(DataTerms.safeParse(termsSoFar({ ...form, phone })).success).toBe(true);
			expect(faultsOf({ phone }).phone).toBe('');
		}
	);

	test.each(['12345', '0912', '09123456789', '912345678', 'số của xã', '0912345678 hoặc 0987654321'])(
		'nobody can call “%s”: it is said in words',
		(phone) => {
			expect(faultsOf({ phone })).toEqual({
				...NO_FAULTS,
				phone: 'Chưa đọc được số này. Di động có 10 số, máy bàn 11 số, bắt đầu bằng 0.'
			});
		}
	);

	test.each([
		['1', ''],
		['120 tháng', ''],
		['0', 'Chưa rõ mấy tháng. Ghi một số từ 1 đến 120.'],
		['121', 'Chưa rõ mấy tháng. Ghi một số từ 1 đến 120.'],
		['một năm', 'Chưa rõ mấy tháng. Ghi một số từ 1 đến 120.']
	])('“%s” months: %s', (months, fault) => {
		expect(faultsOf({ months }).months).toBe(fault);
	});

	test('the longest that a field takes fits the wire', () => {
		const longest = {
			basis: 'article-19',
			procedure: 'x'.repeat(LONGEST_PROCEDURE),
			contact: 'x'.repeat(LONGEST_CONTACT)
		};
		expect(DataTerms.safeParse(longest).success).toBe(true);
	});

	test('what can be read already is previewed, once there is a basis', () => {
		expect(termsSoFar({ ...form, basis: undefined })).toBeUndefined();
		expect(termsSoFar({ ...form, phone: '09', months: '' })).toEqual({
			basis: 'consent',
			contact: 'Bà Trần Thị Mai'
		});
	});

	test('one field of the commune is written, of the version that was seen', () => {
		const seen = { rv: 3, epoch: 'e1' };
		expect(termsChosen('xa-1', DataTerms.parse(CONSENT), seen).drafts).toEqual([
			{ k: 'set', c: 'commune', id: 'xa-1', a: { dataTerms: CONSENT }, seen }
		]);
	});
});
