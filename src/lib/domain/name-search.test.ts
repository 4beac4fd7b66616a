import { describe, expect, test } from 'vitest';
import { fold, queryOf, scoreOf, searchableOf } from './name-search.ts';

/** One hamlet: name, address, phone. */
const PEOPLE: readonly (readonly [name: string, address?: string, phone?: string])[] = [
	['Đỗ Thị Ước', 'Ngõ 3, số 12', '0912 345 678'],
	['Lê Thị Hà', 'Ngõ 3, số 14A', '0383036724'],
	['Lê Thị Hạ', 'Ngõ 5, số 2'],
	['Hà Thị Lê', 'Xóm Đình, số 7'],
	['Hoàng An', 'Bờ kênh, số 137'],
	['Nguyễn Văn Hòa', 'Ngõ 1, số 9', '0977000111'],
	['Nguyễn Văn Hoa', 'Ngõ 2, số 21'],
	['Nguyễn Văn Hoan', 'Ngõ 2, số 23'],
	['Nguyễn Thị Thúy', 'Xóm Chùa'],
	['Trần Quốc Khánh', 'Xóm Chùa'],
	['Vũ Hồ Lý', 'Ngõ 8, số 101/2'],
	['Ðặng Văn Ðức', 'Xóm Đình, số 30'],
	['Nguyễn Văn Đức', 'Xóm Đình, số 31'],
	['Đặng Tấn Lộc', 'Bờ kênh, số 13'],
	['Phạm Thị Quỳnh Như', 'Ngõ 11'],
	['Bùi Xuân Trường', 'Ngõ 11, số 4'],
	['Tô Ngọc Uyên', 'Ngõ 12'],
	['Ngô Thị Tuyết', 'Ngõ 12, số 1'],
	['Lý A Páo', 'Bản Nậm Mu'],
	['Giàng Thị Súa', 'Bản Nậm Mu'],
	["H'Hen Niê", 'Buôn Sút'],
	['Y Thu Êban', 'Buôn Sút'],
	['Thạch Thị Sóc Kha', 'Phum Trà'],
	['Nguyễn Thị Phương Thảo', 'Ngõ 14'],
	['Nguyễn Phương Thảo', 'Ngõ 15']
];

const searchables = PEOPLE.map((person) => searchableOf(...person));

