import { expect, test } from 'vitest';
import { untilChanged } from './until-changed.ts';

class Rows {
	version = 0;
	counted = 0;
	changes = () => this.version;
}

const countOf = untilChanged((rows: Rows, hamlet: string, countsAway: boolean) => {
	rows.counted += 1;
	return `${hamlet} ${countsAway} at ${rows.version}`;
});

test('what nothing has changed since is counted once', () => {
	const rows = new Rows();
	expect(countOf(rows, 'h1', false)).toBe('h1 false at 0');
	expect(countOf(rows, 'h1', false)).toBe('h1 false at 0');
	expect(rows.counted).toBe(1);
});

test('another hamlet, another choice and another phone have figures of their own', () => {
	const rows = new Rows();
	countOf(rows, 'h1', false);
	expect(countOf(rows, 'h2', false)).toBe('h2 false at 0');
	expect(countOf(rows, 'h1', true)).toBe('h1 true at 0');
	const other = new Rows();
	countOf(other, 'h1', false);
	expect(other.counted).toBe(1);
});

test('a change makes all of them be counted anew', () => {
	const rows = new Rows();
	countOf(rows, 'h1', false);
	countOf(rows, 'h2', false);
	rows.version = 1;
	expect(countOf(rows, 'h1', false)).toBe('h1 false at 1');
	expect(countOf(rows, 'h2', false)).toBe('h2 false at 1');
});
