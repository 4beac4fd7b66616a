import { describe, expect, test } from 'vitest';
import { itemWith, makePerson, TODAY } from '../../../tests/support/register.ts';
import type { Answers } from './answer.ts';
import { eligibilityOf, itemStateOf } from './eligibility.ts';

describe('who an item is for', () => {
	test('VNeID is for everybody from 14, the public-service account from 18', () => {
		const pupil = makePerson('p', { birth: { year: 2010 } });
		expect(eligibilityOf(itemWith('VN2'), pupil, undefined, TODAY)).toEqual({
			eligible: true,
			flagged: false
		});
		expect(eligibilityOf(itemWith('DVC1'), pupil, undefined, TODAY)).toEqual({
			eligible: false,
			why: 'too-young'
		});
	});

	test('who turns 14 this year by birth year alone is eligible and flagged', () => {
		const person = makePerson('p', { birth: { year: 2012 } });
		expect(eligibilityOf(itemWith('VN2'), person, undefined, TODAY)).toEqual({
			eligible: true,
			flagged: true
		});
	});

	test('a person without a birth date is asked, and flagged', () => {
		const { birth: _, ...person } = makePerson('p');
		expect(eligibilityOf(itemWith('VN2'), person, undefined, TODAY)).toEqual({
			eligible: true,
			flagged: true
		});
	});

	test('an item that is off, or outside its dates, is for nobody', () => {
		const person = makePerson('p');
		expect(eligibilityOf(itemWith('CKS'), person, undefined, TODAY)).toEqual({ eligible: false, why: 'off' });
		const ended = { ...itemWith('VN2'), until: '2026-11-21' };
		expect(eligibilityOf(ended, person, undefined, TODAY)).toEqual({ eligible: false, why: 'off' });
	});

	test('the rule can be set aside by hand, with a reason', () => {
		const exempt = { status: 'exempt', why: 'abroad' } as const;
		expect(eligibilityOf(itemWith('VN2'), makePerson('p'), exempt, TODAY)).toEqual({
			eligible: false,
			why: 'exempt'
		});
	});

	test('[F5] who is too young is asked all the same once somebody said why', () => {
		const pupil = makePerson('p', { birth: { year: 2015 } });
		const asked = { status: 'unasked', despite: 'wanted' } as const;
		expect(eligibilityOf(itemWith('VN2'), pupil, asked, TODAY)).toEqual({ eligible: true, flagged: false });
		expect(itemStateOf(itemWith('VN2'), pupil, { VN2: asked }, TODAY)).toBe('unasked');
		expect(itemStateOf(itemWith('VN2'), pupil, {}, TODAY)).toBe('not-eligible');
		expect(itemStateOf(itemWith('SK'), pupil, { SK: asked }, TODAY)).toBe('waiting-vneid');
	});
});

describe('what the row of an item shows', () => {
	const person = makePerson('p');
	const state = (code: string, answers: Answers) => itemStateOf(itemWith(code), person, answers, TODAY);

	test('while VNeID is not activated, the items behind it wait and are not asked', () => {
		expect(['DVC1', 'SK', 'ASXH'].map((code) => state(code, {}))).toEqual(Array(3).fill('waiting-vneid'));
		expect(state('SK', { VN2: { status: 'not-yet', stage: 'approved' } })).toBe('waiting-vneid');
		expect(state('SK', { VN2: { status: 'done', evidence: 'said' } })).toBe('unasked');
	});

	test('mobile money and the scam lesson wait for nothing', () => {
		expect([state('MM', {}), state('ATM', {})]).toEqual(['unasked', 'unasked']);
	});

	test('an answer once given is shown even while VNeID is missing', () => {
		expect(state('SK', { SK: { status: 'done', evidence: 'seen' } })).toBe('done');
	});

	test('an answer taken back is unasked again, never zero', () => {
		expect(state('VN2', { VN2: { status: 'unasked' } })).toBe('unasked');
	});
});
