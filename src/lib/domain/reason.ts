// What is in the way (vướng). Codes from the domain page §2.0; none may reveal anything sensitive about a person.
import * as z from 'zod/mini';
import { CARD, SIM, type ItemCode } from './item.ts';

export const Reason = z.enum([
	'V01',
	'V02',
	'V03',
	'V04',
	'V05',
	'V06',
	'V07',
	'V08',
	'V09',
	'V10',
	'V11',
	'V12',
	'V13',
	'V14',
	'V15',
	'V16',
	'V17',
	'V18',
	'V19',
	'V20',
	'V99'
]);
export type Reason = z.infer<typeof Reason>;

/** V01: no smartphone of one's own. */
export const NO_SMARTPHONE: Reason = 'V01';

/** The prerequisite that a reason says is missing too: V05–V06 the SIM, V07–V08 the identity card. */
export const prerequisiteOf: Partial<Record<Reason, ItemCode>> = { V05: SIM, V06: SIM, V07: CARD, V08: CARD };

/** Reasons that an evening at the hall cannot mend: away, cannot walk, does not want to. */
export const notForTheHall: ReadonlySet<Reason> = new Set<Reason>(['V14', 'V15', 'V17']);