/** Names that answer, best first. */
const find = (typed: string): string[] => {
	const query = queryOf(typed);
	return PEOPLE.map(([name], index) => ({ name, score: scoreOf(query, searchables[index]!) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score)
		.map(({ name }) => name);
};

describe('search as typed', () => {
	test.each([
		// No marks, half marks, full marks.
		['do thi uoc', 'Đỗ Thị Ước'],
		['Đỗ Thị Ước', 'Đỗ Thị Ước'],
		['đỗ thi uoc', 'Đỗ Thị Ước'],
		['DO THI UOC', 'Đỗ Thị Ước'],
		['Do Thị uơc', 'Đỗ Thị Ước'],
		['nguyen van hoan', 'Nguyễn Văn Hoan'],
		['nguyễn van hòa', 'Nguyễn Văn Hòa'],
		['quynh nhu', 'Phạm Thị Quỳnh Như'],
		['xuan truong', 'Bùi Xuân Trường'],
		['uyên', 'Tô Ngọc Uyên'],
		['tuyet', 'Ngô Thị Tuyết'],
		// Old and new tone places.
		['nguyễn văn hoà', 'Nguyễn Văn Hòa'],
		['hoà', 'Nguyễn Văn Hòa'],
		['hòa', 'Nguyễn Văn Hòa'],
		['thuý', 'Nguyễn Thị Thúy'],
		['thúy', 'Nguyễn Thị Thúy'],
		// Letters with their marks apart.
		['Nguyễn Văn Hòa'.normalize('NFD'), 'Nguyễn Văn Hòa'],
		['hạ'.normalize('NFD'), 'Lê Thị Hạ'],
		['Đức'.normalize('NFD'), 'Ðặng Văn Ðức'],
		// Every đ.
		['đuc', 'Ðặng Văn Ðức'],
		['nguyen van duc', 'Nguyễn Văn Đức'],
		['dang van duc', 'Ðặng Văn Ðức'],
		['ðặng tấn', 'Đặng Tấn Lộc'],
		['Đặng Văn', 'Ðặng Văn Ðức'],
		// Words of two letters, and exact marks first.
		['hà', 'Lê Thị Hà'],
		['hạ', 'Lê Thị Hạ'],
		['ha', 'Lê Thị Hà'],
		['Lê', 'Hà Thị Lê'],
		['vu', 'Vũ Hồ Lý'],
		['lý', 'Vũ Hồ Lý'],
		['le ha', 'Lê Thị Hà'],
		['lê hạ', 'Lê Thị Hạ'],
		['an', 'Hoàng An'],
		// Any order, and words that are not finished.
		['uoc do', 'Đỗ Thị Ước'],
		['khanh tran', 'Trần Quốc Khánh'],
		['lộc đặng', 'Đặng Tấn Lộc'],
		['nhu quynh', 'Phạm Thị Quỳnh Như'],
		['ngu van hoan', 'Nguyễn Văn Hoan'],
		['quoc kh', 'Trần Quốc Khánh'],
		['tru', 'Bùi Xuân Trường'],
		['  lê   thị   hà ', 'Lê Thị Hà'],
		['thao nguyen phuong thi', 'Nguyễn Thị Phương Thảo'],
		// Initials, alone, apart, with dots, and before a name.
		['tqk', 'Trần Quốc Khánh'],
		['t q k', 'Trần Quốc Khánh'],
		['T.Q.K', 'Trần Quốc Khánh'],
		['ptqn', 'Phạm Thị Quỳnh Như'],
		['nv hoan', 'Nguyễn Văn Hoan'],
		['bx truong', 'Bùi Xuân Trường'],
		['n.v.hòa', 'Nguyễn Văn Hòa'],
		['ntpt', 'Nguyễn Thị Phương Thảo'],
		['npt', 'Nguyễn Phương Thảo'],
		// Without the spaces.
		['nguyenvanhoan', 'Nguyễn Văn Hoan'],
		['quockhanh', 'Trần Quốc Khánh'],
		['tran quockh', 'Trần Quốc Khánh'],
		// House number, lane, place.
		['137', 'Hoàng An'],
		['14a', 'Lê Thị Hà'],
		['101/2', 'Vũ Hồ Lý'],
		['loc bo kenh', 'Đặng Tấn Lộc'],
		['khánh xóm chùa', 'Trần Quốc Khánh'],
		['hoa ngo 1', 'Nguyễn Văn Hòa'],
		['số 31', 'Nguyễn Văn Đức'],
		// Phone, whole or its tail, as people write it.
		['6724', 'Lê Thị Hà'],
		['036724', 'Lê Thị Hà'],
		['0383 036 724', 'Lê Thị Hà'],
		['84383036724', 'Lê Thị Hà'],
		['+84 383 036 724', 'Lê Thị Hà'],
		['345.678', 'Đỗ Thị Ước'],
		['111', 'Nguyễn Văn Hòa'],
		// A keyboard that was not set to Vietnamese: Telex and VNI keys as letters.
		['nguyeenx vawn hoaf', 'Nguyễn Văn Hòa'],
		['ddawngj taans', 'Đặng Tấn Lộc'],
		['tuyeets', 'Ngô Thị Tuyết'],
		['truwowngf', 'Bùi Xuân Trường'],
		['quynhf nhuw', 'Phạm Thị Quỳnh Như'],
		['d9o64 thi5 u7o71c', 'Đỗ Thị Ước'],
		// Names of other peoples.
		['pao', 'Lý A Páo'],
		['ly a', 'Lý A Páo'],
		['sua', 'Giàng Thị Súa'],
		['hhen', "H'Hen Niê"],
		["h'hen", "H'Hen Niê"],
		['eban', 'Y Thu Êban'],
		['y thu', 'Y Thu Êban'],
		['soc kha', 'Thạch Thị Sóc Kha']
	])('“%s” finds %s first', (typed, name) => {
		expect(find(typed)[0]).toBe(name);
	});

	test.each(['hb', 'nguyen an', '', '  ', '—', 'văn văn', 'zz', '13 7', '0000', 'hoas kim'])(
		'“%s” finds nobody',
		(typed) => {
			expect(find(typed)).toEqual([]);
		}
	);

	test('a house number is not found by its beginning', () => {
		expect(find('13')).toEqual(['Đặng Tấn Lộc']);
	});

	test('who goes by a name comes before who has it as a family name, and both before initials', () => {
		expect(find('ha')).toEqual(['Lê Thị Hà', 'Lê Thị Hạ', 'Hà Thị Lê', 'Hoàng An']);
	});
});

test('folding strips marks, maps every đ, and squeezes spaces', () => {
	expect(fold('  ĐỖ   Thị ƯỚC ')).toBe('do thi uoc');
	expect(fold('ỆỮỞẪ ðÐ')).toBe('euoa dd');
});
