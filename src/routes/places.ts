// Where each role begins, and the places at the foot of the screen. Roles add up; nothing stands here that is not built.
import type { HamletId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import { may } from '#domain/permission.ts';
import type { PlaceWords } from '#domain/places.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { IconName } from '#ui/icons.ts';

export interface Place {
	href: string;
	label: string;
	icon: IconName;
	current: boolean;
}

const isAtTheDoor = (roles: readonly Role[]) => roles.includes('volunteer') || roles.includes('hamlet-head');

/** The first page of a member. */
export function homeOf(roles: readonly Role[]): string {
	if (roles.includes('commune-official')) return '/commune';
	if (isAtTheDoor(roles)) return '/today';
	return may(roles, 'see-totals') ? '/totals' : '/device';
}

/** The page above a household: Today at the door, for the office the board of its hamlet. */
export function aboveHousehold(roles: readonly Role[], hamlet: HamletId | undefined): string {
	if (isAtTheDoor(roles)) return '/today';
	return hamlet === undefined ? homeOf(roles) : `/hamlet?h=${hamlet}`;
}

/** More would be too narrow for their words. */
const MOST_PLACES = 4;

/** The places of a member, at most four; `path` tells which of them the page on the screen belongs to. */
export function placesOf(roles: readonly Role[], path: string, words: PlaceWords): Place[] {
	const isHead = roles.includes('hamlet-head');
	const isOfficial = roles.includes('commune-official');
	const isUnder = (place: string) => path === place || path.startsWith(`${place}/`);
	const places: Place[] = [];
	if (isAtTheDoor(roles))
		places.push({
			href: '/today',
			label: m.place_today(),
			icon: 'home',
			current: isUnder('/today') || isUnder('/households') || (!isHead && !isOfficial && isUnder('/sessions'))
		});
	if (isHead)
		places.push({
			href: '/hamlet',
			label: m.place_hamlet({ hamlet: words.hamlet }),
			icon: 'chart',
			current: isUnder('/hamlet') || isUnder('/sessions')
		});
	if (isOfficial)
		places.push({
			href: '/commune',
			label: m.place_commune({ commune: words.commune }),
			icon: 'grid',
			current: isUnder('/commune') || (!isHead && (isUnder('/hamlet') || isUnder('/sessions')))
		});
	if (roles.includes('observer') && !isOfficial)
		places.push({
			href: '/totals',
			label: m.place_totals(),
			icon: 'chart',
			current: isUnder('/totals')
		});
	if (isAtTheDoor(roles) && places.length < MOST_PLACES - 1)
		places.push({
			href: '/guides',
			label: m.place_guides(),
			icon: 'book',
			current: isUnder('/guides')
		});
	places.push({ href: '/device', label: m.place_device(), icon: 'phone', current: isUnder('/device') });
	return places;
}
