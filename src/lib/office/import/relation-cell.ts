// Words of kinship as lists write them. Marks matter: "ba" is a father in the south, "bà" is nobody's.
import type { Person, Relation } from '#domain/person.ts';
import { fold } from '#domain/name-search.ts';
import { nameKey } from './written-text.ts';

const words: Record<Relation, string> = {
	head: 'chủ hộ, là chủ hộ, chủ nhà',
	wife: 'vợ',
	husband: 'chồng',
	child: 'con, con đẻ, con ruột, con trai, con gái, con nuôi, con trưởng, con cả, con út, con thứ',
	grandchild: 'cháu, cháu nội, cháu ngoại, cháu ruột, cháu trai, cháu gái',
	mother: 'mẹ, má, mẹ đẻ, mẹ ruột',
	father: 'cha, bố, ba, cha đẻ, bố đẻ, cha ruột',
	sibling: 'anh, chị, em, anh trai, chị gái, em trai, em gái, anh ruột, chị ruột, em ruột, anh em',
	other:
		'con dâu, con rể, dâu, rể, mẹ vợ, mẹ chồng, cha vợ, bố vợ, cha chồng, bố chồng, ông, bà, ông nội, bà nội, ' +
		'ông ngoại, bà ngoại, cô, dì, chú, bác, cậu, mợ, thím, dượng, anh rể, chị dâu, em dâu, em rể, cháu dâu, cháu rể, ' +
		'chắt, ở nhờ, người thân, người ở nhờ, họ hàng, khác, người khác'
};

const byKey = new Map<string, Relation>();
const byFolded = new Map<string, Relation>();
for (const [relation, list] of Object.entries(words) as [Relation, string][]) {
	for (const word of list.split(', ')) {
		byKey.set(nameKey(word), relation);
		if (!byFolded.has(fold(word))) byFolded.set(fold(word), relation);
	}
}

/** The relation a word stands for; undefined when the word is not known. Words typed without marks are understood too. */
export function relationOf(text: string): Relation | undefined {
	return byKey.get(nameKey(text)) ?? (isUnmarked(text) ? byFolded.get(fold(text)) : undefined);
}

const isUnmarked = (text: string): boolean => fold(text) === text.trim().replace(/\s+/g, ' ').toLowerCase();

const genders: Record<string, NonNullable<Person['gender']>> = { nam: 'male', nu: 'female' };

/** Nam or Nữ; undefined for any other word. */
export function genderOf(text: string): Person['gender'] {
	return genders[fold(text)];
}
