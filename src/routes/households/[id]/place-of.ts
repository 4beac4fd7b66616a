import type { Household } from '#domain/household.ts';
import type { View } from '#phone/store/view.ts';
import { placeText } from '#ui/place-text.ts';

/** "Tổ đoàn kết 2 · Ngõ đình, số 3". */
export function placeOf({ group, lane, address }: Household, view: Pick<View, 'get'>): string {
	const named = group && view.get('groups', group)?.name;
	return placeText(named, lane && view.get('lanes', lane)?.name, address);
}
