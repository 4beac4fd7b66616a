// The sample as the widest lists have it: people of six and seven syllables, Ê Đê and Khmer names, hamlets named after a
// factory's housing, addresses as they are told to a stranger. Every second row keeps its ordinary name, since short words
// have faults of their own. And something of everything that is shown by name, so that no page of the walk is empty.
import { addDays, dayOf, startOfDay } from '#domain/calendar.ts';
import type { Fields } from '#protocol/row.ts';
import type { SampleIds } from './screens.ts';
import { writePast, type ServerRows } from './server-rows.ts';

const PEOPLE = [
	'Nguyễn Phạm Hoàng Thị Phương Nghiêm',
	'Công Huyền Tôn Nữ Thị Phương Nghiêng',
	'H’Nguyệt Niê Kdăm Buôn Krông',
	'Thạch Thị Sô Phia Rạt Ta Na',
	'Nguyễn Trương Đặng Hoàng Khương Nghiêng',
	'Kpă H’Blơih Rơmah Nay Ksơr',
	'Huỳnh Nguyễn Trương Thị Thanh Thương',
	'Danh Sà Rêm Chanh Đa Ra Som Nang',
	'Y Thuyên Ksơr Buôn Dap Niê Kdăm',
	'Trịnh Đặng Nguyễn Hoàng Quang Trường',
	'Ngô Phương Nguyễn Thị Khánh Nghiêng'
];
export const LONGEST_PERSON = PEOPLE[0] as string;
export const LONGEST_HAMLET = 'Tổ dân phố Khu Tập thể Nhà máy Cơ khí Nông nghiệp';
const NEXT_HAMLET = 'Khóm Phum Sóc Giồng Trà Cú Khu Dân cư Vượt lũ';
const GROUP = 'Tổ đoàn kết số 12 Khu Tập thể Nhà máy Cơ khí Nông nghiệp';
const LANE = 'Ngõ 1234/56 đường Xô Viết Nghệ Tĩnh nối dài';
const ADDRESS =
	'Số 1234/56/78 hẻm 90 đường Nguyễn Thị Minh Khai nối dài, khu tập thể Nhà máy Cơ khí Nông nghiệp, sau miếu Bà Chúa Xứ';
const COMMUNE = {
	name: 'Phường Phan Rang - Tháp Chàm và vùng phụ cận',
	words: {
		commune: 'phường',
		hamlet: 'tổ dân phố',
		group: 'tổ nhân dân tự quản',
		team: 'Tổ chuyển đổi số cộng đồng'
	},
	dataTerms: {
		basis: 'article-19',
		procedure: 'Quyết định số 1234/QĐ-UBND ngày 15/7/2026 của Ủy ban nhân dân phường',
		contact: 'Bà Công Huyền Tôn Nữ Thị Phương Nghiêng, công chức Văn hóa - Xã hội',
		phone: '02343822123',
		months: 12
	}
};
const CAMPAIGN = 'Đợt cao điểm 45 ngày đêm kích hoạt tài khoản định danh điện tử mức độ 2 toàn phường';
const NOTE =
	'Đến sau sáu giờ tối, gọi cổng phía sau nhà văn hóa vì chó dữ, bà Nghiêng nghe không rõ nên nói to giúp.';
const DAY_MS = 86_400_000;

/** Writes them into the database of a running server, before anybody has signed in. */
export function giveLongestNames(dataDir: string, sample: SampleIds): void {
	writePast(dataDir, (rows) => {
		renameAll(rows, sample);
		tellOfEverything(rows, sample);
	});
}

function renameAll(rows: ServerRows, { household, hamlet }: SampleIds): void {
	for (const { id } of rows.all('commune')) rows.change('commune', id, COMMUNE);
	for (const { id } of rows
		.all('hamlets')
		.filter(({ id }) => id !== hamlet)
		.slice(0, 2))
		rows.change('hamlets', id, { name: NEXT_HAMLET });
	rows.change('hamlets', hamlet, { name: LONGEST_HAMLET });
	rows.add('lanes', 'longest-lane', `h:${hamlet}`, { hamlet, name: LANE, order: 1 });
	everySecond(rows.all('groups'), ({ id }) => rows.change('groups', id, { name: GROUP }));
	everySecond(rows.all('households'), ({ id, s }) =>
		rows.change('households', id, {
			address: ADDRESS,
			...(s === `h:${hamlet}` ? { lane: 'longest-lane' } : {})
		})
	);
	rows.change('households', household, { address: ADDRESS, lane: 'longest-lane' });
	const isHere = ({ f }: { f: Fields }) => f.household === household;
	everySecond(rows.all('people'), ({ id }, at) => rows.change('people', id, { name: nameAt(at) }));
	rows
		.all('people')
		.filter(isHere)
		.forEach(({ id }, at) => rows.change('people', id, { name: nameAt(at) }));
	rows.all('members').forEach(({ id }, at) => rows.change('members', id, { name: nameAt(at) }));
}

