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

/** Who is called about a household: its head, or else the first with a number, those at home before those far away. */
export function whomToCall<P extends Person>(people: readonly P[]): P | undefined {
	const head = headOfHousehold(people);
	const order = [head, ...people.filter(isPresent), ...people.filter(isAway)];
	return order.find((one) => one?.phone !== undefined && (isPresent(one) || isAway(one)));
}
