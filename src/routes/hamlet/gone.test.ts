import { expect, test } from 'vitest';
import { makePerson } from '../../../tests/support/register.ts';
import type { Household } from '#domain/household.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedPerson, View } from '#phone/store/view.ts';
import { confirmed, goneOf, putBack, putBackText, saidOf } from './gone.ts';

const DONG = 'dong' as HamletId;
const ba = (given: Parameters<typeof makePerson>[1] = {}) =>
	makePerson('ba', { name: 'Lê Thị Ba', ...given });
const nam = makePerson('nam', { name: 'Lê Văn Năm', relation: 'head' });

interface Door {
	household?: Partial<Household>;
	people?: ListedPerson[];
	visits?: object[];
}

function viewOf(doors: Record<string, Door>, conflicts: object[] = []): View {
	const all = Object.entries(doors).map(([id, { household }], at) => ({
		id,
		hamlet: DONG,
		order: at,
		status: 'active',
		...household
	}));
	return {
		all: (c: string) => (c === 'households' ? all : conflicts),
		householdsOf: (hamlet: string) => all.filter((one) => one.hamlet === hamlet && one.status === 'active'),
		peopleOf: (id: string) => doors[id]?.people ?? [],
		visitsOf: (id: string) => doors[id]?.visits ?? []
		// Of a view, as much as the list reads.
	} as unknown as View;
}

const listed = (view: View) => goneOf(view, DONG).map((one) => `${String(one.name)}: ${saidOf(one)}`);

test('[F2] whoever was recorded as deceased or moved is shown, and nobody else', () => {
	const people = [
		ba({ residence: { kind: 'deceased', at: 5 } }),
		makePerson('tu', { name: 'Tư', residence: { kind: 'moved', at: 5 } }),
		makePerson('sau', { residence: { kind: 'away' } }),
		makePerson('bay', { residence: { kind: 'temporary' } }),
		nam
	];
	expect(listed(viewOf({ h1: { people } }))).toEqual(['Lê Thị Ba: Đã mất', 'Tư: Đã chuyển']);
	expect(listed(viewOf({ h1: { people, household: { hamlet: 'tay' as HamletId } } }))).toEqual([]);
});

test('[F2] what the head confirmed is not shown again; what was said since is, be it in the same words', () => {
	const asked = (person: ListedPerson) => listed(viewOf({ h1: { people: [person] } }));
	expect(asked(ba({ residence: { kind: 'moved', at: 5 }, confirmed: 5 }))).toEqual([]);
	expect(asked(ba({ residence: { kind: 'deceased', at: 9 }, confirmed: 5 }))).toEqual(['Lê Thị Ba: Đã mất']);
	expect(asked(ba({ residence: { kind: 'home' }, confirmed: 5 }))).toEqual([]);
	expect(asked(ba({ residence: { kind: 'moved', at: 9 }, confirmed: 5 }))).toEqual(['Lê Thị Ba: Đã chuyển']);
});

test('[F2] a household that came back and left again waits for the head again', () => {
	const first = { id: 'v1', at: 1, by: 'hoa', outcome: 'moved-away' };
	const asked = (confirmed: string, ...visits: object[]) =>
		listed(viewOf({ h1: { household: { status: 'moved-away', confirmed }, people: [nam], visits } }));
	expect(asked('v1', first)).toEqual([]);
	expect(asked('v1', first, { ...first, id: 'v2', at: 2, outcome: 'not-home' })).toEqual([]);
	expect(asked('v1', first, { ...first, id: 'v2', at: 2 })).toEqual(['Lê Văn Năm: Đã chuyển đi']);
	expect(asked('moved-away', first)).toEqual(['Lê Văn Năm: Đã chuyển đi']);
	expect(asked('moved-away')).toEqual([]);
});

