import { describe, expect, it } from 'vitest';
import { defaultPlaceWords } from '#domain/places.ts';
import type { Role } from '#domain/member.ts';
import { aboveHousehold, homeOf, placesOf } from './places.ts';

const hrefs = (...roles: Role[]) => placesOf(roles, '/today', defaultPlaceWords).map(({ href }) => href);
const current = (roles: Role[], path: string) =>
	placesOf(roles, path, defaultPlaceWords).find((place) => place.current)?.href;

describe('the places of a member', () => {
	it('follow the roles, which add up', () => {
		expect(hrefs('volunteer')).toEqual(['/today', '/guides', '/device']);
		expect(hrefs('hamlet-head')).toEqual(['/today', '/hamlet', '/guides', '/device']);
		expect(hrefs('commune-official')).toEqual(['/commune', '/device']);
		expect(hrefs('volunteer', 'hamlet-head', 'commune-official')).toHaveLength(4);
		expect(hrefs('observer')).toEqual(['/totals', '/device']);
		expect(hrefs('observer', 'commune-official')).toEqual(['/commune', '/device']);
	});

	it('mark the one that the page on the screen belongs to', () => {
		expect(current(['volunteer'], '/households/abc')).toBe('/today');
		expect(current(['hamlet-head'], '/hamlet/groups')).toBe('/hamlet');
		expect(current(['volunteer'], '/guides/VN2/card')).toBe('/guides');
		expect(current(['commune-official'], '/hamlet')).toBe('/commune');
		expect(current(['volunteer'], '/devices')).toBeUndefined();
		expect(current(['volunteer'], '/sessions/s1')).toBe('/today');
		expect(current(['volunteer', 'hamlet-head'], '/sessions/s1/people/p1')).toBe('/hamlet');
		expect(current(['volunteer', 'commune-official'], '/sessions/s1')).toBe('/commune');
	});

	it('begin at the door, or for an official with the whole commune', () => {
		expect(homeOf(['volunteer'])).toBe('/today');
		expect(homeOf(['hamlet-head'])).toBe('/today');
		expect(homeOf(['volunteer', 'commune-official'])).toBe('/commune');
		expect(homeOf(['observer'])).toBe('/totals');
	});

	it('lead from a household up to Today, or for the office to the board of its hamlet', () => {
		expect(aboveHousehold(['volunteer'], 'h1' as never)).toBe('/today');
		expect(aboveHousehold(['hamlet-head', 'commune-official'], 'h1' as never)).toBe('/today');
		expect(aboveHousehold(['commune-official'], 'h1' as never)).toBe('/hamlet?h=h1');
		expect(aboveHousehold(['commune-official'], undefined)).toBe('/commune');
	});
});
