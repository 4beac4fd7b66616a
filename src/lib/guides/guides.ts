// All guides, one file each (`vi/VN2.json`). Heavy with words: only the guide pages import it.
import type { ItemCode } from '#domain/item.ts';
import type { Guide } from './guide.ts';

const files = import.meta.glob<Guide>('./vi/*.json', { eager: true, import: 'default' });

export const guides: readonly Guide[] = Object.values(files);

export const guideOf = (item: ItemCode): Guide | undefined => guides.find((guide) => guide.item === item);

/** The five lines that keep people from being cheated are the guide of this item. */
export const SCAMS: ItemCode = 'ATM';
