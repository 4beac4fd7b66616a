import { describe, expect, test } from 'vitest';
import { defaultChecklist } from '#domain/default-checklist.ts';
import type { Appointment } from '#domain/door-state.ts';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import { TODAY } from '../../../tests/support/register.ts';
import type { DoorRow } from './door-rows.ts';
import { leftOffAt } from './left-off.ts';
import { signsOf, type Surroundings } from './row-words.ts';

const [h1, h2] = ['h1', 'h2'] as [HouseholdId, HouseholdId];
const [me, hoa] = ['me', 'hoa'] as [MemberId, MemberId];

const row = (given: Partial<DoorRow> = {}): DoorRow => ({
	id: h1,
	name: 'Lê An',
	address: '',
	people: 4,
	away: 0,
	state: 'not-visited',
	isDue: false,
	recheck: [],
	timesNotHome: 0,
	isWithHead: false,
	isRefused: false,
	metToday: [],
	...given
});

const around = (given: Partial<Surroundings> = {}): Surroundings => ({
	today: TODAY,
	items: defaultChecklist(),
	hamlet: 'thôn',
	me,
	claims: new Map(),
	nameOf: (member) => (member === hoa ? 'Nguyễn Thị Hoa' : undefined),
	unsent: new Set(),
	...given
});

const textsOf = (given: Partial<DoorRow>, surroundings: Partial<Surroundings> = {}) =>
	signsOf(row(given), around(surroundings)).map(({ text }) => text);

describe('[F1] a household that waits says what for', () => {
	const answered = (day: string, answer: object): Appointment =>
		({ of: 'answer', day, item: 'VN2', answer }) as Appointment;

	test.each<[string, Appointment]>([
		[
			'Hẹn hôm nay · VNeID mức 2: Hồ sơ chưa được duyệt',
			answered(TODAY, { status: 'blocked', reason: 'V13' })
		],
		[
			'Hẹn 20/11 · VNeID mức 2: Đã duyệt, chưa kích hoạt',
			answered('2026-11-20', { status: 'not-yet', stage: 'approved' })
		],
		['Hẹn hôm nay · VNeID mức 2: xem đã làm xong chưa', answered(TODAY, { status: 'not-yet' })],
		['Hẹn hôm nay · nhà hẹn hôm 19/11', { of: 'visit', day: TODAY, madeAt: Date.UTC(2026, 10, 19, 12) }],
		[
			'Hẹn lại, chưa rõ ngày · nhà hẹn hôm 19/11',
			{ of: 'visit', day: undefined, madeAt: Date.UTC(2026, 10, 19, 12) }
		]
	])('%s', (expected, appointment) => {
		expect(textsOf({ isDue: true, appointment })).toEqual([expected]);
		expect(textsOf({ isDue: false, appointment })).toEqual([]);
	});
});

test('[F3] what the head wants looked at again is said first, beside what was promised', () => {
	const recheck = ['VN2', 'MM'];
	expect(textsOf({ state: 'complete', recheck })).toEqual(['Cần kiểm tra lại: VNeID mức 2, Mobile money']);
	const appointment: Appointment = { of: 'visit', day: TODAY, madeAt: Date.UTC(2026, 10, 19, 12) };
	expect(textsOf({ isDue: true, appointment, recheck: ['VN2'] })).toEqual([
		'Cần kiểm tra lại: VNeID mức 2',
		'Hẹn hôm nay · nhà hẹn hôm 19/11'
	]);
});

describe('[F1] a closed door says when to try again', () => {
	test.each<[string, Partial<DoorRow>]>([
		['Vắng buổi sáng. Thử buổi tối.', { timesNotHome: 1, nextTry: { tried: ['morning'], next: 'evening' } }],
		[
			'Vắng 2 lần buổi sáng. Thử buổi tối.',
			{ timesNotHome: 2, nextTry: { tried: ['morning'], next: 'evening' } }
		],
		[
			'Vắng 2 lần buổi tối, buổi sáng. Thử buổi chiều.',
			{ timesNotHome: 2, nextTry: { tried: ['evening', 'morning'], next: 'afternoon' } }
		],
		[
			'Vắng 3 lần, sẽ lên danh sách của trưởng thôn. Thử buổi tối.',
			{ timesNotHome: 3, isWithHead: true, nextTry: { tried: ['morning'], next: 'evening' } }
		]
	])('%s', (expected, given) => {
		expect(textsOf({ state: 'not-home', ...given })).toEqual([expected]);
		expect(textsOf({ state: 'complete', ...given })).toEqual([]);
	});
});

describe('[F22] who goes there tonight', () => {
	const claims = (...members: MemberId[]) => ({ claims: new Map([[h1, members]]) });

	test.each([
		['Bạn đến tối nay', claims(me)],
		['Nguyễn Thị Hoa đến tối nay', claims(hoa)],
		['Bạn và Nguyễn Thị Hoa cùng nhận đến tối nay', claims(hoa, me)],
		['Một người khác đến tối nay', claims('not known here' as MemberId)]
	])('%s', (expected, given) => {
		expect(textsOf({}, given)).toEqual([expected]);
	});

	test('is said no more of who has been there, and of nobody once all is asked', () => {
		expect(textsOf({ metToday: [hoa] }, claims(hoa, me))).toEqual(['Bạn đến tối nay']);
		expect(textsOf({ state: 'complete' }, claims(hoa, me))).toEqual([]);
		expect(textsOf({ state: 'complete', recheck: ['VN2'] }, claims(me))).toEqual([
			'Cần kiểm tra lại: VNeID mức 2',
			'Bạn đến tối nay'
		]);
	});
});

test('what has yet to leave the phone stands last', () => {
	expect(textsOf({}, { claims: new Map([[h1, [me]]]), unsent: new Set([h1]) })).toEqual([
		'Bạn đến tối nay',
		'Chưa gửi'
	]);
});

describe('[F1] where the volunteer stopped', () => {
	const begun = [row({ state: 'partial' }), row({ id: h2, state: 'partial' })];
	const at = (...atDoors: [HouseholdId, number][]) => ({ companions: [], atDoors });

	test('is the last door where something is still to be asked', () => {
		expect(leftOffAt(at([h1, 1], [h2, 2]), begun)?.id).toBe(h2);
		expect(
			leftOffAt(at([h1, 1], [h2, 2]), [row({ state: 'partial' }), row({ id: h2, state: 'complete' })])?.id
		).toBe(h1);
		expect(leftOffAt(at(), begun)).toBeUndefined();
		expect(leftOffAt(at(['elsewhere' as HouseholdId, 3]), begun)).toBeUndefined();
	});

	test('is not a door she has left since with a visit written down', () => {
		expect(leftOffAt(at([h1, 5]), [row({ state: 'partial', visitedAt: 6 })])).toBeUndefined();
		expect(leftOffAt(at([h1, 5]), [row({ state: 'partial', visitedAt: 4 })])?.id).toBe(h1);
	});
});
