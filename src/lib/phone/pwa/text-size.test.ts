import { describe, expect, it } from 'vitest';
import { makeStorage, refusedStorage } from '../../../../tests/support/test-storage.ts';
import { chooseTextSize, chosenTextSize } from './text-size.ts';

const makeRoot = () => ({ dataset: {} }) as HTMLElement;

describe('[F9] the size of letters', () => {
	it('is the usual one until another is chosen, and then stays', () => {
		const keptIn = makeStorage();
		const root = makeRoot();
		expect(chosenTextSize(keptIn)).toBe('usual');
		chooseTextSize('largest', root, keptIn);
		expect(root.dataset.text).toBe('largest');
		expect(chosenTextSize(keptIn)).toBe('largest');
		chooseTextSize('usual', root, keptIn);
		expect(root.dataset.text).toBeUndefined();
		expect(chosenTextSize(keptIn)).toBe('usual');
	});

	it('changes at once even where the browser keeps nothing', () => {
		const root = makeRoot();
		chooseTextSize('large', root, refusedStorage);
		expect(root.dataset.text).toBe('large');
	});
});
