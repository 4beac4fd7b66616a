import { fold } from '#domain/name-search.ts';
import type { Person } from '#domain/person.ts';

/** Names of the first list that stand in the second too, however their marks were typed: perhaps one person, twice. */
export function namesInBoth(
	one: readonly Pick<Person, 'name'>[],
	other: readonly Pick<Person, 'name'>[]
): string[] {
	const folded = new Set(other.map(({ name }) => fold(name)));
	return one.map(({ name }) => name).filter((name) => folded.has(fold(name)));
}
