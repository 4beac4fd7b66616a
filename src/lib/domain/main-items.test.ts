import { expect, test } from 'vitest';
import { checklistOf, mainItemChoiceOf } from './checklist.ts';
import { defaultChecklist } from './default-checklist.ts';
import { withChosen } from './main-items.ts';

const TODAY = '2026-11-22';
const codes = (items: readonly { code: string }[]) => items.map(({ code }) => code);
const asked = (...chosen: string[]) =>
	codes(mainItemChoiceOf(withChosen(defaultChecklist(), new Set(chosen)), TODAY).inForce);

test('a new commune asks the four of every commune, and fraud', () => {
	const { inForce, eligible } = mainItemChoiceOf(defaultChecklist(), TODAY);
	expect(codes(inForce)).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'ATM']);
	expect(codes(eligible)).toEqual(['ATM', 'CC', 'SIM', 'DT', 'TK', 'ASXH', 'BHYT', 'KNS', 'MSTT', 'NTT']);
});

test('what is chosen is asked beside the four, which nothing takes away', () => {
	expect(asked('CC', 'KNS')).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'CC', 'KNS']);
	expect(asked()).toEqual(['VN2', 'DVC1', 'SK', 'MM']);
	const lost = defaultChecklist().map((item) => ({ ...item, main: false }));
	expect(codes(checklistOf(withChosen(lost, new Set(['TK'])), [], TODAY).mainItems)).toEqual([
		'VN2',
		'DVC1',
		'SK',
		'MM',
		'TK'
	]);
});

test('an item that is not chosen any more stands among the others, where its answers are', () => {
	const { otherItems } = checklistOf(withChosen(defaultChecklist(), new Set(['CC'])), [], TODAY);
	expect(codes(otherItems)).toContain('ATM');
});

test('two who chose apart leave six, the same ones on every phone', () => {
	expect(asked('TK', 'CC', 'KNS')).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'CC', 'TK']);
});

test('what is counted in lượt, is off, or is of the household cannot be chosen', () => {
	const { eligible } = mainItemChoiceOf(defaultChecklist(), TODAY);
	for (const code of ['DVC2', 'VSS', 'CQ', 'VN2']) expect(codes(eligible)).not.toContain(code);
	const [wifi] = withChosen(defaultChecklist(), new Set(['CQ'])).filter(({ code }) => code === 'CQ');
	expect(wifi?.main).toBe(false);
});
