import { expect, test } from 'vitest';
import type { Answers } from '#domain/answer.ts';
import type { GroupId, HamletId, HouseholdId } from '#domain/ids.ts';
import type { Notice } from '#domain/notice.ts';
import type { ListedHousehold, View } from '#phone/store/view.ts';
import { itemWith, makePerson, TODAY, type ListedPerson } from '../../../tests/support/register.ts';
import { tallyOf } from './tally.ts';

const DONG = 'dong' as HamletId;
const items = [itemWith('VN2'), itemWith('SK')];

interface Door {
	people: ListedPerson[];
	given?: Partial<ListedHousehold>;
}

function sheet(doors: Door[], answers: Record<string, Answers> = {}, notices?: Partial<Notice>[]): string[] {
	const view = {
		householdsOf: () => doors.map(({ given }, at) => ({ id: String(at) as HouseholdId, ...given })),
		peopleOf: (id: string) => doors[Number(id)]?.people ?? [],
		answersOf: (id: string) => answers[id] ?? {},
		all: () => notices ?? [],
		commune: () => (notices === undefined ? undefined : { dataTerms: { basis: 'consent' } })
		// Of a view, as much as the sheet reads.
	} as unknown as View;
	return tallyOf(view, DONG, items, TODAY).map(
		({ group = 'none', rows }) =>
			`${group}: ${rows.map(({ person, isFirst, cells, isToAsk }) => `${isFirst ? '/ ' : ''}${person.id} ${cells.join(' ')}${isToAsk ? ' ask' : ''}`).join(', ')}`
	);
}

const inGroup = (group: string) => ({ group: group as GroupId });

test('[F25] the tally sheet has a box for what is open, by group, and none where the item is not for somebody', () => {
	const doors = [
		{ people: [makePerson('ba')] },
		{ people: [makePerson('an'), makePerson('con', { birth: { year: 2020 } })], given: inGroup('g1') }
	];
	expect(
		sheet(doors, { an: { VN2: { status: 'done', evidence: 'said' }, SK: { status: 'not-yet' } } })
	).toEqual(['g1: / an done box, con none none', 'none: / ba box box']);
});

test('[F25] who works far away, has left, or wants nothing written down is not on it', () => {
	const away = makePerson('away', { residence: { kind: 'away' } });
	const died = makePerson('died', { residence: { kind: 'deceased', at: 1 } });
	const refused = { people: [makePerson('no')], given: { noRecord: true } };
	expect(sheet([{ people: [away, died, makePerson('an')] }, refused])).toEqual(['none: / an box box']);
});

test('[F37] where consent is the ground, who has not agreed has no box, and is asked first', () => {
	const said = {
		person: 'an' as never,
		household: '0' as HouseholdId,
		purpose: 'help-at-the-door',
		at: 1
	} as const;
	const doors = [{ people: [makePerson('an'), makePerson('ba')] }];
	expect(sheet(doors, {}, [{ ...said, kind: 'consent-given' }])).toEqual([
		'none: / an box box, ba none none ask'
	]);
	expect(sheet(doors, {}, [{ ...said, kind: 'refused' }])).toEqual(['none: / ba none none ask']);
});
