// Where the runs take place: two hamlets, their households and people, and five phones of four members.
import type { HamletId, MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import { defaultPlaceWords } from '#domain/places.ts';
import type { ImportOp } from '#server/sync/accept-import.ts';

/** Noon of a day in November; every run begins then. */
export const START = Date.UTC(2026, 10, 22, 5);
export const COMMUNE = 'xa-1';
export const HAMLETS = ['h1', 'h2'] as const;
export const ITEMS = ['VN2', 'VN2D', 'BHXH', 'SKDT'] as const;

interface MemberHere {
	id: MemberId;
	roles: Role[];
	hamlets: HamletId[];
}

const member = (id: string, roles: Role[], hamlets: string[]): MemberHere => ({
	id: id as MemberId,
	roles,
	hamlets: hamlets as HamletId[]
});

export const MEMBERS: readonly MemberHere[] = [
	member('hoa', ['volunteer'], ['h1']),
	member('lan', ['volunteer'], ['h1', 'h2']),
	member('head', ['hamlet-head'], ['h1']),
	member('official', ['commune-official'], [])
];

/** Whose phones there are, in the order in which a run takes them: hoa has two. */
export const PHONES = ['hoa', 'official', 'lan', 'head', 'hoa'] as MemberId[];
/** Where many write at once. */
export const WRITERS = [...PHONES, 'lan', 'official', 'head'] as MemberId[];

export const HOUSEHOLDS = HAMLETS.flatMap((hamlet) =>
	['1', '2', '3'].map((one) => ({ id: `${hamlet}.${one}`, hamlet }))
);
export const PEOPLE = HOUSEHOLDS.flatMap(({ id }) => [`${id}.1`, `${id}.2`]);

export function placesAndPeople(): ImportOp[] {
	const hamlets = HAMLETS.map((id, index) => add('hamlets', id, { name: `Thôn ${id}`, order: index + 1 }));
	const households = HOUSEHOLDS.map(({ id, hamlet }, index) =>
		add('households', id, { hamlet, order: index + 1, status: 'active' })
	);
	const people = PEOPLE.map((id, index) =>
		add('people', id, { household: id.slice(0, -2), name: `Lê Thị ${id}`, order: index + 1 })
	);
	return [
		add('commune', COMMUNE, { name: 'Xã Đại Thành', words: defaultPlaceWords }),
		...hamlets,
		...households,
		...people
	];
}

const add = (c: ImportOp['c'], id: string, a: ImportOp['a']): ImportOp => ({ k: 'add', c, id, a });
