// People of a list → households. A code begins a household; where there is none, a head (chủ hộ) does.
import type { ListedRow } from './register-rows.ts';
import type { Complaint, Problem } from './problem.ts';
import { nameKey } from './written-text.ts';

/** One household as listed; `people` with the head first, otherwise in the order of the list. */
export interface ListedHousehold {
	hamlet: string;
	code?: string;
	group?: string;
	address?: string;
	people: ListedRow[];
}

/** Rows whose hamlet is known by now, in the order of the file. */
export type PlacedRow = ListedRow & { hamlet: string };

export class HouseholdGatherer {
	readonly households: ListedHousehold[] = [];
	readonly problems: Problem[] = [];
	private readonly byCode = new Map<string, ListedHousehold>();
	private current: ListedHousehold | undefined;
	/** The code written on the rows of the current household; it has lost it when another has the same. */
	private currentCode: string | undefined;

	/** A new sheet: a row without code does not belong to the last household of the sheet before. */
	beginSheet(): void {
		this.current = undefined;
		this.currentCode = undefined;
	}

	add(row: PlacedRow): void {
		const household = this.householdFor(row);
		if (household === undefined)
			return this.complain(row, { code: 'no-household', params: { name: row.name } });
		if (row.relation === 'head' && hasHead(household)) {
			this.complain(row, { code: 'second-head', params: { name: row.name } });
			household.people.push({ ...row, relation: 'other' });
		} else household.people.push(row);
		this.compare(household, row);
		this.current = household;
	}

	/** All households, heads first, with what is said about whole households. */
	finish(): ListedHousehold[] {
		const hamletsByCode = new Map<string, ListedHousehold>();
		for (const household of this.households) {
			household.people.sort((a, b) => Number(b.relation === 'head') - Number(a.relation === 'head'));
			const [first] = household.people;
			if (first && first.relation !== 'head')
				this.complain(first, { code: 'no-head', params: { name: first.name } });
			if (first && household.code !== undefined)
				this.compareHamlets(hamletsByCode, household, household.code, first);
		}
		return this.households;
	}

	private householdFor(row: PlacedRow): ListedHousehold | undefined {
		const sameHamlet = this.current !== undefined && nameKey(this.current.hamlet) === nameKey(row.hamlet);
		if (row.code === undefined) {
			if (row.relation === 'head') return this.begin(row, undefined);
			return sameHamlet ? this.current : undefined;
		}
		if (sameHamlet && row.code === this.currentCode) return this.current;
		this.currentCode = row.code;
		const known = this.byCode.get(codeKey(row.hamlet, row.code));
		if (known === undefined) return this.begin(row, row.code);
		const params = { household: row.code, row: String(known.people[0]?.row ?? '') };
		if (row.relation === 'head' && hasHead(known)) {
			this.complain(row, { code: 'code-used-twice', params });
			return this.begin(row, undefined, row.code);
		}
		this.complain(row, { code: 'code-again', params });
		return known;
	}

	private begin(row: PlacedRow, code: string | undefined, writtenCode = code): ListedHousehold {
		const household: ListedHousehold = { hamlet: row.hamlet, people: [] };
		if (code !== undefined) {
			household.code = code;
			this.byCode.set(codeKey(row.hamlet, code), household);
		}
		this.currentCode = writtenCode;
		this.households.push(household);
		return household;
	}

	/** Group and address are the household's: the first row that has them says them. */
	private compare(household: ListedHousehold, row: PlacedRow): void {
		for (const field of ['group', 'address'] as const) {
			const value = row[field];
			if (value === undefined) continue;
			household[field] ??= value;
			const kept = household[field];
			if (nameKey(kept) !== nameKey(value)) {
				this.complain(row, { code: 'differs-in-household', params: { value, kept } });
			}
		}
	}

	private compareHamlets(
		byCode: Map<string, ListedHousehold>,
		household: ListedHousehold,
		code: string,
		first: ListedRow
	): void {
		const other = byCode.get(code);
		if (other === undefined) byCode.set(code, household);
		else
			this.complain(first, {
				code: 'code-in-two-hamlets',
				params: { household: code, hamlet: other.hamlet }
			});
	}

	private complain({ sheet, row }: ListedRow, complaint: Complaint): void {
		this.problems.push({ sheet, row, ...complaint });
	}
}

const codeKey = (hamlet: string, code: string): string => `${nameKey(hamlet)} ${code.toLowerCase()}`;
const hasHead = (household: ListedHousehold): boolean =>
	household.people.some((person) => person.relation === 'head');
