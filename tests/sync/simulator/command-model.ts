// What each command does, told a second time and apart from the engine: by these rules a phone's screen and the server's
// rows are judged.
import type { CollectionName } from '#protocol/collections.ts';
import type { Fields } from '#protocol/row.ts';
import type { Body } from './intent.ts';

/** Rows as one side has them at one moment. */
export interface Book {
	/** Undefined when there is no such row. */
	fields(c: string, id: string): Fields | undefined;
	/** Ids of the collection's rows. */
	ids(c: string): string[];
}

/**
 * `said` may lose to another's word, and then nothing follows, up to what is said next; `b`: the version of its row that was
 * looked at, where it is not the op's. `carried`: the answers of `from`, each by its time.
 */
export type Deed =
	| { how: 'said'; c: CollectionName; id: string; a: Fields; b?: number }
	| { how: 'follows'; c: string; id: string; a: Fields }
	| { how: 'carried'; from: string; to: string }
	| { how: 'erased'; c: string; id: string };

/** Through any number of merges. */
export const standsFor = (book: Pick<Book, 'fields'>, household: string): string =>
	wentInto(book, household).at(-1) ?? household;

/** The household, the one that it was merged into, and so on. */
function wentInto(book: Pick<Book, 'fields'>, household: string): string[] {
	const passed = [household];
	for (let at = household; ;) {
		const into = book.fields('households', at)?.mergedInto;
		if (typeof into !== 'string' || passed.includes(into)) return passed;
		passed.push((at = into));
	}
}

/** The person and the households whose erasure takes the row along. */
export function erasedWith(book: Pick<Book, 'fields'>, { c, id }: Pick<Body, 'c' | 'id'>): string[] {
	const row = book.fields(c, id);
	const person = c === 'people' || c === 'answers' ? id : row?.person;
	const home = typeof person === 'string' ? book.fields('people', person)?.household : row?.household;
	const household = c === 'households' || c === 'householdAnswers' ? id : home;
	return [
		...(typeof person === 'string' ? [person] : []),
		...(typeof household === 'string' ? wentInto(book, household) : [])
	];
}

