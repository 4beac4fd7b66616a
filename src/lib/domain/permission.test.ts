import { expect, test } from 'vitest';
import { may, mayRecord, maySettle } from './permission.ts';

test('roles add up', () => {
	expect(may(['volunteer'], 'plan-hamlet')).toBe(false);
	expect(may(['volunteer', 'hamlet-head'], 'plan-hamlet')).toBe(true);
	expect(may([], 'see-people')).toBe(false);
});

test('an observer sees totals and no person', () => {
	expect(may(['observer'], 'see-totals')).toBe(true);
	expect(may(['observer'], 'see-last-hand-ins')).toBe(true);
	expect(may(['observer'], 'see-people') || may(['observer'], 'record-at-door')).toBe(false);
});

test('[F34] a volunteer is not told when others handed in', () => {
	expect(may(['volunteer'], 'see-last-hand-ins')).toBe(false);
});

test('only head and official say "cơ quan xác nhận"', () => {
	const confirmed = { status: 'done', evidence: 'confirmed' } as const;
	expect(mayRecord(['volunteer'], confirmed)).toBe(false);
	expect(mayRecord(['hamlet-head'], confirmed)).toBe(true);
	expect(mayRecord(['volunteer'], { status: 'done', evidence: 'seen' })).toBe(true);
});

test('[F3] only head and official want an answer looked at again; whoever is at the door answers it', () => {
	const flagged = { status: 'not-yet', recheck: true } as const;
	expect(mayRecord(['volunteer'], flagged)).toBe(false);
	expect(mayRecord(['hamlet-head'], flagged) && mayRecord(['commune-official'], flagged)).toBe(true);
	expect(mayRecord(['volunteer'], { status: 'not-yet' })).toBe(true);
});

test('[F13] authors settle their own conflict, head and official any', () => {
	const authors = ['hoa', undefined];
	expect(maySettle(['volunteer'], 'hoa', authors)).toBe(true);
	expect(maySettle(['volunteer'], 'lan', authors)).toBe(false);
	expect(maySettle(['hamlet-head'], 'lan', authors)).toBe(true);
	expect(maySettle(['observer'], 'hoa', authors)).toBe(false);
});

test('[F2] only head and official confirm that somebody is gone for good', () => {
	expect(may(['hamlet-head'], 'confirm-gone') && may(['commune-official'], 'confirm-gone')).toBe(true);
	expect(may(['volunteer'], 'confirm-gone') || may(['observer'], 'confirm-gone')).toBe(false);
});
