// A lane is told from the address where the address names one: "Ngõ đình, số 97" → "Ngõ đình". The address stays whole.
import { nameKey, cleanText } from './written-text.ts';

const HOUSE_NUMBER = /^(?:(?:nhà )?số (?:nhà )?|sn ?)?\d+\p{L}?(?:\/\d+\p{L}?)*(?=\s|$)/iu;
const NUMBER_BEHIND = /\s(?:số|sn)\s*\d.*$/iu;
const LANE_WORD = /^(?:ngõ|ngách|hẻm|kiệt|xóm|đường|phố|bờ|lộ|quốc lộ|tỉnh lộ|lối|dãy)\s/iu;
const LARGER_PLACE =
	/^(?:thôn|ấp|bản|buôn|khu phố|tổ dân phố|tổ|cụm|xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|tp|thành phố)[\s.]/iu;
const SHARED_BY = 3;

/**
 * Lanes of one hamlet: address → name of its lane. A part of an address is a lane when it begins with a word for one, or
 * when at least three households share it ("Bờ kênh"). A landmark of one house is none.
 */
export function lanesOf(addresses: readonly string[]): Map<string, string> {
	const parts = new Map(addresses.map((address) => [address, partsOf(address)]));
	const shares = new Map<string, number>();
	for (const address of addresses) {
		const key = nameKey(parts.get(address)?.[0] ?? '');
		shares.set(key, (shares.get(key) ?? 0) + 1);
	}
	const lanes = new Map<string, string>();
	for (const [address, [first, ...rest]] of parts) {
		const isShared = first !== undefined && (shares.get(nameKey(first)) ?? 0) >= SHARED_BY;
		const lane = isShared
			? first
			: [first, ...rest].find((part) => part !== undefined && LANE_WORD.test(part));
		if (lane !== undefined) lanes.set(address, lane);
	}
	return lanes;
}

/** What stands between commas, without house numbers and without places larger than a lane. */
function partsOf(address: string): string[] {
	return address
		.split(',')
		.map((part) => cleanText(part).replace(HOUSE_NUMBER, '').replace(NUMBER_BEHIND, '').trim())
		.filter((part) => part !== '' && !LARGER_PLACE.test(part));
}