function everySecond<T>(all: readonly T[], change: (one: T, at: number) => void): void {
	all.forEach((one, at) => at % 2 === 0 && change(one, at / 2));
}

const nameAt = (at: number): string => PEOPLE[at % PEOPLE.length] as string;

/** What would take an evening's work of several people: visits, words, answers, who has gone, what is disputed. */
function tellOfEverything(rows: ServerRows, { household, hamlet }: SampleIds): void {
	const now = Date.now();
	const today = dayOf(now);
	const scope = `h:${hamlet}`;
	const members = rows.all('members').filter(({ f }) => String(f.roles).includes('volunteer'));
	const [hoa, binh] = members.map(({ id }) => id) as [string, string];
	const people = rows
		.all('people')
		.filter(({ f }) => f.household === household)
		.sort((a, b) => Number(a.f.order) - Number(b.f.order))
		.map(({ id }) => id) as [string, string, string, string];
	const [head, second] = people;
	const [gone, away] = people.slice(-2) as [string, string];

	rows.change('households', household, { note: { text: NOTE, by: binh, at: now - DAY_MS } });
	rows.change('people', gone, { residence: { kind: 'moved' } });
	rows.change('people', away, { residence: { kind: 'away', until: '2027-01' } });
	const said = { status: 'done', evidence: 'said' };
	const blocked = { status: 'blocked', reason: 'V15', due: today };
	rows.add('answers', head, scope, { VN2: said, MM: blocked });
	rows.add('answers', second, scope, {
		SK: { ...said, recheck: true },
		VN2: { status: 'not-yet', stage: 'approved', due: addDays(today, 3) }
	});
	rows.add('visits', 'longest-visit', scope, {
		household,
		outcome: 'not-home',
		at: now - DAY_MS,
		by: binh,
		companions: [hoa]
	});
	rows.add('visits', 'own-visit', scope, {
		household,
		outcome: 'follow-up',
		at: now - 2 * DAY_MS,
		by: hoa,
		due: today
	});
	rows.add('assists', 'longest-assist', scope, { person: head, item: 'VN2', by: hoa, at: now - DAY_MS });
	const session = {
		hamlet,
		kind: 'evening',
		place: `Nhà trưởng ${GROUP}`.slice(0, 80),
		helpers: [hoa, binh]
	};
	for (const [id, day] of [
		['longest-session', today],
		['past-session', addDays(today, -1)]
	] as const) {
		const at = startOfDay(day) + 60_000;
		const ended = day === today ? {} : { endedAt: at + 3_600_000 };
		rows.add('sessions', id, scope, { ...session, day, startedAt: at, ...ended });
		for (const person of [head, second])
			rows.add('attendance', `${id}:${person}:${binh}`, scope, { session: id, person, at, by: binh });
		rows.add('assists', `${id}-assist`, scope, { person: head, item: 'VN2', by: hoa, at, session: id });
	}
	rows.add('claims', `${household}:${binh}`, scope, { household, by: binh, day: today });
	rows.add('assignments', `${household}:${hoa}`, scope, { household, member: hoa, active: true });
	rows.add('conflicts', 'longest-conflict', scope, {
		...{ in: 'answers', row: head, field: 'VN2' },
		kept: { value: said, by: hoa, at: now - DAY_MS },
		dropped: { value: { status: 'not-yet' }, by: binh, at: now - DAY_MS }
	});
	rows.add('campaigns', 'longest-campaign', 'c', {
		...{ name: CAMPAIGN, from: addDays(today, -3), until: addDays(today, 11) },
		...{ mainItems: ['ASXH', 'SIM'], forces: ['digital-team', 'project-06', 'solidarity-group', 'youth'] }
	});
	for (const item of ['VN2', 'ASXH', 'TMDT'])
		rows.add('targets', `${hamlet}:${item}`, 'c', { hamlet, item, count: 1_200, by: addDays(today, 9) });
	const raw = { k: 'set', c: 'answers', id: head, a: { VN2: blocked } };
	rows.add('parked', '9.1', `u:${hoa}`, {
		code: 'late',
		raw: JSON.stringify(raw),
		at: now,
		label: LONGEST_PERSON
	});
	rows.park('9.1', hoa, raw, LONGEST_PERSON);
}