test('[F2] a household that moved away is shown once, before single people, until it is confirmed', () => {
	const left = { status: 'moved-away' } as const;
	const one = { people: [ba({ residence: { kind: 'moved', at: 5 } })] };
	const view = (household: Partial<Household>) => viewOf({ h1: one, h2: { household, people: [nam] } });
	expect(listed(view(left))).toEqual(['Lê Văn Năm: Đã chuyển đi', 'Lê Thị Ba: Đã chuyển']);
	expect(listed(view({ ...left, confirmed: 'moved-away' }))).toEqual(['Lê Thị Ba: Đã chuyển']);
	expect(listed(view({ ...left, mergedInto: 'h1' as never }))).toEqual(['Lê Thị Ba: Đã chuyển']);
	const alone = { ...one, household: left };
	expect(listed(viewOf({ h1: alone }))).toHaveLength(1);
});

test('[F37] a household that has nobody to be shown is not asked about', () => {
	expect(listed(viewOf({ h1: { household: { status: 'moved-away' } } }))).toEqual([]);
});

test('who recorded it is told where this phone knows, and the last visit where it does not', () => {
	const visits = [
		{ at: 1, by: 'hoa', outcome: 'moved-away' },
		{ at: 2, by: 'tam', outcome: 'not-home' },
		{ at: 3, by: 'lan', outcome: 'moved-away', voided: true }
	];
	const gone = { status: 'moved-away' } as const;
	const [house] = goneOf(viewOf({ h1: { household: gone, people: [nam], visits } }), DONG);
	expect(house?.written).toMatchObject({ by: 'hoa', at: 1 });

	const people = [ba({ residence: { kind: 'deceased', at: 5 } })];
	const [person] = goneOf(viewOf({ h1: { people, visits } }), DONG);
	expect(person).toMatchObject({ lastVisit: { by: 'tam', at: 2 } });
	expect(person?.written).toBeUndefined();

	const kept = (at: number) => ({
		in: 'people',
		row: 'ba',
		field: 'residence',
		kept: { value: { kind: 'deceased', at }, by: 'mai', at: 9 }
	});
	expect(goneOf(viewOf({ h1: { people, visits } }, [kept(5)]), DONG)[0]?.written?.by).toBe('mai');
	expect(goneOf(viewOf({ h1: { people, visits } }, [kept(4)]), DONG)[0]?.written).toBeUndefined();
});

test('[F2] “Đúng” names what it confirms; “Chưa đúng” puts the person or the household back', () => {
	const people = [ba({ residence: { kind: 'deceased', at: 5 } })];
	const [person] = goneOf(viewOf({ h1: { people } }), DONG);
	expect(confirmed(person!)).toEqual({
		drafts: [{ k: 'set', c: 'people', id: 'ba', a: { confirmed: 5 } }],
		label: 'Đã xác nhận: Lê Thị Ba, Đã mất'
	});
	expect(putBack(person!).drafts[0]?.a).toEqual({ residence: { kind: 'home' } });
	expect(putBackText(person!)).toBe('Chưa đúng, vẫn ở nhà');

	const before = { kind: 'away', until: '2027-02' } as const;
	const worker = ba({ residence: { kind: 'deceased', at: 5, before } });
	const [far] = goneOf(viewOf({ h1: { people: [worker] } }), DONG);
	expect(putBack(far!).drafts[0]?.a).toEqual({ residence: before });
	expect(putBackText(far!)).toBe('Chưa đúng, vẫn đi làm ăn xa');

	const left = { household: { status: 'moved-away' }, people: [nam] } as const;
	const visits = [{ id: 'v1', at: 1, by: 'hoa', outcome: 'moved-away' }];
	const [house] = goneOf(viewOf({ h1: { ...left, people: [nam], visits } }), DONG);
	expect(confirmed(house!).drafts).toEqual([{ k: 'set', c: 'households', id: 'h1', a: { confirmed: 'v1' } }]);
	expect(putBack(house!).drafts[0]?.a).toEqual({ status: 'active' });
	expect(putBackText(house!)).toBe('Chưa đúng, nhà vẫn ở đây');
});
