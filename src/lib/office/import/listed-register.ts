// Tables → one list of households by hamlet, as the file has it and nothing besides.
import type { Day } from '#domain/calendar.ts';
import { HouseholdGatherer, type ListedHousehold } from './gather-households.ts';
import { hamletNamed, hamletNameOf, type NamedHamlet } from './hamlet-name.ts';
import { findHeader, type Header } from './header.ts';
import type { Problem, ProblemCode } from './problem.ts';
import type { RawTable } from './raw-table.ts';
import { readRows, type ListedRow } from './register-rows.ts';
import { placeName } from './written-text.ts';

export interface Register {
	/** In the order of the file. */
	households: ListedHousehold[];
	problems: Problem[];
	zerosAdded: number;
}

export interface RegisterQuestion {
	today: Day;
	/** The commune's hamlets so far. */
	knownHamlets: readonly NamedHamlet[];
	/** The hamlet somebody named; for a file of several sheets only where a sheet does not say itself. */
	hamlet?: string | undefined;
}

type Sheet = { table: RawTable; header: Header };

export function registerOf(tables: readonly RawTable[], question: RegisterQuestion): Register {
	const register: Register = { households: [], problems: [], zerosAdded: 0 };
	const sheets = tables.flatMap((table): Sheet[] => {
		const header = findHeader(table);
		if (header && (header.columns.code || header.columns.relation)) return [{ table, header }];
		register.problems.push(ofSheet(table, header ? 'no-household-column' : 'no-header'));
		return [];
	});
	const gatherer = new HouseholdGatherer();
	const hamlets = [...question.knownHamlets];
	for (const sheet of sheets) {
		const { rows, problems, zerosAdded } = readRows(sheet.table, sheet.header, question.today);
		register.problems.push(...problems);
		register.zerosAdded += zerosAdded;
		const hamlet = hamletOfSheet(sheet, sheets.length, question);
		if (hamlet === undefined && rows.some((row) => row.hamlet === undefined)) {
			register.problems.push(ofSheet(sheet.table, 'hamlet-unknown'));
		}
		gather(gatherer, rows, hamlet, hamlets);
	}
	register.households = gatherer.finish();
	register.problems.push(...gatherer.problems);
	return register;
}

function hamletOfSheet(
	{ table, header }: Sheet,
	sheets: number,
	question: RegisterQuestion
): string | undefined {
	const told = hamletNameOf(table, header, question.knownHamlets);
	return sheets === 1 ? (question.hamlet ?? told) : (told ?? question.hamlet);
}

/** `hamlets` grows by those the file names first; one hamlet spelt in two ways goes by the first. */
function gather(
	gatherer: HouseholdGatherer,
	rows: readonly ListedRow[],
	sheetHamlet: string | undefined,
	hamlets: NamedHamlet[]
): void {
	gatherer.beginSheet();
	for (const row of rows) {
		const name = row.hamlet ?? sheetHamlet;
		if (name === undefined) continue;
		const known = hamletNamed(name, hamlets);
		if (known === undefined) hamlets.push({ name: placeName(name) });
		gatherer.add({ ...row, hamlet: known?.name ?? placeName(name) });
	}
}

const ofSheet = ({ sheet }: RawTable, code: ProblemCode): Problem => ({ sheet, code, params: {} });
