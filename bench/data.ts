// An invented household list of any size: the same seed gives the same list. It is written as a file such as communes
// have, so that it comes in through the same import as a real one.

const FAMILIES = 'Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Ung'.split(' ');
const MIDDLE = { Nam: 'Văn Hữu Đức Tấn Quang Công'.split(' '), Nữ: 'Thị Ngọc Kim Thị Thu Thị'.split(' ') };
const GIVEN = {
	Nam: 'Ước Lộc Hậu Phúc Tâm Sáu Sơn Long Thành Bình Dũng Hùng Khoa Nghĩa Quý Vinh'.split(' '),
	Nữ: 'Loan Nở Mai Gái Ưng Ý Hà Lan Hồng Huệ Nga Oanh Phượng Thảo Xuân Yến'.split(' ')
};
const PLACES = ['Bờ kênh', 'Ngõ đình', 'Ngõ chợ', 'Sau trường', 'Gần cầu', ''];
const HOUSEHOLDS_PER_GROUP = 30;

export const COLUMNS = [
	...['Thôn', 'Mã hộ', 'Họ và tên', 'Quan hệ với chủ hộ', 'Ngày sinh'],
	...['Giới tính', 'Số điện thoại', 'Tổ đoàn kết', 'Địa chỉ']
];

export interface ListSize {
	hamlet: string;
	/** Exactly this many people, in households of one to six. */
	people: number;
	seed: number;
}

/** The list of one hamlet as CSV with a header: UTF-8 text, lines ended by CR LF as spreadsheets write them. */
export function inventList({ hamlet, people, seed }: ListSize): string {
	const random = randomFrom(seed);
	const lines = [COLUMNS.join(',')];
	for (let household = 1; lines.length <= people; household += 1) {
		const size = Math.min(1 + Math.floor(random() * 6), people - lines.length + 1);
		lines.push(...inventHousehold(hamlet, household, size, random));
	}
	return `${lines.join('\r\n')}\r\n`;
}

function inventHousehold(hamlet: string, household: number, size: number, random: () => number): string[] {
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
	const family = pick(FAMILIES);
	const headGender = random() < 0.7 ? 'Nam' : 'Nữ';
	const headBorn = 1945 + Math.floor(random() * 55);
	const group = `Tổ đoàn kết ${Math.ceil(household / HOUSEHOLDS_PER_GROUP)}`;
	const address = [random() < 0.5 ? `Số ${household}` : '', pick(PLACES)].filter(Boolean).join(' ');
	return Array.from({ length: size }, (_, at) => {
		const spouse = headGender === 'Nam' ? 'Nữ' : 'Nam';
		const gender = at === 0 ? headGender : at === 1 ? spouse : pick(['Nam', 'Nữ'] as const);
		const born = at < 2 ? headBorn + at * 2 : headBorn + 22 + Math.floor(random() * 10);
		const day = `${twoDigits(1 + random() * 28)}/${twoDigits(1 + random() * 12)}/${Math.min(born, 2025)}`;
		const name = [at === 1 ? pick(FAMILIES) : family, pick(MIDDLE[gender]), pick(GIVEN[gender])].join(' ');
		const phone = random() < 0.6 ? `09${String(Math.floor(random() * 1e8)).padStart(8, '0')}` : '';
		const relation = at === 0 ? 'Chủ hộ' : at === 1 ? (spouse === 'Nữ' ? 'Vợ' : 'Chồng') : 'Con';
		const code = `H${String(household).padStart(5, '0')}`;
		return [hamlet, code, name, relation, day, gender, phone, group, address].join(',');
	});
}

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** Numbers in [0, 1) that look random and are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
