// Walks every message: whoever adds one is held to the words a volunteer reads without stumbling (product page, wording).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { m } from './paraglide/messages.js';

function read(locale: string): Record<string, string> {
	const text = readFileSync(new URL(`./messages/${locale}.json`, import.meta.url), 'utf8');
	const { $schema: _, ...messages } = JSON.parse(text) as Record<string, string>;
	return messages;
}

const vi = read('vi');
const en = read('en');

const MOST_WORDS = 16;
const JARGON =
	/(?<!\p{L})(đồng bộ|máy chủ|trực tuyến|ngoại tuyến|offline|online|server|cache|app|apps|sync|upload|download|token|login|click|link|data|file|user|id|internet)(?!\p{L})/iu;
// Names of things as people meet them: the words stand on the screen of their phone or in the law.
const ALLOWED = ['Mua sắm trực tuyến an toàn', 'nộp hồ sơ trực tuyến'];

function sentencesOf(message: string): string[] {
	return message.split(/(?<=[.?!:…])\s+|\n/).filter((sentence) => sentence !== '');
}

const wordsOf = (sentence: string): string[] =>
	sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
const paramsOf = (message: string): string[] =>
	[...message.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1] ?? '').sort();

test('the messages are compiled: without the plugin none would be, and the build would not say so', () => {
	expect(Object.keys(m)).toEqual(expect.arrayContaining(Object.keys(vi)));
	expect(m.ui_undo()).toBe(vi.ui_undo);
});

test('both languages have the same messages with the same parameters', () => {
	expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
	const params = (messages: Record<string, string>) =>
		Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, paramsOf(text)]));
	expect(params(en)).toEqual(params(vi));
});

test('every message is said somewhere: the phone carries those that nobody says, too', () => {
	const root = new URL('../../../', import.meta.url).pathname;
	const sources = ['src', 'scripts'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(
			({ name, parentPath }) => /\.(ts|svelte)$/.test(name) && !parentPath.includes('paraglide')
		)
	);
	const texts = sources.map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'utf8'));
	const said = new Set(texts.flatMap((text) => text.match(/\w+/g) ?? []));
	expect(Object.keys(vi).filter((key) => !said.has(key))).toEqual([]);
});

test('no sentence is longer than sixteen words', () => {
	const long = Object.entries(vi).filter(([, text]) =>
		sentencesOf(text).some((s) => wordsOf(s).length > MOST_WORDS)
	);
	expect(Object.fromEntries(long)).toEqual({});
});

test('no message speaks the language of computers', () => {
	const without = (text: string) => ALLOWED.reduce((rest, words) => rest.replaceAll(words, ''), text);
	const jargon = Object.entries(vi).filter(([, text]) =>
		JARGON.test(without(text).replaceAll(/\{\w+\}/g, ''))
	);
	expect(Object.fromEntries(jargon)).toEqual({});
});

test('messages are in the composed form of Unicode, as search and print expect', () => {
	expect(Object.entries(vi).filter(([, text]) => text !== text.normalize('NFC'))).toEqual([]);
});
