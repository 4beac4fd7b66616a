import { describe, expect, test } from 'vitest';
import { isWorthACard } from './conflict.ts';

const said = { status: 'done', evidence: 'said' };
const seen = { status: 'done', evidence: 'seen' };
const confirmed = { status: 'done', evidence: 'confirmed' };
const notYet = { status: 'not-yet' };
const blocked = { status: 'blocked', reason: 'V05' };
const exempt = { status: 'exempt', why: 'abroad' };
const unasked = { status: 'unasked' };

describe('[F13] two values that met', () => {
	test.each([
		['one word against another', said, notYet],
		['“chưa” over “đã có”', notYet, said],
		['“vướng” over what was seen on the phone', blocked, seen],
		['“không thuộc diện” over “đã có”', exempt, said],
		['“đã có” taken back by somebody else', unasked, confirmed],
		['“đã có” cleared', null, said],
		['a word over a value taken back', said, unasked]
	])('are for a person to settle: %s', (_, kept, dropped) => {
		expect(isWorthACard(kept, dropped)).toBe(true);
	});

	test.each([
		['evidence rose: seen over “chưa”', seen, notYet],
		['evidence rose: confirmed over “vướng”', confirmed, blocked],
		['both say “đã có”', said, seen],
		['both say it is not there', notYet, blocked],
		['neither is an answer', 'Lê Thị Hà', 'Lê Thị Hà Anh'],
		['a value of a newer version', { status: 'later' }, notYet]
	])('have merged by themselves: %s', (_, kept, dropped) => {
		expect(isWorthACard(kept, dropped)).toBe(false);
	});
});
