// The checklist a new commune starts with (product page, "asked at a door"; domain page §2). Every line can be edited.
import type { ListedItem } from './item.ts';

type Seed = Omit<ListedItem, 'order' | 'main' | 'on' | 'of' | 'counted'> & Partial<ListedItem>;

const ofPersons: Seed[] = [
	{
		code: 'VN2',
		name: 'VNeID mức 2, đã kích hoạt',
		shortName: 'VNeID mức 2',
		main: true,
		fromAge: 14,
		needsSmartphone: true
	},
	{
		code: 'DVC1',
		name: 'Cổng Dịch vụ công',
		main: true,
		fromAge: 18,
		needsVneid: true,
		needsSmartphone: true
	},
	{
		code: 'SK',
		name: 'Sổ sức khỏe điện tử',
		main: true,
		fromAge: 14,
		needsVneid: true,
		needsSmartphone: true
	},
	{ code: 'MM', name: 'Mobile money', main: true, fromAge: 18, needsSmartphone: true },
	{ code: 'ATM', name: 'Phòng chống lừa đảo', main: true, fromAge: 14 },
	{ code: 'CC', name: 'Thẻ căn cước', fromAge: 14 },
	{ code: 'SIM', name: 'SIM chính chủ, đã xác thực', shortName: 'SIM chính chủ', fromAge: 14 },
	{ code: 'DT', name: 'Điện thoại thông minh', fromAge: 14 },
	{
		code: 'DVC2',
		name: 'Đã nộp hồ sơ trực tuyến',
		fromAge: 18,
		needsVneid: true,
		needsSmartphone: true,
		counted: 'assists'
	},
	{ code: 'TK', name: 'Tài khoản ngân hàng hoặc ví', fromAge: 18 },
	{ code: 'ASXH', name: 'Tài khoản an sinh xã hội', fromAge: 18, needsVneid: true, needsSmartphone: true },
	{
		code: 'BHYT',
		name: 'Thẻ bảo hiểm y tế trên VNeID',
		shortName: 'BHYT trên VNeID',
		needsVneid: true,
		needsSmartphone: true
	},
	{ code: 'KNS', name: 'Kỹ năng số cơ bản', fromAge: 14 },
	{ code: 'MSTT', name: 'Mua sắm trực tuyến an toàn', fromAge: 14, needsSmartphone: true },
	{ code: 'NTT', name: 'Nền tảng số của tỉnh', fromAge: 14, needsSmartphone: true },
	{ code: 'VSS', name: 'VssID', on: false, fromAge: 14, needsSmartphone: true },
	{ code: 'CKS', name: 'Chữ ký số cá nhân', on: false, fromAge: 18, needsVneid: true, needsSmartphone: true }
];

const ofHouseholds: Seed[] = [
	{ code: 'CQ', name: 'Cáp quang, Wi-Fi trong nhà' },
	{ code: 'MT', name: 'Có máy tính' },
	{ code: 'QR', name: 'Nhận tiền bằng mã QR' },
	{ code: 'TMDT', name: 'Gian hàng trên sàn thương mại điện tử', shortName: 'Gian hàng trên mạng' },
	{ code: 'ZALO', name: 'Đã vào nhóm Zalo xóm' }
];

const defaults = { main: false, on: true, counted: 'rate' } as const;

/** `provincePlatform`: the province's own app by its name ("Hue-S"), for the item NTT. */
export function defaultChecklist(provincePlatform?: string): ListedItem[] {
	const seeds = [
		...ofPersons.map((seed) => ({ ...seed, of: 'person' as const })),
		...ofHouseholds.map((seed) => ({ ...seed, of: 'household' as const }))
	];
	return seeds.map((seed, index) => ({
		...defaults,
		...seed,
		...(seed.code === 'NTT' && provincePlatform !== undefined ? { name: provincePlatform } : {}),
		order: index + 1
	}));
}
