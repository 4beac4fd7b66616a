import { expect, test } from 'vitest';
import { effortOf, operators, pointing, secondsOf, SWIPE_PX } from './keystroke-level.ts';

test('the operators are those of the older adult', () => {
	expect(operators.press).toBeCloseTo(0.292, 3);
	expect(operators.decide).toBeCloseTo(2.276, 3);
	expect(operators.lookAgain).toBeCloseTo(0.445, 3);
});

test('a target twice as near takes less, and one under the finger nothing', () => {
	expect(pointing(0, 64)).toBe(0);
	expect(pointing(64, 64)).toBeCloseTo(0.175, 3);
	expect(pointing(192, 64)).toBeCloseTo(0.35, 3);
});

test('a tap is decided, reached, pressed and answered', () => {
	const near = { kind: 'tap', distance: 64, size: 64 } as const;
	expect(secondsOf(near)).toBeCloseTo(2.276 + 0.175 + 0.292 + 0.2, 2);
	expect(secondsOf({ ...near, opensPage: true }) - secondsOf(near)).toBeCloseTo(0.8 + 0.445, 3);
});

test('an effort counts taps and swipes apart, and adds up their seconds', () => {
	const tap = { kind: 'tap', distance: 64, size: 64 } as const;
	const swipe = { kind: 'swipe', distance: SWIPE_PX } as const;
	const effort = effortOf([tap, swipe, tap]);
	expect(effort).toMatchObject({ taps: 2, swipes: 1 });
	expect(effort.seconds).toBeCloseTo(2 * secondsOf(tap) + secondsOf(swipe), 6);
});
