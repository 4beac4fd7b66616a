import { expect, test } from 'vitest';
import { may, mayRecord } from './permission.ts';

test('roles add up', () => {
	expect(may(['volunteer'], 'plan-hamlet')).toBe(false);
	expect(may(['volunteer', 'hamlet-head'], 'plan-hamlet')).toBe(true);
	expect(may([], 'see-people')).toBe(false);
});

test('an observer sees totals and no person', () => {
	expect(may(['observer'], 'see-totals')).toBe(true);
	expect(may(['observer'], 'see-people') || may(['observer'], 'record-at-door')).toBe(false);
});

test('only head and official say "cơ quan xác nhận"', () => {
	const confirmed = { status: 'done', evidence: 'confirmed' } as const;
	expect(mayRecord(['volunteer'], confirmed)).toBe(false);
	expect(mayRecord(['hamlet-head'], confirmed)).toBe(true);
	expect(mayRecord(['volunteer'], { status: 'done', evidence: 'seen' })).toBe(true);
});
