// The preview of an import as lines for a terminal: what would be added, and every place that was not as it should be.
import type { PlaceWords } from '#domain/places.ts';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { isNothingNew, type Counts, type ImportPlan } from '#office/import/import-plan.ts';
import { differenceText, placeText, problemText } from '#office/import/problem-text.ts';
import type { Problem } from '#office/import/problem.ts';

/** Problems of one kind shown before the rest is only counted. */
const SHOWN = 10;

export interface PreviewWish {
	words: PlaceWords;
	/** Show every problem and difference. */
	all: boolean;
}

export function previewLines(plan: ImportPlan, wish: PreviewWish): string[] {
	const { listed, added } = plan;
	const count = (counts: Counts): Parameters<typeof m.cli_preview_added>[0] => ({
		hamlet: wish.words.hamlet,
		hamlets: formatNumber(counts.hamlets),
		households: formatNumber(counts.households),
		people: formatNumber(counts.people)
	});
	const size = {
		hamlets: added.hamlets.length,
		households: added.households.length,
		people: added.people.length
	};
	return [
		m.cli_preview_listed(count(listed)),
		isNothingNew(plan) ? m.cli_preview_nothing() : m.cli_preview_added(count(size)),
		...hamletLines(plan),
		...(plan.zerosAdded > 0 ? [m.cli_preview_zeros({ count: formatNumber(plan.zerosAdded) })] : []),
		...problemLines(plan.problems, wish.all),
		...differenceLines(plan, wish.all)
	];
}

function hamletLines({ added }: ImportPlan): string[] {
	const householdsOf = Map.groupBy(added.households, (household) => household.hamlet);
	const hamletOf = new Map(added.households.map((household) => [household.id, household.hamlet]));
	const peopleOf = Map.groupBy(added.people, (person) => hamletOf.get(person.household));
	return added.hamlets.map(({ id, name }) =>
		indented(
			m.cli_preview_hamlet({
				name,
				households: formatNumber(householdsOf.get(id)?.length ?? 0),
				people: formatNumber(peopleOf.get(id)?.length ?? 0)
			})
		)
	);
}

/** By kind, in the order of the file. */
export function problemLines(problems: readonly Problem[], all: boolean): string[] {
	if (problems.length === 0) return [];
	const lines = [...Map.groupBy(problems, (problem) => problem.code).values()].flatMap((kind) =>
		shortened(
			kind.map((problem) => `${placeText(problem)}: ${problemText(problem)}`),
			all
		)
	);
	return [m.cli_preview_problems({ count: formatNumber(problems.length) }), ...lines.map(indented)];
}

function differenceLines({ differences }: ImportPlan, all: boolean): string[] {
	if (differences.length === 0) return [];
	const lines = differences.map((difference) => `${placeText(difference)}: ${differenceText(difference)}`);
	const head = m.cli_preview_differences({ count: formatNumber(differences.length) });
	return [head, ...shortened(lines, all).map(indented)];
}

function shortened(lines: string[], all: boolean): string[] {
	if (all || lines.length <= SHOWN) return lines;
	return [...lines.slice(0, SHOWN), m.cli_preview_more({ count: formatNumber(lines.length - SHOWN) })];
}

const indented = (line: string): string => `  ${line}`;
