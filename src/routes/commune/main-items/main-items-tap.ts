// What "Lưu" writes: only the items that become mục chính, or stop being it (F33). Pure: the page records the result.
import type { ItemCode, ListedItem } from '#domain/item.ts';
import { withChosen } from '#domain/main-items.ts';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Draft } from '#phone/store/draft.ts';

export interface Choosing {
	drafts: Draft[];
	label: string;
}

export function mainItemsChosen(items: readonly ListedItem[], chosen: ReadonlySet<ItemCode>): Choosing {
	const before = new Map(items.map(({ code, main }) => [code, main]));
	const after = withChosen(items, chosen);
	const drafts = after
		.filter(({ code, main }) => main !== before.get(code))
		.map(({ code, main }): Draft => ({ k: 'set', c: 'items', id: code, a: { main } }));
	const count = after.filter(({ of, main }) => of === 'person' && main).length;
	return { drafts, label: m.main_items_recorded({ count: formatNumber(count) }) };
}
