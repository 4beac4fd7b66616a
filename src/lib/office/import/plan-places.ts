// Hamlets, groups and lanes that a list names: those the commune has, and those it would get.
import type { CommuneId, GroupId, HamletId, LaneId } from '#domain/ids.ts';
import type { Group, Hamlet, Lane } from '#domain/places.ts';
import { groupId, hamletId, laneId } from './derived-id.ts';
import type { Existing } from './import-plan.ts';
import { nameKey } from './written-text.ts';

type Known<T, Id> = T & { id: Id };

const byNumberInName = new Intl.Collator('vi', { numeric: true });

export class PlacePlanner {
	readonly hamlets: Known<Hamlet, HamletId>[] = [];
	readonly groups: Known<Group, GroupId>[] = [];
	readonly lanes: Known<Lane, LaneId>[] = [];
	private readonly existing: Existing;
	private readonly commune: CommuneId;

	constructor(existing: Existing, commune: CommuneId) {
		this.existing = existing;
		this.commune = commune;
	}

	/** The hamlet of that name; a new one stands behind those that are there, in the order of the file. */
	async hamlet(name: string): Promise<HamletId> {
		const all = [...this.existing.hamlets, ...this.hamlets];
		const id = await hamletId(this.commune, name);
		const known = all.find((hamlet) => hamlet.id === id || nameKey(hamlet.name) === nameKey(name));
		if (known !== undefined) return known.id;
		this.hamlets.push({ id, name, order: nextOrder(all) });
		return id;
	}

	async group(hamlet: HamletId, name: string): Promise<GroupId> {
		const known = placeIn(hamlet, name, [...this.existing.groups, ...this.groups]);
		if (known !== undefined) return known.id;
		const id = await groupId(hamlet, name);
		this.groups.push({ id, hamlet, name, order: 0 });
		return id;
	}

	async lane(hamlet: HamletId, name: string): Promise<LaneId> {
		const all = [...this.existing.lanes, ...this.lanes];
		const known = placeIn(hamlet, name, all);
		if (known !== undefined) return known.id;
		const id = await laneId(hamlet, name);
		this.lanes.push({ id, hamlet, name, order: nextOrder(all.filter((lane) => lane.hamlet === hamlet)) });
		return id;
	}

	/** The new groups, "Tổ 2" before "Tổ 10", behind those their hamlet has. */
	orderedGroups(): Known<Group, GroupId>[] {
		const placed = [...this.existing.groups];
		for (const group of [...this.groups].sort((a, b) => byNumberInName.compare(a.name, b.name))) {
			placed.push({ ...group, order: nextOrder(placed.filter((one) => one.hamlet === group.hamlet)) });
		}
		return placed.slice(this.existing.groups.length);
	}
}

function placeIn<T extends { hamlet: HamletId; name: string }>(
	hamlet: HamletId,
	name: string,
	all: T[]
): T | undefined {
	return all.find((place) => place.hamlet === hamlet && nameKey(place.name) === nameKey(name));
}

const nextOrder = (all: readonly { order: number }[]): number =>
	Math.max(0, ...all.map((place) => place.order)) + 1;
