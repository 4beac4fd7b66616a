// What usually stands in the way of an item (domain page §2.1–2.13, "failures"): offered first, never instead of the rest.
import type { ItemCode } from './item.ts';
import { Reason } from './reason.ts';

const usual: Record<ItemCode, readonly Reason[]> = {
	VN2: ['V13', 'V05', 'V10', 'V09', 'V07', 'V15', 'V02'],
	DVC1: ['V09', 'V06', 'V19', 'V18'],
	DVC2: ['V09', 'V19', 'V12', 'V18'],
	SK: ['V12', 'V19', 'V09', 'V03'],
	MM: ['V05', 'V07', 'V11', 'V17'],
	TK: ['V12', 'V07', 'V04', 'V17'],
	ASXH: ['V12', 'V19', 'V09', 'V17'],
	ATM: ['V16', 'V17', 'V14'],
	CC: ['V08', 'V07', 'V15', 'V12'],
	SIM: ['V05', 'V06', 'V12', 'V11'],
	DT: ['V01', 'V02', 'V03', 'V17'],
	BHYT: ['V12', 'V19', 'V09'],
	KNS: ['V16', 'V01', 'V17', 'V15'],
	CQ: ['V18', 'V17'],
	QR: ['V17', 'V07', 'V01'],
	ZALO: ['V01', 'V17', 'V02']
};

const ANY_ITEM: readonly Reason[] = ['V01', 'V02', 'V17', 'V15'];

/** All reasons, split: the usual ones for this item first, the others in the order of their codes. */
export function reasonsFor(code: ItemCode): { usual: readonly Reason[]; others: Reason[] } {
	const first = usual[code] ?? ANY_ITEM;
	return { usual: first, others: Reason.options.filter((reason) => !first.includes(reason)) };
}
