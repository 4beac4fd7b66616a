// The checker is the witness of every kill: each thing it watches for is put before it once.
import { expect, test } from 'vitest';
import { checkEnd, checkMoment } from './check-server.ts';
import type { Action, Change } from './intents.ts';
import type { PhoneFile } from './phone-file.ts';
import type { ServerFile } from './server-file.ts';
import { isClean } from './verdict.ts';
import { WireLog } from './wire-log.ts';

const visit: Change = { c: 'visits', id: 'v1', a: { household: 'h1', outcome: 'met', at: 5 } };
const answer: Change = { c: 'answers', id: 'p1', a: { MM: { status: 'not-yet', due: '2030-01-02' } } };
const taps: Action[] = [{ member: 'hoa', changes: [visit, answer], isSaved: true }];

/** Device 7 of Hoa handed in one tap of two ops, and was told so. */
function handedIn(): { file: ServerFile; wire: WireLog; phones: Map<string, PhoneFile> } {
	const wire = new WireLog();
	wire.sent.set('7.1', visit).set('7.2', answer);
	wire.acknowledged.add('7.1').add('7.2');
	const rows = new Map([visit, answer].map(({ c, id, a }) => [`${c}/${id}`, { ...a }]));
	const file: ServerFile = {
		integrity: 'ok',
		phones: [{ device: 7, member: 'hoa', lastN: 2 }],
		receipts: [1, 2].map((n) => ({ device: 7, n, result: null })),
		appliedTwice: 0,
		identitiesByMember: new Map([['hoa', 2]]),
		rows,
		scopesBehind: 0
	};
	const phone = { outbox: [], journal: [1, 2], recorded: 2, device: 7 };
	return { file, wire, phones: new Map([['hoa', phone]]) };
}

test('what was handed in whole is found whole', () => {
	const { file, wire, phones } = handedIn();
	expect(checkEnd(file, wire, taps, phones)).toMatchObject({ acknowledged: 2, problems: [] });
});

test('an op that was called safe and has no receipt, or no row, is lost', () => {
	const { file, wire } = handedIn();
	file.rows.delete('visits/v1');
	expect(checkMoment(file, wire)).toMatchObject({ lost: 1 });
	file.receipts = [];
	file.phones = [];
	expect(checkMoment(file, wire)).toMatchObject({ lost: 2 });
});

test('a receipt without its row, a row without its receipt and a hole in the numbers are halves', () => {
	const without = (change: (given: ReturnType<typeof handedIn>) => void): number => {
		const given = handedIn();
		given.wire.acknowledged.clear();
		change(given);
		return checkMoment(given.file, given.wire).half;
	};
	expect(without(({ file }) => file.rows.delete('answers/p1'))).toBe(1);
	expect(without(({ file }) => file.rows.set('visits/v2', {}))).toBe(1);
	expect(without(({ file }) => file.receipts.pop())).toBe(1);
	expect(without(() => {})).toBe(0);
});

test('a tap of which one op is there is a half, one of which none is there is lost', () => {
	const { file, wire, phones } = handedIn();
	const other = { ...answer, id: 'p2' };
	const half: Action = { member: 'hoa', changes: [answer, other], isSaved: true };
	expect(checkEnd(file, wire, [half], phones)).toMatchObject({ half: 1, lost: 0 });
	const lost: Action = { member: 'hoa', changes: [other, other], isSaved: true };
	expect(checkEnd(file, wire, [lost], phones)).toMatchObject({ half: 0, lost: 1 });
	expect(isClean(checkEnd(file, wire, [...taps, { ...lost, isSaved: false }], phones))).toBe(true);
});

test('an op that the server knows twice is doubled, one that it does not know is lost', () => {
	const { file, wire, phones } = handedIn();
	expect(checkEnd({ ...file, appliedTwice: 1 }, wire, taps, phones)).toMatchObject({ doubled: 1 });
	file.identitiesByMember.set('hoa', 3);
	expect(checkEnd(file, wire, taps, phones)).toMatchObject({ doubled: 1, lost: 0 });
	file.identitiesByMember.set('hoa', 1);
	expect(checkEnd(file, wire, taps, phones)).toMatchObject({ doubled: 0, lost: 1 });
});

test('a phone that holds fewer ops than it called kept has lost them', () => {
	const { file, wire, phones } = handedIn();
	phones.set('hoa', { outbox: [], journal: [1], recorded: 1, device: 7 });
	file.identitiesByMember.set('hoa', 1);
	expect(checkEnd(file, wire, taps, phones)).toMatchObject({ lost: 1 });
});
