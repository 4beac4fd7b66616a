import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/answer.ts';
import type { DoorFacts } from '#domain/door-state.ts';
import type { GroupId, HamletId, HouseholdId, MemberId } from '#domain/ids.ts';
import type { Visit } from '#domain/visit.ts';
import type { ListedHousehold } from '#phone/store/view.ts';
import { makeChecklist, makePerson, TODAY } from '../../../tests/support/register.ts';
import { comesFirst, DoorRows, isLeft, type DoorRow } from './door-rows.ts';
import { entriesOf, findHouseholds, foundText } from './find-households.ts';
import { sectionsOf, windowOf, type DoorSection } from './sections.ts';
import { whoseListOf } from './whose-list.ts';

const checklist = makeChecklist();
const NO_ANSWERS: Answers = {};

function makeHousehold(id: string, given: Partial<ListedHousehold> = {}): ListedHousehold {
	return {
		id: id as HouseholdId,
		hamlet: 'x' as HamletId,
		order: 1,
		status: 'active',
		address: 'Ngõ đình, số 3',
		...given
	};
}

function visit(outcome: Visit['outcome'], at: string, due?: string): Visit {
	const when = { at: Date.parse(at), ...(due === undefined ? {} : { due }) };
	return { household: 'h1' as HouseholdId, by: 'm1' as MemberId, outcome, ...when };
}

/** A view of one household that can be changed. */
class OneDoor {
	household = makeHousehold('h1');
	people = [makePerson('uoc', { relation: 'head' }), makePerson('ha', { order: 2 })];
	answers: Record<string, Answers> = {};
	householdAnswers = NO_ANSWERS;
	visits: Visit[] = [];
	rows = new DoorRows(this);
	#counted: unknown[] = [];
	#changes = 0;

