// What each command does, told a second time and apart from the engine: by these rules a phone's screen and the server's
// rows are judged.
import type { Fields } from '#protocol/row.ts';
import type { Body } from './intent.ts';

/** Rows as one side has them at one moment. */
export interface Book {
	/** Undefined when there is no such row. */
	fields(c: string, id: string): Fields | undefined;
	/** Ids of the collection's rows. */
	ids(c: string): string[];
}

/** `said` may lose to another's word, and then nothing follows. `carried`: the answers of `from`, each by its time. */
export type Deed =
	| { how: 'said' | 'follows'; c: string; id: string; a: Fields }
	| { how: 'carried'; from: string; to: string }
	| { how: 'erased'; c: string; id: string };

/** Through any number of merges. */
export function standsFor(book: Book, household: string): string {
	const seen = new Set([household]);
	for (let at = household; ;) {
		const into = book.fields('households', at)?.mergedInto;
		if (typeof into !== 'string' || seen.has(into)) return at;
		seen.add((at = into));
	}
}

export function deedsOf(book: Book, { c, id, a }: Body): Deed[] {
	switch (a.name) {
		case 'household.merge':
			return merging(book, id, standsFor(book, String(a.into)));
		case 'household.move':
			if (book.fields(c, id)?.hamlet === a.hamlet) return [];
			return [
				{ how: 'said', c, id, a: { hamlet: a.hamlet } },
				{ how: 'follows', c, id, a: { group: undefined, lane: undefined } }
			];
		case 'visit.void':
			return [{ how: 'said', c, id, a: { voided: true } }];
		default:
			return erasing(book, c, id);
	}
}

function merging(book: Book, id: string, into: string): Deed[] {
	const [goes, stays] = [book.fields('households', id), book.fields('households', into)];
	if (id === into || goes === undefined || stays === undefined || goes.mergedInto === into) return [];
	const said: Deed = { how: 'said', c: 'households', id, a: { mergedInto: into } };
	if (goes.mergedInto !== undefined) return [said];
	const filed = ['people', 'visits'].flatMap((c) =>
		filedUnder(book, c, id).map((child): Deed => ({ how: 'follows', c, id: child, a: { household: into } }))
	);
	const deeds: Deed[] = [said, ...filed, { how: 'carried', from: id, to: into }];
	if (goes.noRecord === true)
		deeds.push({ how: 'follows', c: 'households', id: into, a: { noRecord: true } });
	return deeds;
}

function erasing(book: Book, c: string, id: string): Deed[] {
	if (c === 'people')
		return [
			{ how: 'erased', c, id },
			{ how: 'erased', c: 'answers', id }
		];
	const behind = book.ids(c).filter((other) => book.fields(c, other)?.mergedInto === id);
	return [
		{ how: 'erased', c, id },
		{ how: 'erased', c: 'householdAnswers', id },
		...filedUnder(book, 'people', id).flatMap((person) => erasing(book, 'people', person)),
		...filedUnder(book, 'visits', id).map((visit): Deed => ({ how: 'erased', c: 'visits', id: visit })),
		...behind.flatMap((other) => erasing(book, c, other))
	];
}

const filedUnder = (book: Book, c: string, household: string): string[] =>
	book.ids(c).filter((id) => book.fields(c, id)?.household === household);

/** Work that names a household which was merged, as it is filed: under the one that stands. */
export function filedBody(book: Book, body: Body): Body {
	if (body.c === 'householdAnswers') return { ...body, id: standsFor(book, body.id) };
	if (typeof body.a.household !== 'string') return body;
	return { ...body, a: { ...body.a, household: standsFor(book, body.a.household) } };
}

/** Ids of rows that an op is about or names. */
export const namedIn = ({ id, a }: Body): string[] => [
	id,
	...Object.values(a).filter((value) => typeof value === 'string')
];
