// Search as typed (F7): no marks, đ as d, any word order, initials, house number, phone tail; exact marks first.
// A scan over folded text in memory (phone page LS11): no index to build, keep or get wrong.

/** One thing that can be found. Fold once with `searchableOf`, keep, and scan. */
export interface Searchable {
	/** Folded words of the name. */
	words: readonly string[];
	/** First letters of the words, in order: "nvu". */
	initials: string;
	/** The name in lower-case NFC, marks kept: ranks exact marks first. */
	exact: string;
	/** Folded words of the address, house numbers among them. */
	place: readonly string[];
	phone: string;
}

const MARKS = /[\u0300-\u036f]/g;

/** Lower case without marks; đ, Đ and its look-alikes become d; white space squeezed. */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(MARKS, '')
		.replace(/[đĐðÐɖƉ]/g, 'd')
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.trim();
}

export function searchableOf(name: string, address = '', phone = ''): Searchable {
	const words = wordsOf(fold(name));
	return {
		words,
		initials: words.map((word) => word[0]).join(''),
		exact: name.normalize('NFC').toLowerCase(),
		place: wordsOf(fold(address)),
		phone
	};
}

function wordsOf(folded: string): string[] {
	return folded.split(/[^a-z0-9]+/).filter((word) => word !== '');
}

/** A typed query, folded once. */
export interface Query {
	words: readonly string[];
	exactWords: readonly string[];
	joined: string;
}

export function queryOf(typed: string): Query {
	const words = wordsOf(fold(typed));
	const exactWords = typed
		.normalize('NFC')
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== '');
	return { words, exactWords, joined: words.join('') };
}

/** How well `one` answers the query: 0 not at all; higher is better. An empty query matches nothing. */
export function scoreOf(query: Query, one: Searchable): number {
	if (query.words.length === 0) return 0;
	if (isPhoneTail(query.joined) && one.phone.endsWith(query.joined)) return 60;
	const byWords = scoreByWords(query, one);
	if (byWords > 0) return byWords + (query.exactWords.every((word) => one.exact.includes(word)) ? 20 : 0);
	return query.words.length === 1 && query.joined.length >= 2 && one.initials.startsWith(query.joined)
		? 30
		: 0;
}

const isPhoneTail = (joined: string): boolean => /^\d{3,10}$/.test(joined);

function scoreByWords(query: Query, one: Searchable): number {
	let score = 0;
	const used = new Set<number>();
	for (const word of query.words) {
		const at = one.words.findIndex((candidate, index) => !used.has(index) && candidate.startsWith(word));
		if (at >= 0) {
			used.add(at);
			score += one.words[at] === word ? 12 : 8;
			// The given name, last in Vietnamese, is what people are called by.
			if (at === one.words.length - 1) score += 4;
		} else if (one.place.some((part) => (/\d/.test(word) ? part === word : part.startsWith(word))))
			score += 4;
		else return 0;
	}
	return score / query.words.length;
}
