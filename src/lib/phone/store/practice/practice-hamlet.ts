// "Tập làm thử" (F8): twelve invented households, each with something to practise on. Names say what they stand for, so
// that nobody takes them for a neighbour; no telephone number is made up, for it would ring at somebody's.
import type { Answer, Answers } from '#domain/answer.ts';
import { addDays, dayOf, type Day, type Instant, partsOf } from '#domain/calendar.ts';
import { noSmartphone } from '#domain/cascade.ts';
import { defaultChecklist } from '#domain/default-checklist.ts';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import type { Person, Relation, Residence } from '#domain/person.ts';
import { defaultPlaceWords } from '#domain/places.ts';
import type { VisitOutcome } from '#domain/visit.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { FieldsOf } from '#protocol/row-fields.ts';
import type { Row } from '#protocol/row.ts';
import { COMMUNE_SCOPE, hamletScope, type Scope } from '#protocol/scope.ts';
import { PRACTICE } from './practice-member.ts';

const HAMLET = 'practice-hamlet' as never;
const DAY_MS = 86_400_000;

type Told = Answers | 'no-smartphone';
type Folk = [
	name: string,
	age: number,
	relation: Relation,
	more?: { residence?: Residence; answers?: Told; female?: true }
];

interface Home {
	people: Folk[];
	/** Oldest first; `ago` in days. */
	visits?: { outcome: VisitOutcome; ago: number; dueIn?: number }[];
}

const said: Answer = { status: 'done', evidence: 'said' };
const seen: Answer = { status: 'done', evidence: 'seen' };
const allDone: Answers = { VN2: seen, DVC1: said, SK: said, MM: said, ATM: said };

const homesOf = (today: Day): Home[] => [
	{
		people: [
			['Nguyễn Văn Thử', 58, 'head'],
			['Trần Thị Mẫu', 55, 'wife', { female: true }],
			['Nguyễn Văn Nháp', 30, 'child'],
			['Lê Thị Tập', 28, 'child', { female: true }]
		]
	},
	{
		people: [['Phạm Thị Không Máy', 78, 'head', { female: true, answers: 'no-smartphone' }]],
		visits: [{ outcome: 'met', ago: 3 }]
	},
	{
		people: [
			['Hoàng Văn Đi Xa', 41, 'head', { residence: { kind: 'away', until: monthAfter(today, 2) } }],
			['Võ Thị Ở Nhà', 38, 'wife', { female: true }],
			['Hoàng Văn Bé Con', 8, 'child']
		]
	},
	{
		people: [
			['Vũ Văn Chưa Muốn', 47, 'head'],
			['Cao Thị Chưa Muốn', 45, 'wife', { female: true }]
		],
		visits: [{ outcome: 'refused', ago: 4 }]
	},
	{
		people: [
			['Đặng Thị Hẹn Hôm Nay', 52, 'head', { female: true }],
			['Đặng Văn Cùng Hẹn', 24, 'child']
		],
		visits: [{ outcome: 'follow-up', ago: 2, dueIn: 0 }]
	},
	{
		people: [
			['Bùi Văn Vắng Nhà', 35, 'head'],
			['Tạ Thị Vắng Nhà', 33, 'wife', { female: true }]
		],
		visits: [
			{ outcome: 'not-home', ago: 5 },
			{ outcome: 'not-home', ago: 1 }
		]
	},
	{
		people: [
			['Đỗ Thị Đã Xong', 44, 'head', { female: true, answers: allDone }],
			['Đỗ Văn Cũng Xong', 19, 'child', { answers: allDone }]
		],
		visits: [{ outcome: 'met', ago: 6 }]
	},
	{
		people: [
			['Hồ Văn Đang Dở', 50, 'head', { answers: { VN2: said, DVC1: { ...said, recheck: true } } }],
			['Phan Thị Đang Dở', 49, 'wife', { female: true }]
		],
		visits: [{ outcome: 'met', ago: 1 }]
	},
	{
		people: [
			[
				'Ngô Văn Vướng Sim',
				63,
				'head',
				{
					answers: {
						VN2: { status: 'blocked', reason: 'V05', due: addDays(today, 3) },
						SIM: { status: 'blocked', reason: 'V05' }
					}
				}
			],
			['Ngô Thị Giúp Cha', 27, 'child', { female: true, answers: allDone }]
		],
		visits: [{ outcome: 'met', ago: 2 }]
	},
	{
		people: [
			[
				'Dương Thị Chờ Duyệt',
				36,
				'head',
				{
					female: true,
					answers: { VN2: { status: 'not-yet', stage: 'approved', due: addDays(today, 1) }, MM: said }
				}
			]
		],
		visits: [{ outcome: 'met', ago: 3 }]
	},
	{
		people: [
			['Lý Thị Đổi Thẻ', 60, 'head', { female: true }],
			['Lý Văn Đổi Thẻ', 25, 'child']
		]
	},
	{
		people: [
			['Mai Văn Đông Người', 54, 'head'],
			['Châu Thị Đông Người', 51, 'wife', { female: true }],
			['Mai Thị Mười Bốn', 14, 'child', { female: true }],
			['Mai Văn Còn Nhỏ', 9, 'child'],
			['Quách Thị Mẹ Già', 81, 'mother', { female: true }],
			['Kim Văn Ở Trọ', 22, 'other', { residence: { kind: 'temporary' } }]
		]
	}
];

