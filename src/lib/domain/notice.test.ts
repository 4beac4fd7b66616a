import { expect, test } from 'vitest';
import { makePerson } from '../../../tests/support/register.ts';
import {
	atTheDoor,
	householdMayBeAsked,
	isRefusal,
	lastGiven,
	mayInvite,
	mayBeRecorded,
	needsGuardian,
	type Notice,
	saidFirst,
	wordOf
} from './notice.ts';

const said = (kind: Notice['kind'], at: number, more: Partial<Notice> = {}): Notice => ({
	household: 'h1' as never,
	kind,
	purpose: 'help-at-the-door',
	textVersion: 1,
	how: 'spoken',
	at,
	by: 'hoa' as never,
	...more
});
const an = { person: 'p1' as never };

test('a household was told when somebody told all of it; what one person heard is that person’s', () => {
	const notices = [said('notice-given', 5), said('notice-given', 9, an), said('notice-given', 3)];
	expect(lastGiven(notices)?.at).toBe(5);
	expect(lastGiven([said('refused', 5), said('notice-given', 9, an)])).toBeUndefined();
});

test('the last word of a person counts, for each purpose by itself', () => {
	const notices = [
		said('consent-withdrawn', 7, an),
		said('consent-given', 4, an),
		said('consent-given', 9, { ...an, purpose: 'invite' }),
		said('notice-given', 20, an),
		said('refused', 30)
	];
	expect(wordOf(notices, an.person, 'help-at-the-door')?.kind).toBe('consent-withdrawn');
	expect(wordOf(notices, an.person, 'invite')?.kind).toBe('consent-given');
	expect(wordOf(notices, an.person, 'report')).toBeUndefined();
});

test('nothing is written down of whom who does not want to be helped; of an invitation refused something still is', () => {
	expect(isRefusal(said('refused', 1, an))).toBe(true);
	expect(isRefusal(said('consent-withdrawn', 1, an))).toBe(true);
	expect(isRefusal(said('refused', 1, { ...an, purpose: 'invite' }))).toBe(false);
	expect(isRefusal(said('consent-given', 1, an))).toBe(false);
});

test('somebody speaks for a child under sixteen; who may be sixteen already speaks for herself', () => {
	const born = (year: number) => makePerson('p1', { birth: { year } });
	expect(needsGuardian(born(2011), '2026-11-28')).toBe(true);
	expect(needsGuardian(born(2010), '2026-11-28')).toBe(false);
	expect(needsGuardian(makePerson('p1', {}), '2026-11-28')).toBe(false);
});

test('where the ground is consent, silence is none; where it is the law, nobody is asked', () => {
	const asked = (...notices: Notice[]) => mayBeRecorded({ basis: 'consent' }, notices, an.person);
	expect(asked()).toBe(false);
	expect(asked(said('notice-given', 1))).toBe(false);
	expect(asked(said('consent-given', 1, { ...an, purpose: 'invite' }))).toBe(false);
	expect(asked(said('consent-given', 1, an))).toBe(true);
	expect(asked(said('consent-given', 1, an), said('consent-withdrawn', 2, an))).toBe(false);
	expect(mayBeRecorded({ basis: 'article-19' }, [], an.person)).toBe(true);
	expect(mayBeRecorded(undefined, [], an.person)).toBe(true);
});

test('who does not want to be invited is not; where the ground is consent, neither is who was never asked', () => {
	const invited = (basis?: 'consent' | 'article-19', ...notices: Notice[]) =>
		mayInvite(basis && { basis }, notices)(an.person);
	const no = said('refused', 5, { ...an, purpose: 'invite' });
	const yes = said('consent-given', 9, { ...an, purpose: 'invite' });
	expect([invited(), invited('article-19'), invited('consent')]).toEqual([true, true, false]);
	expect([invited(undefined, no), invited('article-19', no)]).toEqual([false, false]);
	expect([invited('consent', yes, no), invited('consent', no)]).toEqual([true, false]);
	expect(invited('consent', said('consent-given', 9, an))).toBe(false);
});

test('at the door stands who agreed, beside who is still to be asked; not who refused, nor who is not here', () => {
	const people = [
		makePerson('agreed'),
		makePerson('silent'),
		makePerson('refused'),
		makePerson('withdrew'),
		makePerson('away', { residence: { kind: 'away' } })
	];
	const notices = [
		said('consent-given', 1, { person: 'agreed' as never }),
		said('refused', 1, { person: 'refused' as never }),
		said('consent-given', 1, { person: 'withdrew' as never }),
		said('consent-withdrawn', 2, { person: 'withdrew' as never })
	];
	const ids = (basis?: 'consent' | 'article-19') => {
		const { asked, toAsk } = atTheDoor(people, basis && { basis }, notices);
		return { asked: asked.map(({ id }) => id), toAsk: toAsk.map(({ id }) => id) };
	};
	expect(ids('consent')).toEqual({ asked: ['agreed'], toAsk: ['silent'] });
	expect(ids('article-19')).toEqual({ asked: ['agreed', 'silent'], toAsk: [] });
	expect(ids()).toEqual(ids('article-19'));
});

test('[F37] where the ground is consent, a household as a whole is asked once somebody of it has agreed for themselves', () => {
	const adult = makePerson('p1', { birth: { year: 1980 } });
	const child = makePerson('p2', { birth: { year: 2015 } });
	const away = makePerson('p3', { residence: { kind: 'away' } });
	const moved = makePerson('p4', { residence: { kind: 'moved', at: 1 } });
	const agreed = (id: string) => [said('consent-given', 5, { person: id as never })];
	const may = (notices: Notice[], basis: 'consent' | 'article-19' = 'consent') =>
		householdMayBeAsked({ basis }, notices, [adult, child, away, moved], '2026-11-28');
	expect([may([]), may([], 'article-19'), may(agreed('p1')), may(agreed('p3'))]).toEqual([
		...[false, true, true, true]
	]);
	expect([may(agreed('p2')), may(agreed('p4')), may(agreed('somebody'))]).toEqual([false, false, false]);
	expect(may([...agreed('p1'), said('consent-withdrawn', 9, an)])).toBe(false);
	expect(householdMayBeAsked(undefined, [], [adult], '2026-11-28')).toBe(true);
});

test('who comes to the list is asked where the ground is consent; by the law a household is told once', () => {
	const told = [said('notice-given', 1)];
	expect([saidFirst(undefined, []), saidFirst({ basis: 'consent' }, told)]).toEqual(['nothing', 'consent']);
	expect(saidFirst({ basis: 'article-19' }, [said('notice-given', 1, an)])).toBe('notice');
	expect(saidFirst({ basis: 'article-19' }, told)).toBe('nothing');
});
