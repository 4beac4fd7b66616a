import type { Person } from './person.ts';
import { isAway, isPresent } from './person.ts';

/**
 * Whose name the household goes by: its head; when the head moved or died, the first who still belongs here;
 * when nobody is left, the first of the list. Undefined for a household without people. `people` in their order.
 */
export function headOfHousehold<P extends Person>(people: readonly P[]): P | undefined {
	const still = people.filter((person) => isPresent(person) || isAway(person));
	return still.find((person) => person.relation === 'head') ?? still[0] ?? people[0];
}
