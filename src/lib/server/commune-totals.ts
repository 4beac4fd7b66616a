// Totals of the commune's hamlets (F34): counts alone leave the server, for whoever may see no person.
import type { Answers } from '#domain/answer.ts';
import { dayOf, type Instant } from '#domain/calendar.ts';
import { checklistOf } from '#domain/checklist.ts';
import { isOnDoorList } from '#domain/household.ts';
import type { CommuneId, HamletId, HouseholdId, PersonId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { whoRefused } from '#domain/notice.ts';
import type { Person } from '#domain/person.ts';
import { may } from '#domain/permission.ts';
import { standsOn, type Commune, type Hamlet } from '#domain/places.ts';
import { standingPerson } from '#domain/same-person.ts';
import { columnOf, hamletTotalsOf, withHandIns, type CommuneTotals } from '#domain/totals.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { FieldsOf } from '#protocol/row-fields.ts';
import { targetId } from '#protocol/row-id.ts';
import { COMMUNE_SCOPE, ERASED_SCOPE, hamletScope } from '#protocol/scope.ts';
import { lastContacts } from './accounts/roll-call.ts';
import type { Caller } from './accounts/sessions.ts';
import type { ReadTransaction, Storage } from './storage/storage.ts';

/** What was counted last, and as of which changes: nobody waits twice for the same numbers. */
const counted = new WeakMap<Storage, Map<CommuneId, { key: string; totals: CommuneTotals }>>();

/** An official and an observer see every hamlet, whoever else asks her own. */
export async function communeTotals(storage: Storage, caller: Caller, now: Instant): Promise<CommuneTotals> {
	const counts = { ...(await totalsOf(storage, caller.commune, now)), at: now };
	const totals = may(caller.roles, 'see-last-hand-ins')
		? withHandIns(counts, await storage.read((tx) => lastContacts(tx, caller.commune, now)), now)
		: counts;
	const seesAll = caller.roles.some((role) => role === 'observer' || role === 'commune-official');
	if (seesAll) return totals;
	return { ...totals, hamlets: totals.hamlets.filter(({ id }) => caller.hamlets.includes(id)) };
}

function totalsOf(storage: Storage, commune: CommuneId, now: Instant): Promise<CommuneTotals> {
	const known = counted.get(storage) ?? new Map<CommuneId, { key: string; totals: CommuneTotals }>();
	counted.set(storage, known);
	return storage.read(async (tx) => {
		const hamlets = await tx.rowsOf(commune, 'hamlets');
		const scopes = [COMMUNE_SCOPE, ...hamlets.map(({ id }) => hamletScope(id as HamletId))];
		const heads = await tx.heads(commune, scopes);
		const key = JSON.stringify([dayOf(now), [...heads]]);
		const standing = known.get(commune);
		if (standing?.key === key) return standing.totals;
		const totals = await count(tx, commune, now);
		known.set(commune, { key, totals });
		return totals;
	});
}

async function count(tx: ReadTransaction, commune: CommuneId, now: Instant): Promise<CommuneTotals> {
	const today = dayOf(now);
	const register = await readRegister(tx, commune);
	const [own] = await tx.rows(commune, [{ c: 'commune', id: commune }]);
	const { name, words } = own?.f as Commune;
	const items = register.items.map(({ id, ...item }): ListedItem => ({ ...item, code: id }));
	const { mainItems } = checklistOf(items, register.campaigns, today);
	const targets = new Map(register.targets.map(({ id, count: wanted }) => [id, wanted]));
	const hamlets = register.hamlets
		.filter((hamlet) => standsOn(hamlet, today))
		.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
		.map(({ id, name: called }) => {
			const doors = register.doorsOf(id as HamletId);
			const people = doors.flatMap((door) => door.people);
			const population = { people, answersByPerson: register.answersOf };
			const targetOf = (code: string) => targets.get(targetId(id as HamletId, code));
			return hamletTotalsOf(
				{ id: id as HamletId, name: called, doors, population, targetOf },
				mainItems,
				today
			);
		});
	return { at: now, name, words, items: mainItems.map(columnOf), hamlets };
}

type Listed<C extends CollectionName> = FieldsOf<C> & { id: string };

/** Nobody who has refused, and who is written down twice once; what one of their rows says, holds for both. */
function listedPeople(
	people: readonly Listed<'people'>[],
	refused: ReadonlySet<PersonId>
): Listed<'people'>[] {
	const rows = new Map(people.map((person) => [person.id as PersonId, person]));
	const nextOf = (id: PersonId) => {
		const next = rows.get(id)?.sameAs;
		return next !== undefined && rows.has(next) ? next : undefined;
	};
	const standing = (id: string) => standingPerson(id as PersonId, nextOf);
	const refusing = new Set([...refused].map(standing));
	return people.filter(({ id }) => standing(id) === id && !refusing.has(id as PersonId));
}

/** The register as a phone of the office has it: nobody who refused, no household that is not on the door list. */
async function readRegister(tx: ReadTransaction, commune: CommuneId) {
	const standing = async (c: CollectionName) =>
		(await tx.rowsOf(commune, c)).filter(({ s }) => s !== ERASED_SCOPE);
	const all = async <C extends CollectionName>(c: C): Promise<Listed<C>[]> =>
		(await standing(c)).map(({ id, f }) => ({ ...(f as FieldsOf<C>), id }));
	const people = listedPeople(await all('people'), whoRefused(await all('notices')));
	const peopleBy = Map.groupBy(people, ({ household }) => household);
	const visitsBy = Map.groupBy(await all('visits'), ({ household }) => household);
	const answersIn = async (c: 'answers' | 'householdAnswers') =>
		new Map((await standing(c)).map(({ id, f }) => [id, f as Answers]));
	const answers = await answersIn('answers');
	const ofHouseholds = await answersIn('householdAnswers');
	const answersOf = (id: PersonId): Answers => answers.get(id) ?? {};
	const households = (await all('households')).filter((one) => isOnDoorList(one));
	const householdsBy = Map.groupBy(households, ({ hamlet }) => hamlet);
	const doorsOf = (hamlet: HamletId) =>
		(householdsBy.get(hamlet) ?? []).map(({ id, noRecord }) => ({
			people: (noRecord === true ? [] : (peopleBy.get(id as HouseholdId) ?? [])) as (Person & {
				id: PersonId;
			})[],
			answersByPerson: answersOf,
			householdAnswers: ofHouseholds.get(id) ?? {},
			visits: visitsBy.get(id as HouseholdId) ?? []
		}));
	return {
		hamlets: (await all('hamlets')) as (Hamlet & { id: string })[],
		items: await all('items'),
		campaigns: await all('campaigns'),
		targets: await all('targets'),
		doorsOf,
		answersOf
	};
}
