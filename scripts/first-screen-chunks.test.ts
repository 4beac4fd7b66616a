import { expect, it } from 'vitest';
import { reachedFrom } from './first-screen-chunks.ts';

const imports: Record<string, string[]> = {
	layout: ['store', 'bar'],
	store: ['dexie', 'rows'],
	rows: ['store'],
	bar: [],
	dexie: [],
	board: ['store', 'charts'],
	charts: []
};

it('takes what the roots import in any number of steps, round in circles too, and nothing else', () => {
	const reached = reachedFrom(['layout'], (id) => imports[id] ?? []);
	expect([...reached].sort()).toEqual(['bar', 'dexie', 'layout', 'rows', 'store']);
});
