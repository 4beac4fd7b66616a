// A list beside what the commune already holds → what would be added. A second import of one list adds nothing.
import { householdDifferences } from './differences.ts';
import type { ListedHousehold } from './gather-households.ts';
import type { Counts, Existing, ImportPlan, ImportQuestion } from './import-plan.ts';
import { registerOf } from './listed-register.ts';
import { identifyHouseholds, newHouseholds } from './plan-households.ts';
import { planPeople } from './plan-people.ts';
import { PlacePlanner } from './plan-places.ts';
import type { RawTable } from './raw-table.ts';

/** Reads the tables against `existing`. Changes nothing; async only because ids are hashes. */
export async function planImport(
	tables: readonly RawTable[],
	existing: Existing,
	question: ImportQuestion
): Promise<ImportPlan> {
	const register = registerOf(tables, { ...question, knownHamlets: existing.hamlets });
	const places = new PlacePlanner(existing, question.commune);
	const identified = await identifyHouseholds(register.households, existing, places);
	const households = await newHouseholds(identified, existing, places);
	const plan: ImportPlan = {
		listed: countsOf(register.households),
		added: {
			hamlets: places.hamlets,
			groups: places.orderedGroups(),
			lanes: places.lanes,
			households,
			people: []
		},
		differences: identified.flatMap((household) => householdDifferences(household, existing)),
		problems: register.problems,
		zerosAdded: register.zerosAdded
	};
	planPeople(plan, identified, existing);
	return plan;
}

function countsOf(households: readonly ListedHousehold[]): Counts {
	return {
		hamlets: new Set(households.map((household) => household.hamlet)).size,
		households: households.length,
		people: households.reduce((sum, household) => sum + household.people.length, 0)
	};
}
