// static/looks.js as any browser runs it: in the head, before there is a body.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { makeStorage, refusedStorage } from '../../../../tests/support/test-storage.ts';
import { chooseTextSize, textSizes } from './text-size.ts';
import { chooseTheme, grounds, themes } from './theme.ts';

const source = readFileSync('static/looks.js', 'utf8');
const shell = readFileSync('src/app.html', 'utf8');

/** Runs the script on a phone; says what it set on the page, and the colours of the two bars. */
function start(keptIn: () => Storage) {
	const set: Record<string, string> = {};
	const bars = ['of the day', 'of the night'];
	const window = Object.defineProperty({}, 'localStorage', { get: keptIn });
	const document = {
		documentElement: { setAttribute: (name: string, value: string) => (set[name] = value) },
		querySelectorAll: () =>
			bars.map((_, at) => ({ setAttribute: (_: string, colour: string) => (bars[at] = colour) }))
	};
	runInNewContext(source, { window, document });
	return { ...set, bars };
}

const untouched = { bars: ['of the day', 'of the night'] };
/** Of a document, as much as the script touches. */
const anyPage = () =>
	({ documentElement: { dataset: {} }, querySelectorAll: () => [] }) as unknown as Document;

describe('[F9] the script that sets the looks', () => {
	it('changes nothing on a phone where nothing was chosen, or nothing is kept', () => {
		expect(start(makeStorage())).toEqual(untouched);
		expect(start(refusedStorage)).toEqual(untouched);
	});

	it.each(textSizes)('sets the size of letters that was chosen: %s', (size) => {
		const keptIn = makeStorage();
		const page = anyPage();
		chooseTextSize(size, page.documentElement, keptIn);
		const shown = page.documentElement.dataset.text;
		expect(start(keptIn)).toEqual(shown === undefined ? untouched : { ...untouched, 'data-text': shown });
	});

	it.each(themes)('sets the theme that was chosen, with the bar: %s', (theme) => {
		const keptIn = makeStorage();
		chooseTheme(theme, anyPage(), keptIn);
		const set = { 'data-theme': theme, bars: theme === 'phone' ? [] : [grounds[theme], grounds[theme]] };
		expect(start(keptIn)).toEqual(theme === 'phone' ? untouched : set);
	});

	it('passes over what it does not know', () => {
		const keptIn = makeStorage();
		keptIn().setItem('text-size', 'enormous');
		keptIn().setItem('theme', 'toString');
		expect(start(keptIn)).toEqual(untouched);
	});

	it('is written in words that the oldest browsers read', () => {
		const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/'[^']*'/g, '');
		expect(code).not.toMatch(/=>|`|\?\.|\?\?|\.\.\.|\b(let|const|class|async|await)\b/);
	});

	it('stands in the head, after the bars that it colours', () => {
		const at = shell.indexOf('/looks.js');
		expect(at).toBeGreaterThan(shell.lastIndexOf('name="theme-color"'));
		expect(at).toBeLessThan(shell.indexOf('</head>'));
	});

	it('knows the grounds that the styles and the shell know', () => {
		const css = readFileSync('src/app.css', 'utf8');
		const early = readFileSync('static/start.css', 'utf8');
		for (const [theme, ground] of Object.entries(grounds)) {
			const block = css.slice(css.indexOf(`[data-theme='${theme}'] {`));
			expect(/--paper: (#\w+);/.exec(block)?.[1]).toBe(ground);
			expect(early).toContain(`background: ${ground};`);
		}
		expect(shell).toContain(`(prefers-color-scheme: light)" content="${grounds.day}"`);
		expect(shell).toContain(`(prefers-color-scheme: dark)" content="${grounds.night}"`);
	});
});
