import { describe, expect, test } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { NotReadable, parseJson } from './read-body.ts';

const nested = (depth: number, inner = ''): string => '['.repeat(depth) + inner + ']'.repeat(depth);

describe('[WR3] a text that nests too deep is not parsed', () => {
	const deepest = limits.depth + 8;

	test('lists or objects, and not one level less', () => {
		expect(parseJson(nested(deepest))).toEqual(JSON.parse(nested(deepest)));
		expect(() => parseJson(nested(deepest + 1))).toThrow(NotReadable);
		expect(() => parseJson(`${'{"a":'.repeat(deepest + 1)}1${'}'.repeat(deepest + 1)}`)).toThrow(NotReadable);
	});

	test.each(['"[[[["', '"\\"[[[["', '"\\\\","[[[["', '"]]]]"'])(
		'brackets inside of %s count for nothing',
		(said) => {
			expect(parseJson(nested(deepest, said))).toEqual(JSON.parse(nested(deepest, said)));
			expect(() => parseJson(nested(deepest + 1, said))).toThrow(NotReadable);
		}
	);

	test('a text that is not closed is no JSON', () => {
		for (const broken of ['"', '["a', '["\\', '["\\"', ']'])
			expect(() => parseJson(broken)).toThrow(NotReadable);
	});
});
