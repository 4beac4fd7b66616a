import { expect, test } from 'vitest';
import { makeChecklist, makePerson, TODAY } from '../../../tests/support/register.ts';
import { defaultChecklist } from './default-checklist.ts';
import { doneWhereUnasked, noSmartphone, withCascade } from './cascade.ts';

const items = defaultChecklist();
const person = makePerson('p');

test('a SIM in another name says that the SIM item is blocked too', () => {
	const answer = { status: 'blocked', reason: 'V05', due: '2026-11-25' } as const;
	expect(withCascade(items, {}, 'MM', answer)).toEqual({
		MM: answer,
		SIM: { status: 'blocked', reason: 'V05' }
	});
});

test('a lost card says that the card item is blocked; an answer already given stays', () => {
	const answer = { status: 'blocked', reason: 'V07' } as const;
	expect(withCascade(items, {}, 'VN2', answer)).toHaveProperty('CC', { status: 'blocked', reason: 'V07' });
	const known = { CC: { status: 'done', evidence: 'seen' } } as const;
	expect(Object.keys(withCascade(items, known, 'VN2', answer))).toEqual(['VN2']);
});

test('"Không có điện thoại thông minh" fills what needs a phone and nobody has answered', () => {
	const answers = { MM: { status: 'done', evidence: 'seen' } } as const;
	const changes = noSmartphone(items, person, answers, TODAY);
	expect(changes.DT).toEqual({ status: 'not-yet' });
	expect(changes).not.toHaveProperty('MM');
	const blocked = Object.keys(changes).filter((code) => code !== 'DT');
	expect(blocked.sort()).toEqual(['ASXH', 'BHYT', 'DVC1', 'DVC2', 'MSTT', 'NTT', 'SK', 'VN2']);
	expect(
		blocked.every((code) => JSON.stringify(changes[code]) === '{"status":"blocked","reason":"V01"}')
	).toBe(true);
});

test('"Cả nhà đã có" fills only what is unasked, and what it opens by activating VNeID', () => {
	const answers = { ATM: { status: 'not-yet' } } as const;
	const changes = doneWhereUnasked(makeChecklist().mainItems, person, answers, TODAY);
	expect(Object.keys(changes)).toEqual(['VN2', 'DVC1', 'SK', 'MM']);
	expect(changes.SK).toEqual({ status: 'done', evidence: 'said' });
});

test('[F5] no tap forgets why an item is asked against its rule', () => {
	const child = makePerson('c', { birth: { year: 2015 } });
	const answers = { VN2: { status: 'unasked', despite: 'wanted' } } as const;
	expect(withCascade(items, answers, 'VN2', { status: 'not-yet' }).VN2).toHaveProperty('despite', 'wanted');
	expect(noSmartphone(items, child, answers, TODAY).VN2).toHaveProperty('despite', 'wanted');
	expect(doneWhereUnasked(items, child, answers, TODAY).VN2).toHaveProperty('despite', 'wanted');
});
