import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app.css', import.meta.url), 'utf8');

/** Colour tokens of the block that `selector` ends in. */
function tokensOf(selector: string): Record<string, string> {
	const start = css.indexOf(`${selector} {`);
	const block = css.slice(start, css.indexOf('}', start));
	return Object.fromEntries(
		[...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? ''])
	);
}

function luminance(colour: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const part = parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours (WCAG 2.2). */
function contrast(a: string, b: string): number {
	const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

const voices = ['green', 'amber', 'blue', 'red'];
// Every pair of letters and ground that the components draw.
const textPairs: [string, string][] = [
	...['ink', 'soft', ...voices].flatMap(
		(text) =>
			[
				[text, 'paper'],
				[text, 'sheet']
			] as [string, string][]
	),
	...voices.map((voice) => [voice, `${voice}-wash`] as [string, string]),
	['paper', 'ink'],
	['paper', 'green'],
	['paper', 'amber'],
	['ink', 'press'],
	// The paper of "Tập làm thử" (routes/PracticeBanner.svelte).
	...['ink', 'soft', ...voices].map((text) => [text, 'amber-wash'] as [string, string]),
	['ink', 'green-wash']
];
const themes = {
	day: tokensOf("[data-theme='day']"),
	sun: tokensOf("[data-theme='sun']"),
	night: tokensOf("[data-theme='night']")
};

describe.each(Object.entries(themes))('the %s theme', (_, tokens) => {
	it.each(textPairs)('[F9] %s on %s stands at 7:1', (text, ground) => {
		expect(contrast(tokens[text] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(7);
	});

	it.each(['paper', 'sheet'])('the edge of a button stands at 3:1 on %s', (ground) => {
		expect(contrast(tokens.edge ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(3);
	});
});

it('a theme leaves no colour to another', () => {
	expect(Object.keys(themes.day)).toContain('ink');
	expect(Object.keys(themes.sun)).toEqual(Object.keys(themes.day));
	expect(Object.keys(themes.night)).toEqual(Object.keys(themes.day));
});

it('the night theme is the same by hand and by the phone', () => {
	expect(tokensOf(':root:not([data-theme])')).toEqual(themes.night);
});

it('[F9] in the sun letters are black on white, and no line is pale', () => {
	const { sun } = themes;
	expect(contrast(sun.ink ?? '', sun.paper ?? '')).toBe(21);
	for (const quiet of ['soft', ...voices]) {
		expect(contrast(sun[quiet] ?? '', sun.sheet ?? '')).toBeGreaterThanOrEqual(12);
	}
	for (const line of ['line', 'edge']) {
		expect(contrast(sun[line] ?? '', sun.paper ?? '')).toBeGreaterThanOrEqual(7);
	}
});
