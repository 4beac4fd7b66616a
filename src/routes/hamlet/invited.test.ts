import { expect, test } from 'vitest';
import { makeChecklist, makePerson, TODAY } from '../../../tests/support/register.ts';
import { enrolledPhone, household, page, person, pulled, row } from '../../../tests/support/test-phone.ts';
import type { Day } from '#domain/calendar.ts';
import { defaultChecklist } from '#domain/default-checklist.ts';
import type { HamletId } from '#domain/ids.ts';
import type { Fields } from '#protocol/row.ts';
import { boardOf } from './board.ts';
import { callsToInvite, invitedOf, lineOfCall } from './invited.ts';

const HAMLET = 'd1' as HamletId;
const checklist = makeChecklist();
const notYet = { status: 'not-yet' };
const today: Day = TODAY;

/** Two households: p1 and p2 in h1, p3 in h2; each of them has VNeID still to get. */
async function aHamlet(more: ReturnType<typeof row>[] = []) {
	const phone = await enrolledPhone();
	const rows = [
		household('h1', 1),
		household('h2', 2, { address: 'Ngõ đình' }),
		person('p1', 'h1', 3, { name: 'Lê Văn Nam', relation: 'head' }),
		person('p2', 'h1', 4, { name: 'Lê Thị Hà', phone: '0912345678' }),
		person('p3', 'h2', 5, { name: 'Đoàn Thị Mận', relation: 'head' }),
		...['p1', 'p2', 'p3'].map((id, at) => row('answers', id, 6 + at, { VN2: notYet, SK: notYet }))
	];
	await pulled(phone, { pages: [page('h:d1', 0, 40, [...rows, ...more])] });
	const { view } = phone.store;
	return {
		phone,
		view,
		names: () => invitedOf(view, HAMLET, checklist.mainItems, today).map((one) => one.person.name),
		calls: () => callsToInvite(view, HAMLET, checklist.mainItems, today).map((one) => lineOfCall(view, one)),
		onBoard: () => boardOf(view, HAMLET, checklist, today, false).invite
	};
}

const word = (id: string, kind: string, purpose: string, at = 9): Fields => ({
	...{ household: 'h1', person: id, kind, purpose, textVersion: 1, how: 'spoken', by: 'm1', at }
});

test('[F21] one call for each household, with whom it is about, what is open, and whose number answers', async () => {
	const { calls } = await aHamlet();
	expect(calls()).toEqual([
		{
			...{ id: 'h1', name: 'Lê Văn Nam', where: '', href: '/households/h1' },
			what: 'Lê Văn Nam: còn VNeID mức 2, Sổ sức khỏe điện tử · Lê Thị Hà: còn VNeID mức 2, Sổ sức khỏe điện tử',
			...{ phone: '0912345678', callee: 'Lê Thị Hà' }
		},
		{
			...{ id: 'h2', name: 'Đoàn Thị Mận', where: 'Ngõ đình', href: '/households/h2' },
			what: 'còn VNeID mức 2, Sổ sức khỏe điện tử'
		}
	]);
});

test('[F37] who does not want to be written down or called is on no list, and the board counts the same people', async () => {
	const { phone, names, onBoard } = await aHamlet();
	expect([names(), onBoard()]).toEqual([['Lê Văn Nam', 'Lê Thị Hà', 'Đoàn Thị Mận'], 3]);
	const say = (id: string, a: Fields) => phone.store.record([{ k: 'add', c: 'notices', id, a }]);
	await say('n1', word('p1', 'refused', 'help-at-the-door'));
	expect([names(), onBoard()]).toEqual([['Lê Thị Hà', 'Đoàn Thị Mận'], 2]);
	await say('n2', word('p2', 'consent-withdrawn', 'invite'));
	expect([names(), onBoard()]).toEqual([['Đoàn Thị Mận'], 1]);
	await phone.store.record([{ k: 'set', c: 'households', id: 'h2', a: { noRecord: true } }]);
	expect([names(), onBoard()]).toEqual([[], 0]);
});

test('[F37] where the ground is consent, only who agreed to be invited', async () => {
	const { phone, names } = await aHamlet();
	const terms = { name: 'Xã', words: {}, dataTerms: { basis: 'consent' } };
	await pulled(phone, { pages: [page('c', 0, 1, [row('commune', 'xa', 1, terms)])] });
	expect(names()).toEqual([]);
	const a = word('p2', 'consent-given', 'invite');
	await phone.store.record([{ k: 'add', c: 'notices', id: 'n1', a }]);
	expect(names()).toEqual(['Lê Thị Hà']);
});

test('what the hall cannot mend invites nobody', () => {
	const who = makePerson('an');
	const answersByPerson = () => ({ VN2: { status: 'blocked', reason: 'V15' } as const });
	const source = {
		populationOf: () => ({ people: [who], answersByPerson }),
		commune: () => undefined,
		all: () => []
	};
	expect(invitedOf(source, HAMLET, defaultChecklist(), today)).toEqual([]);
});