	/** One more with every change, as the view counts them. */
	changesOf(): number {
		const now = [this.household, this.people, this.answers, this.householdAnswers, this.visits];
		if (now.some((one, at) => one !== this.#counted[at])) this.#changes += 1;
		this.#counted = now;
		return this.#changes;
	}

	factsOf(): DoorFacts {
		const answersByPerson = (id: string) => this.answers[id] ?? NO_ANSWERS;
		const { people, householdAnswers, visits } = this;
		return { people, answersByPerson, householdAnswers, visits };
	}

	row(today = TODAY): DoorRow {
		return this.rows.of(this.household, checklist, today);
	}
}

describe('one line of the door list', () => {
	test('[F1] says who, where, how many live here and how many of them are far away', () => {
		const door = new OneDoor();
		door.people = [
			...door.people,
			makePerson('nam', { residence: { kind: 'away' } }),
			makePerson('cu', { residence: { kind: 'deceased', at: 5 } })
		];
		expect(door.row()).toMatchObject({
			name: 'Nguyễn Văn Ước',
			address: 'Ngõ đình, số 3',
			people: 3,
			away: 1
		});
	});

	test('is the same object until something of this household changes', () => {
		const door = new OneDoor();
		const before = door.row();
		expect(door.row()).toBe(before);
		door.answers = { ha: { VN2: { status: 'not-yet' } } };
		expect(door.row()).not.toBe(before);
		expect(door.row().state).toBe('partial');
	});

	test('is computed again when the day turns', () => {
		const door = new OneDoor();
		door.visits = [visit('follow-up', '2026-11-20T12:00:00Z', '2026-11-23')];
		expect(door.row('2026-11-22').isDue).toBe(false);
		expect(door.row('2026-11-23').isDue).toBe(true);
	});

	test.each([
		[
			'promised by the last visit, and its day has come',
			visit('follow-up', '2026-11-20T12:00:00Z', TODAY),
			true
		],
		['promised without a day', visit('follow-up', '2026-11-20T12:00:00Z'), true],
		['just promised, without a day', visit('follow-up', '2026-11-22T12:00:00Z'), false],
		['promised for later today', visit('follow-up', '2026-11-22T02:00:00Z', TODAY), true],
		['met since', visit('met', '2026-11-20T12:00:00Z'), false]
	])('is due: %s', (_, last, expected) => {
		const door = new OneDoor();
		door.visits = [last];
		expect(door.row().isDue).toBe(expected);
	});

	test('a day promised in an answer brings the household up, until somebody came', () => {
		const door = new OneDoor();
		door.answers = { ha: { MM: { status: 'blocked', reason: 'V05', due: '2026-11-21' } } };
		expect(door.row().isDue).toBe(true);
		door.visits = [visit('met', '2026-11-22T12:00:00Z')];
		expect(door.row().isDue).toBe(false);
	});
});

describe('what a line says of the knocks', () => {
	test('[F1] what to come back for, of the earliest promise', () => {
		const door = new OneDoor();
		const answer = { status: 'blocked', reason: 'V13', due: TODAY } as const;
		door.answers = { ha: { VN2: answer } };
		expect(door.row()).toMatchObject({ due: TODAY, appointment: { of: 'answer', item: 'VN2', answer } });
	});

	test('[F1] a door closed three times in a row is with the head, with a time to try all the same', () => {
		const door = new OneDoor();
		const shut = (day: string) => visit('not-home', `2026-11-${day}T01:00:00Z`);
		door.visits = [shut('18'), shut('19')];
		expect(door.row()).toMatchObject({ isWithHead: false, timesNotHome: 2, nextTry: { next: 'evening' } });
		door.visits = [...door.visits, shut('20')];
		expect(door.row()).toMatchObject({ isWithHead: true, timesNotHome: 3 });
	});

	test('[F1] a household found on the way, begun and then closed three times, is with the head too', () => {
		const door = new OneDoor();
		door.people = [makePerson('uoc', { relation: 'head' })];
		door.answers = { uoc: { VN2: { status: 'done', evidence: 'said' } } };
		door.visits = ['18', '19', '20'].map((day) => visit('not-home', `2026-11-${day}T01:00:00Z`));
		expect(door.row()).toMatchObject({ state: 'not-home', isWithHead: true });
		const said = { status: 'done', evidence: 'said' } as const;
		door.answers = { uoc: { VN2: said, DVC1: said, SK: said, MM: said, ATM: said } };
		expect(door.row()).toMatchObject({ state: 'complete', isWithHead: false });
	});

	test('[F4] a family that said no is left in peace, whatever was promised before, until a visit says otherwise', () => {
		const door = new OneDoor();
		door.answers = { ha: { VN2: { status: 'blocked', reason: 'V13', due: TODAY } } };
		door.visits = [visit('refused', '2026-11-21T12:00:00Z')];
		const row = door.row();
		expect(row).toMatchObject({ state: 'refused', isDue: false });
		expect([row.due, row.appointment]).toEqual([undefined, undefined]);
		door.visits = [...door.visits, visit('met', '2026-11-21T13:00:00Z')];
		expect(door.row()).toMatchObject({ state: 'partial', isDue: true });
	});

	describe('[F3] what the head wants looked at again', () => {
		const again = { status: 'done', evidence: 'said', recheck: true } as const;

		test('brings up a household that was asked to the end, until it is answered, whoever knocks meanwhile', () => {
			const door = new OneDoor();
			door.people = [makePerson('uoc')];
			const said = { status: 'done', evidence: 'said' } as const;
			const all = { VN2: said, DVC1: said, SK: said, MM: said, ATM: said };
			door.answers = { uoc: { ...all, VN2: again, CC: again } };
			door.visits = [visit('met', '2026-11-22T12:00:00Z')];
			const row = door.row();
			expect(row).toMatchObject({ state: 'complete', isDue: false, recheck: ['VN2', 'CC'] });
			expect([comesFirst(row), isLeft(row)]).toEqual([true, true]);
			door.answers = { uoc: { ...all, CC: said } };
			expect([comesFirst(door.row()), isLeft(door.row())]).toEqual([false, false]);
		});

		test('is said once for several people, and of the household too', () => {
			const door = new OneDoor();
			door.answers = { uoc: { VN2: again }, ha: { VN2: again } };
			door.householdAnswers = { QR: again };
			expect(door.row().recheck).toEqual(['VN2', 'QR']);
		});

		test('is not waited for of who is far away, of an item that is off, or where the family said no', () => {
			const door = new OneDoor();
			door.people = [makePerson('uoc', { residence: { kind: 'away' } })];
			door.answers = { uoc: { VN2: again } };
			expect(door.row().recheck).toEqual([]);
			door.people = [makePerson('uoc')];
			expect(door.row().recheck).toEqual(['VN2']);
			const off = { ...checklist, mainItems: checklist.mainItems.filter(({ code }) => code !== 'VN2') };
			expect(door.rows.of(door.household, off, TODAY).recheck).toEqual([]);
			door.visits = [visit('refused', '2026-11-21T12:00:00Z')];
			expect(door.row().recheck).toEqual([]);
			door.household = makeHousehold('h1', { status: 'moved-away' });
			door.visits = [];
			expect(door.row().recheck).toEqual([]);
		});
	});

	test('[F37] who wants nothing written down is not asked again, though another phone knocked since', () => {
		const door = new OneDoor();
		door.household = makeHousehold('h1', { noRecord: true });
		door.people = [];
		door.visits = [visit('refused', '2026-11-20T12:00:00Z'), visit('not-home', '2026-11-21T12:00:00Z')];
		expect(door.row()).toMatchObject({ state: 'refused', isRefused: true });
	});

	test('who found somebody today, and when anybody last knocked', () => {
		const door = new OneDoor();
		const last = visit('met', '2026-11-22T12:00:00Z');
		door.visits = [
			{ ...visit('met', '2026-11-21T12:00:00Z'), by: 'm8' as MemberId },
			{ ...visit('not-home', '2026-11-22T02:00:00Z'), by: 'm9' as MemberId },
			{ ...last, companions: ['m2' as MemberId] }
		];
		expect(door.row()).toMatchObject({ metToday: ['m1', 'm2'], visitedAt: last.at });
	});
});

function makeRow(id: string, given: Partial<DoorRow> = {}): DoorRow {
	const base = {
		name: id,
		address: '',
		people: 1,
		away: 0,
		state: 'not-visited',
		isDue: false,
		recheck: [],
		timesNotHome: 0,
		isWithHead: false,
		isRefused: false,
		metToday: []
	} as const;
	return { ...base, ...given, id: id as HouseholdId };
}

const [one, two] = ['g1', 'g2'] as GroupId[] as [GroupId, GroupId];
const byGroup = ({ group }: DoorRow) => [group === one ? 1 : 2, 0] as const;
const idsOf = (rows: readonly DoorRow[]) => rows.map(({ id }) => id);

describe('[F1] the walk', () => {
	const rows = [
		makeRow('a', { group: two }),
		makeRow('b', { group: one, state: 'complete' }),
		makeRow('c', { group: one }),
		makeRow('d', { group: one, state: 'follow-up', isDue: true, due: '2026-11-22' }),
		makeRow('e', { group: two, state: 'follow-up', isDue: true, due: '2026-11-20' }),
		makeRow('f', { group: two, state: 'refused' })
	];
	const sections = sectionsOf(rows, byGroup);

	test('begins with those who wait, the longest first', () => {
		expect(sections[0]?.key).toBe('due');
		expect(idsOf(sections[0]?.rows ?? [])).toEqual(['e', 'd']);
	});

	test('goes group by group; who is asked to the end or said no sinks and is counted, who waits is still left', () => {
		expect(sections.slice(1).map((s) => [s.group, s.left, idsOf(s.rows), idsOf(s.done)])).toEqual([
			[one, 2, ['c'], ['b']],
			[two, 2, ['a'], ['f']]
		]);
	});

	test('[F3] begins before all others with what is to be looked at again, asked to the end or not', () => {
		const again = makeRow('g', { group: one, state: 'complete', due: '2030-01-01', recheck: ['VN2'] });
		const [due, first] = sectionsOf([...rows, again], byGroup);
		expect(idsOf(due?.rows ?? [])).toEqual(['g', 'e', 'd']);
		expect([first?.left, idsOf(first?.done ?? [])]).toEqual([3, ['b']]);
	});

	test('without anybody waiting it begins with the first group', () => {
		expect(sectionsOf([makeRow('a', { group: one })], byGroup)[0]?.group).toBe(one);
	});
});

describe('[F22] whose households Today shows', () => {
	const me = 'm1' as MemberId;
	const [a, b, c, d] = ['a', 'b', 'c', 'd'] as [HouseholdId, HouseholdId, HouseholdId, HouseholdId];
	const rows = [makeRow(a), makeRow(b, { state: 'complete' }), makeRow(c), makeRow(d, { state: 'refused' })];
	const owners = (assigned: HouseholdId[], claimed: [HouseholdId, MemberId[]][] = []) => ({
		me,
		assigned: new Set(assigned),
		claimed: new Map(claimed)
	});
	const shape = (...given: Parameters<typeof whoseListOf>) => {
		const { whose, rows: shown, left } = whoseListOf(...given);
		return [whose, idsOf(shown).join(' '), left];
	};

	test('all of the hamlet, and nothing to choose, when nobody shared them out', () => {
		expect(shape(rows, owners([]), undefined)).toEqual([undefined, 'a b c d', 2]);
		expect(shape(rows, owners([], [[a, ['m2' as MemberId]]]), 'mine')).toEqual([undefined, 'a b c d', 2]);
	});

	test('opens on mine, those taken for tonight among them, with the whole hamlet a tap away', () => {
		const given = owners([b], [[c, [me]]]);
		expect(shape(rows, given, undefined)).toEqual(['mine', 'b c', 1]);
		expect(shape(rows, given, 'whole')).toEqual(['whole', 'a b c d', 2]);
	});

	test('a household taken for tonight alone can be chosen, and hides nobody else’s', () => {
		const given = owners([], [[c, [me]]]);
		expect(shape(rows, given, undefined)).toEqual(['whole', 'a b c d', 2]);
		expect(shape(rows, given, 'mine')).toEqual(['mine', 'c', 1]);
	});
});

describe('what is drawn at once', () => {
	const section = (key: string, open: number, done = 0): DoorSection => ({
		key,
		left: open,
		rows: Array.from({ length: open }, (_, at) => makeRow(`${key}${String(at)}`)),
		done: Array.from({ length: done }, (_, at) => makeRow(`${key}-done${String(at)}`, { state: 'complete' }))
	});
	const sections = [section('a', 50), section('b', 0, 5), section('c', 30, 4)];
	const shape = (from: number, open: string[] = []) => {
		const window = windowOf(sections, (key) => open.includes(key), from, 60);
		const parts = window.sections.map(({ section: { key }, rows, isEnd, done }) =>
			[key, rows.length, isEnd ? 'end' : '', done.length].join(' ')
		);
		return [parts, window.next];
	};

	test('is at most sixty rows, and says where the rest begins', () => {
		expect(shape(0)).toEqual([['a 50 end 0', 'b 0 end 0', 'c 10  0'], 60]);
		expect(shape(60)).toEqual([['c 20 end 0'], undefined]);
	});

	test('opened done rows count like the others', () => {
		expect(shape(0, ['b', 'c'])).toEqual([['a 50 end 0', 'b 0 end 5', 'c 5  0'], 60]);
		expect(shape(60, ['b', 'c'])).toEqual([['c 25 end 4'], undefined]);
	});

	test('no row is drawn twice and none is left out', () => {
		const parts = [0, 60].flatMap((from) => windowOf(sections, () => true, from, 60).sections);
		const drawn = parts.flatMap((s) => [...idsOf(s.rows), ...idsOf(s.done)]);
		expect(drawn).toEqual(sections.flatMap((s) => [...idsOf(s.rows), ...idsOf(s.done)]));
	});
});

describe('[F7] search', () => {
	const households = [
		makeHousehold('h1'),
		makeHousehold('h2', { address: 'Bờ kênh', nickname: 'Quán Bà Tư' })
	];
	const people = {
		h1: [
			makePerson('uoc', { name: 'Nguyễn Văn Ước', phone: '0912345678' }),
			makePerson('ha', { name: 'Lê Thị Hà' })
		],
		h2: [makePerson('hai', { name: 'Trần Hà Hải' })]
	};
	const entries = entriesOf(households, ({ id }) => people[id as 'h1' | 'h2']);
	const find = (typed: string) =>
		findHouseholds(entries, typed).map(({ household, person }) => [household.id, person?.id]);

	test.each([
		['le ha', [['h1', 'ha']]],
		['nvu', [['h1', 'uoc']]],
		['678', [['h1', 'uoc']]],
		['bo kenh', [['h2', 'hai']]],
		['ba tu', [['h2', undefined]]],
		['không có ai', []],
		['', []]
	])('“%s” finds each household once, by the person who answers best', (typed, expected) => {
		expect(find(typed)).toEqual(expected);
	});

	test('says that nobody is called so only when all of the list is here', () => {
		expect(foundText(0, false)).toBe('Chưa tìm thấy. Danh sách còn đang tải về.');
		expect(foundText(0, true)).toMatch(/^Không tìm thấy nhà nào/);
		expect([foundText(2, false), foundText(2, true)]).toEqual(Array(2).fill('Tìm thấy 2 nhà'));
	});

	test('among equals the household that goes by the name comes first', () => {
		const two = [makeHousehold('h1'), makeHousehold('h2')];
		const head = makePerson('head', { name: 'Lê Thị Hà', relation: 'head' });
		const wife = makePerson('wife', { name: 'Lê Thị Hà' });
		const given = entriesOf(two, ({ id }) => (id === 'h1' ? [makePerson('uoc'), wife] : [head]));
		expect(findHouseholds(given, 'le ha').map(({ household }) => household.id)).toEqual(['h2', 'h1']);
	});

	test('the given name weighs more than a middle one', () => {
		expect(find('hà')[0]).toEqual(['h1', 'ha']);
	});
});
