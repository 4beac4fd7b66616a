import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chooseTextSize, chosenTextSize } from './text-size.ts';

function makeStorage(): () => Storage {
	const kept = new Map<string, string>();
	const storage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
	return () => storage as Storage;
}

const refused = (): Storage => {
	throw new DOMException('cookies are blocked', 'SecurityError');
};

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
		chooseTextSize('large', root, refused);
		expect(root.dataset.text).toBe('large');
		expect(chosenTextSize(refused)).toBe('usual');
	});

	it('is read under the same key before the first paint', () => {
		const start = readFileSync('static/start.js', 'utf8');
		expect(start).toContain("getItem('text-size')");
		expect(start).toContain("'large'");
		expect(start).toContain("'largest'");
	});
});