/** Of a row that is not there, as after its hamlet was lost, a command makes nothing. */
export function deedsOf(book: Book, { c, id, a }: Body): Deed[] {
	if (book.fields(c, id) === undefined) return [];
	switch (a.name) {
		case 'household.merge':
			return merging(book, id, standsFor(book, String(a.into)));
		case 'household.move':
			if (book.fields(c, id)?.hamlet === a.hamlet) return [];
			return [
				{ how: 'said', c, id, a: { hamlet: a.hamlet } },
				{ how: 'follows', c, id, a: { group: undefined, lane: undefined } }
			];
		case 'household.split':
			return splitting(book, standsFor(book, id), a as unknown as Split);
		case 'person.move':
			return leading(book, id, standsFor(book, String(a.into)));
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
	const claims = filedUnder(book, 'claims', id).flatMap((claim) => claimGoesOver(book, claim, into));
	const deeds: Deed[] = [said, ...filed, ...claims, { how: 'carried', from: id, to: into }];
	if (goes.noRecord === true)
		deeds.push({ how: 'follows', c: 'households', id: into, a: { noRecord: true } });
	return deeds;
}

/** Of two evenings of one member the later one stands; where nobody is to come any more, no evening does. */
function claimGoesOver(book: Book, id: string, into: string): Deed[] {
	const c = 'claims';
	const to = claimAt(into, id);
	const { day, by } = book.fields(c, id) ?? {};
	const there = book.fields(c, to);
	const over: Deed = { how: 'follows', c, id, a: { day: undefined } };
	if (there === undefined) return [{ how: 'follows', c, id: to, a: { household: into, by, day } }, over];
	if (typeof day !== 'string') return [];
	const isLater = typeof there.day !== 'string' || there.day < day;
	return isLater ? [{ how: 'follows', c, id: to, a: { day } }, over] : [over];
}

/** The same member's claim of another household. */
const claimAt = (household: string, claim: string): string =>
	`${household}:${claim.slice(claim.lastIndexOf(':') + 1)}`;

interface Split {
	into: string;
	people: { id: string; b: number }[];
	head?: string;
	address?: string;
}

/** The new household lies where the old one does, and refuses what that one refuses. */
function splitting(book: Book, from: string, { into, people, head, address }: Split): Deed[] {
	const c = 'households';
	const source = book.fields(c, from);
	if (source === undefined) return [];
	const standing = standsFor(book, into);
	const { hamlet, group, lane, order, noRecord } = source;
	const a = { hamlet, group, lane, address: address ?? source.address, order, status: 'active', noRecord };
	const made: Deed[] = book.fields(c, standing) === undefined ? [{ how: 'follows', c, id: into, a }] : [];
	return [
		...made,
		...people.flatMap(({ id, b }) => {
			const relation = id === head ? 'head' : undefined;
			return going(book, id, standing, relation).map((deed) => (deed.how === 'said' ? { ...deed, b } : deed));
		})
	];
}

/** Nobody is led out of a family that does not want to be written down. */
function leading(book: Book, id: string, into: string): Deed[] {
	const from = book.fields('households', String(book.fields('people', id)?.household));
	if (book.fields('households', into) === undefined || from?.noRecord === true) return [];
	return going(book, id, into, undefined);
}

function going(book: Book, id: string, into: string, relation: string | undefined): Deed[] {
	const c = 'people';
	const home = book.fields(c, id)?.household;
	if (typeof home !== 'string' || home === into) return [];
	return [
		{ how: 'said', c, id, a: { household: into } },
		{ how: 'follows', c, id, a: { relation } }
	];
}

function erasing(book: Book, c: string, id: string): Deed[] {
	if (c === 'people') return erasingPerson(book, id);
	const behind = book.ids(c).filter((other) => book.fields(c, other)?.mergedInto === id);
	return [
		{ how: 'erased', c, id },
		{ how: 'erased', c: 'householdAnswers', id },
		...filedUnder(book, 'people', id).flatMap((person) => erasing(book, 'people', person)),
		...['visits', 'claims'].flatMap((child) =>
			filedUnder(book, child, id).map((one): Deed => ({ how: 'erased', c: child, id: one }))
		),
		...behind.flatMap((other) => erasing(book, c, other))
	];
}

function erasingPerson(book: Book, id: string): Deed[] {
	const came = book.ids('attendance').filter((one) => book.fields('attendance', one)?.person === id);
	return [
		{ how: 'erased', c: 'people', id },
		{ how: 'erased', c: 'answers', id },
		...came.map((one): Deed => ({ how: 'erased', c: 'attendance', id: one }))
	];
}

/** The row that stands for a person (MG6), of those that the book has: of a circle the lowest. */
export function standsForPerson(book: Book, person: string): string {
	const next = (id: string): string | undefined => {
		const other = book.fields('people', id)?.sameAs;
		return typeof other === 'string' && book.fields('people', other) !== undefined ? other : undefined;
	};
	const path = [person];
	for (let at = next(person); at !== undefined; at = next(at)) {
		const known = path.indexOf(at);
		if (known >= 0) return path.slice(known).sort()[0] ?? person;
		path.push(at);
	}
	return path.at(-1) ?? person;
}

/** Every row of one person, this one among them. */
export function rowsOfPerson(book: Book, person: string): string[] {
	const standing = standsForPerson(book, person);
	return book.ids('people').filter((id) => standsForPerson(book, id) === standing);
}

const filedUnder = (book: Book, c: string, household: string): string[] =>
	book.ids(c).filter((id) => book.fields(c, id)?.household === household);

/**
 * That somebody came is one thing, on however many phones of hers a member says it: undefined when it stands, and of what
 * was taken back another word.
 */
export function saidOnce(book: Book, body: Body): Body | undefined {
	const there = body.c === 'attendance' && body.k === 'add' ? book.fields(body.c, body.id) : undefined;
	if (there === undefined) return body;
	return there.voided === true ? { ...body, a: { ...body.a, voided: undefined } } : undefined;
}

/** Of what one wrote of somebody's coming nobody else changes anything; that it was none, or that it stands, says who plans. */
export function maySay(book: Book, { c, id, a }: Body, member: string): boolean {
	if (c !== 'attendance' || [a.by, book.fields(c, id)?.by].includes(member)) return true;
	if (Object.keys(a).some((name) => name !== 'voided')) return false;
	const roles = book.fields('members', member)?.roles as readonly string[] | undefined;
	return roles?.some((role) => role !== 'volunteer') === true;
}

/** Work that names a household which was merged, as it is filed: under the one that stands. */
export function filedBody(book: Book, body: Body): Body {
	if (body.c === 'householdAnswers') return { ...body, id: standsFor(book, body.id) };
	if (body.c === 'claims') return filedClaim(book, body);
	if (typeof body.a.household !== 'string') return body;
	return { ...body, a: { ...body.a, household: standsFor(book, body.a.household) } };
}

function filedClaim(book: Book, body: Body): Body {
	const household = body.a.household ?? book.fields('claims', body.id)?.household;
	if (typeof household !== 'string') return body;
	const standing = standsFor(book, household);
	if (standing === household) return body;
	const a = 'household' in body.a ? { ...body.a, household: standing } : body.a;
	return { ...body, id: claimAt(standing, body.id), a };
}

/** Ids of rows that an op is about or hangs on; a claim's id names its household, that of who came a person. */
export function namedIn({ c, id, a: { sameAs, otherThan, people, ...a } }: Body): string[] {
	return [
		...(c === 'claims' ? [id, id.slice(0, id.lastIndexOf(':'))] : [id]),
		...(c === 'attendance' ? [personOfCame(id)] : []),
		...Object.values(a).filter((value) => typeof value === 'string'),
		...(Array.isArray(people) ? (people as { id: string }[]).map((person) => person.id) : [])
	];
}

/** With those that it only sets beside its own. */
export const mentionedIn = (body: Body): string[] => [
	...namedIn(body),
	...[body.a.sameAs, body.a.otherThan].flat().filter((id) => typeof id === 'string')
];

const personOfCame = (id: string): string => id.slice(id.indexOf(':') + 1, id.lastIndexOf(':'));

/** Rows that have to be within reach of whoever says it, beside the one it is about. */
export function reachedBy(book: Book, { k, c, a }: Body): Pick<Body, 'c' | 'id'>[] {
	if (k !== 'cmd')
		return c === 'attendance' && typeof a.person === 'string' ? [{ c: 'people', id: a.person }] : [];
	const into = { c: 'households', id: String(a.into) } as const;
	if (a.name === 'household.merge' || a.name === 'person.move') return [into];
	if (a.name !== 'household.split') return [];
	const people = (a as unknown as Split).people.map(({ id }) => ({ c: 'people', id }) as const);
	return book.fields('households', into.id) === undefined ? people : [into, ...people];
}