/** All rows of the invented commune, by the scope they would come down in, as on the day of `now`. */
export function practiceRows(now: Instant): Record<Scope, Row[]> {
	const today = dayOf(now);
	const items = defaultChecklist();
	const commune = new Rows();
	const hamlet = new Rows();

	commune.add('commune', 'practice-commune', { name: 'Xã Làm Thử', words: defaultPlaceWords });
	commune.add('hamlets', HAMLET, { name: 'Thôn Tập', order: 1 });
	for (const { code, ...item } of items) commune.add('items', code, item);
	const member = (id: MemberId, name: string, role: 'volunteer' | 'hamlet-head'): void =>
		commune.add('members', id, { name, roles: [role], hamlets: [HAMLET] });
	member(PRACTICE, 'Người Đang Tập', 'volunteer');
	member('practice-second' as MemberId, 'Người Cùng Tập', 'volunteer');
	member('practice-head' as MemberId, 'Trưởng Thôn Làm Thử', 'hamlet-head');

	const groups = ['Tổ tập một', 'Tổ tập hai'];
	groups.forEach((name, at) => hamlet.add('groups', groupId(at), { hamlet: HAMLET, name, order: at + 1 }));
	homesOf(today).forEach(({ people, visits = [] }, at) => {
		const household = `practice-${at + 1}` as HouseholdId;
		hamlet.add('households', household, {
			hamlet: HAMLET,
			group: groupId(at < 6 ? 0 : 1),
			address: `số ${at + 1}`,
			order: at + 1,
			status: 'active'
		});
		people.forEach(([name, age, relation, { residence, answers, female } = {}], place) => {
			const id = `${household}.${place + 1}`;
			const person: Person = {
				household,
				name,
				birth: { year: partsOf(today).year - age },
				gender: female ? 'female' : 'male',
				relation,
				order: place + 1,
				...(residence === undefined ? {} : { residence })
			};
			hamlet.add('people', id, person);
			if (answers === 'no-smartphone') hamlet.add('answers', id, noSmartphone(items, person, {}, today));
			else if (answers !== undefined) hamlet.add('answers', id, answers);
		});
		visits.forEach(({ outcome, ago, dueIn }, place) =>
			hamlet.add('visits', `${household}.v${place + 1}`, {
				household,
				outcome,
				at: now - ago * DAY_MS,
				by: PRACTICE,
				...(dueIn === undefined ? {} : { due: addDays(today, dueIn) })
			})
		);
	});
	return { [COMMUNE_SCOPE]: commune.rows, [hamletScope(HAMLET)]: hamlet.rows };
}

const groupId = (at: number) => `practice-group-${at + 1}` as never;

/** Month `yyyy-mm`, `count` months after that of `day`. */
function monthAfter(day: Day, count: number): string {
	const { year, month } = partsOf(day);
	const months = year * 12 + month - 1 + count;
	return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

class Rows {
	readonly rows: Row[] = [];

	add<C extends CollectionName>(c: C, id: string, f: FieldsOf<C>): void {
		this.rows.push({ c, id, rv: 1, seq: this.rows.length + 1, f });
	}
}
