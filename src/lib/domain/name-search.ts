// Search as typed (F7): no marks or half of them, old and new tone places, đ as d, any word order, initials, house number,
// phone tail, and what a keyboard leaves that was not set to Vietnamese; exact marks first.
// A scan over folded text in memory (phone page LS11): no index to build, keep or get wrong.

/** One thing that can be found. Fold once with `searchableOf`, keep, and scan. */
export interface Searchable {
	/** Folded words of the name. */
	words: readonly string[];
	/** Each word with all that follow it, without the spaces that a thumb forgets. */
	tails: readonly string[];
	/** The same words with their marks, each as `markedOf` says it: ranks exact marks first. */
	marked: readonly string[];
	/** Folded words of the address, house numbers among them. */
	place: readonly string[];
	phone: string;
}

const MARKS = /[\u0300-\u036f]/g;
const EVERY_D = /[đĐðÐɖƉ]/g;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;

/** Lower case without marks; đ, Đ and its look-alikes become d; white space squeezed. */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(MARKS, '')
		.replace(EVERY_D, 'd')
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.trim();
}

export function searchableOf(name: string, address = '', phone = ''): Searchable {
	const words = wordsOf(fold(name));
	return {
		words,
		tails: words.map((_, index) => words.slice(index).join('')),
		marked: markedOf(name),
		place: wordsOf(fold(address)),
		phone: phone.replace(/\D/g, '')
	};
}

function wordsOf(folded: string): string[] {
	return folded.split(/[^a-z0-9]+/).filter((word) => word !== '');
}

/**
 * Each word as its tone and then its letters, so that Hoà and Hòa are the same word, and what is typed so far begins what
 * it may become.
 */
function markedOf(text: string): string[] {
	const words = text
		.normalize('NFD')
		.toLowerCase()
		.split(/[^\p{L}\p{M}\d]+/u);
	return words
		.filter((word) => word !== '')
		.map((word) => {
			const tone = TONE.exec(word)?.[0] ?? ' ';
			return tone + word.replace(TONE, '').normalize('NFC').replace(EVERY_D, 'đ');
		});
}

interface QueryWord {
	text: string;
	/** What was meant, when the keys of Telex or VNI stayed letters and digits. */
	meant: string;
}

/** A typed query, folded once. */
export interface Query {
	words: readonly QueryWord[];
	marked: readonly string[];
	/** All digits of a query of digits: a phone number, or its tail. */
	digits: string;
}

export function queryOf(typed: string): Query {
	const words = wordsOf(fold(typed));
	return {
		words: words.map((text) => ({ text, meant: meantBy(text) })),
		marked: markedOf(typed),
		digits: /^\d{3,11}$/.test(words.join('')) ? words.join('').replace(/^84(?=\d{9}$)/, '0') : ''
	};
}

/** After its first vowel no Vietnamese word has an s, f, r, x, j, w or z, nor a digit, nor one vowel twice. */
function meantBy(word: string): string {
	const [, start = '', rest = ''] = /^(?=[a-z])([a-z0-9]*?)([aeiouy].*)$/.exec(word) ?? [];
	if (rest === '') return word;
	const first = start.replace(/dd|d9/g, 'd');
	return first + rest.replace(/[sfrxjzw1-9]/g, '').replace(/([aeo])\1/g, '$1');
}

/** How well `one` answers the query: 0 not at all; higher is better. An empty query matches nothing. */
export function scoreOf(query: Query, one: Searchable): number {
	if (query.words.length === 0) return 0;
	if (query.digits !== '' && one.phone.endsWith(query.digits)) return 60;
	const byWords = scoreByWords(query, one);
	return byWords === 0 ? 0 : byWords + 20 * shareWithMarks(query, one);
}

function shareWithMarks({ marked }: Query, one: Searchable): number {
	const exact = marked.filter((word) => one.marked.some((candidate) => candidate.startsWith(word)));
	return exact.length / marked.length;
}

function scoreByWords(query: Query, one: Searchable): number {
	const used = new Set<number>();
	let score = 0;
	for (const { text, meant } of query.words) {
		const found =
			scoreInName(text, one, used) ||
			scoreInPlace(text, one) ||
			scoreOfInitials(text, one, used) ||
			scoreTogether(text, one) ||
			(meant === text ? 0 : Math.min(3, scoreInName(meant, one, used) || scoreInPlace(meant, one)));
		if (found === 0) return 0;
		score += found;
	}
	return score / query.words.length;
}

function scoreInName(word: string, { words }: Searchable, used: Set<number>): number {
	const whole = words.findIndex((candidate, index) => !used.has(index) && candidate === word);
	const at =
		whole >= 0
			? whole
			: words.findIndex((candidate, index) => !used.has(index) && candidate.startsWith(word));
	if (at < 0) return 0;
	used.add(at);
	// The given name, last in Vietnamese, is what people are called by.
	return (whole >= 0 ? 12 : 8) + (at === words.length - 1 ? 4 : 0);
}

const scoreInPlace = (word: string, { place }: Searchable): number =>
	place.some((part) => (/\d/.test(word) ? part === word : part.startsWith(word))) ? 4 : 0;

/** "nvh", or "nv" before a name that is written out. */
function scoreOfInitials(word: string, { words }: Searchable, used: Set<number>): number {
	if (word.length < 2) return 0;
	const begins = (from: number): boolean =>
		[...word].every((letter, index) => !used.has(from + index) && words[from + index]?.[0] === letter);
	const from = words.findIndex((_, index) => begins(index));
	if (from < 0) return 0;
	for (let index = 0; index < word.length; index += 1) used.add(from + index);
	return from === 0 ? 6 : 5;
}

const scoreTogether = (word: string, { tails }: Searchable): number =>
	word.length >= 4 && tails.some((tail) => tail.startsWith(word)) ? 5 : 0;
