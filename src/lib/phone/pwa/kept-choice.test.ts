import { expect, it } from 'vitest';
import { makeStorage, refusedStorage } from '../../../../tests/support/test-storage.ts';
import { keepChoice, keptChoice } from './kept-choice.ts';

const choices = ['usual', 'other'] as const;

it('[F9] a choice is the first one until another is made, and then stays', () => {
	const keptIn = makeStorage();
	expect(keptChoice('it', choices, keptIn)).toBe('usual');
	keepChoice('it', 'other', keptIn);
	expect(keptChoice('it', choices, keptIn)).toBe('other');
	expect(keptChoice('else', choices, keptIn)).toBe('usual');
});

it('[F9] what a later build no longer knows is as if never chosen', () => {
	const keptIn = makeStorage();
	keepChoice('it', 'gone', keptIn);
	expect(keptChoice('it', choices, keptIn)).toBe('usual');
});

it('[F9] a browser that keeps nothing has the first choice', () => {
	keepChoice('it', 'other', refusedStorage);
	expect(keptChoice('it', choices, refusedStorage)).toBe('usual');
});
