import { expect, test } from 'vitest';
import { genderOf, relationOf } from './relation-cell.ts';

test.each([
	['Chủ hộ', 'head'],
	['VỢ', 'wife'],
	['chong', 'husband'],
	['Con gái', 'child'],
	['Con dâu', 'other'],
	['Cháu nội', 'grandchild'],
	['Ba', 'father'],
	['Bà', 'other'],
	['Má', 'mother'],
	['Em  ruột', 'sibling'],
	['Vợ'.normalize('NFD'), 'wife']
])('%s is %s', (word, relation) => {
	expect(relationOf(word)).toBe(relation);
});

test('a word that is not known is not guessed at', () => {
	expect(relationOf('hàng xóm')).toBeUndefined();
	expect(genderOf('x')).toBeUndefined();
});

test('Nam and Nữ are understood with and without marks', () => {
	expect([genderOf('Nam'), genderOf('NỮ'), genderOf('nu')]).toEqual(['male', 'female', 'female']);
});
