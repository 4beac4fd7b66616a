// static/start.js as an old or a strange browser runs it: before anything else, alone.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const source = readFileSync('static/start.js', 'utf8');

interface Lacks {
	feature?: 'indexedDB' | 'structuredClone' | 'CompressionStream' | 'at' | 'noModule' | 'timeout';
	/** Neither crypto.subtle nor locks: what browsers withhold from http. */
	https?: boolean;
}

/** Runs the script in a browser that lacks something; says which page was shown, and whether loading stopped. */
function start({ feature, https = true }: Lacks = {}) {
	const seen: { page?: string; stopped?: boolean } = {};
	const there = <T>(name: Lacks['feature'], value: T) => (feature === name ? undefined : value);
	const window: Record<string, unknown> = {
		indexedDB: there('indexedDB', {}),
		structuredClone: there('structuredClone', () => 0),
		CompressionStream: there('CompressionStream', () => 0),
		AbortSignal: { timeout: there('timeout', () => 0) },
		crypto: https ? { subtle: {} } : {},
		stop: () => (seen.stopped = true)
	};
	const document = {
		createElement: () => (feature === 'noModule' ? {} : { noModule: false }),
		getElementById: (page: string) => ({ removeAttribute: () => (seen.page = page) })
	};
	const navigator = https ? { locks: {} } : {};
	const lines = feature === 'at' ? 'delete Array.prototype.at;' : '';
	runInNewContext(lines + source, { window, document, navigator });
	return seen;
}

describe('the script that runs first', () => {
	it('lets a browser of today pass', () => {
		expect(start()).toEqual({});
	});

	it.each(['indexedDB', 'structuredClone', 'CompressionStream', 'at', 'noModule', 'timeout'] as const)(
		'stops a browser without %s at a page that says so',
		(feature) => {
			expect(start({ feature })).toEqual({ page: 'too-old', stopped: true });
		}
	);

	it('tells an address without https from an old browser', () => {
		expect(start({ https: false })).toEqual({ page: 'not-https', stopped: true });
	});

	it('is written in words that the oldest browsers read', () => {
		const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/'[^']*'/g, '');
		expect(code).not.toMatch(/=>|`|\?\.|\?\?|\.\.\.|\b(let|const|class|async|await)\b/);
	});

	it('shows pages that app.html holds', () => {
		const shell = readFileSync('src/app.html', 'utf8');
		for (const page of ['too-old', 'not-https']) expect(shell).toContain(`<div id="${page}"`);
		expect(shell.indexOf('/start.js')).toBeLessThan(shell.indexOf('%sveltekit.body%'));
	});
});
