// A line of a list of the board: whom to see or to call, what for, and where. On the screen and on paper it says the same.
import { headOfHousehold, whomToCall } from '#domain/head-of-household.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';
import type { IconName } from '#ui/icons.ts';

export interface CallLine {
	id: string;
	name: string;
	/** What for. */
	what: string;
	/** Group and address. */
	where: string;
	/** The household's page. */
	href: string;
	phone?: string;
	/** Whose number it is, where it is another's. */
	callee?: string;
	/** Of who wants nothing written down (F37): no paper carries it. */
	isOffPaper?: true;
	/** What stands out. */
	tag?: { icon: IconName; text: string };
}

type Source = Pick<View, 'get' | 'peopleOf'>;

/** "Tổ đoàn kết 2 · Ngõ đình, số 3". */
export function whereOf({ group, address }: ListedHousehold, view: Pick<View, 'get'>): string {
	return [group && view.get('groups', group)?.name, address].filter(Boolean).join(' · ');
}

/** One person; without a number of their own, nobody is called in their place. */
export const lineOfPerson = (
	view: Source,
	person: ListedPerson,
	household: ListedHousehold,
	what: string
): CallLine => ({
	id: person.id,
	name: person.name,
	what,
	where: whereOf(household, view),
	href: `/households/${household.id}`,
	...(person.phone === undefined ? {} : { phone: person.phone })
});

/** A household by the name of its head, and whoever of it has a number. */
export function lineOfHousehold(
	view: Source,
	household: ListedHousehold,
	what: string,
	tag?: CallLine['tag']
): CallLine {
	const people = view.peopleOf(household.id);
	const head = headOfHousehold(people);
	const callee = whomToCall(people);
	return {
		id: household.id,
		name: head?.name ?? m.board_no_name(),
		what,
		where: whereOf(household, view),
		href: `/households/${household.id}`,
		...(callee?.phone === undefined ? {} : { phone: callee.phone }),
		...(callee === undefined || callee.id === head?.id ? {} : { callee: callee.name }),
		...(household.noRecord === true ? { isOffPaper: true as const } : {}),
		...(tag === undefined ? {} : { tag })
	};
}
