// Small people and items for tests of the rules. Names are invented.
import type { Answers } from '#domain/answer.ts';
import { checklistOf, type Checklist } from '#domain/checklist.ts';
import { defaultChecklist } from '#domain/default-checklist.ts';
import type { HouseholdId, PersonId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import type { Person } from '#domain/person.ts';

export const TODAY = '2026-11-22';

export type ListedPerson = Person & { id: PersonId };

/** A grown-up at home, born 1980, unless said otherwise. */
export function makePerson(id: string, given: Partial<Person> = {}): ListedPerson {
	const base = { household: 'h1' as HouseholdId, name: 'Nguyễn Văn Ước', birth: { year: 1980 }, order: 1 };
	return { ...base, ...given, id: id as PersonId };
}

export function makeChecklist(): Checklist {
	return checklistOf(defaultChecklist(), [], TODAY);
}

export function itemWith(code: string): ListedItem {
	const item = defaultChecklist().find((one) => one.code === code);
	if (item === undefined) throw new Error(`no item ${code} in the default checklist`);
	return item;
}

/** Looks answers up in a plain record by person id. */
export const answersFrom =
	(answers: Record<string, Answers>) =>
	(id: PersonId): Answers =>
		answers[id] ?? {};
