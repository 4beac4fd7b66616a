import { describe, expect, test } from 'vitest';
import { doorStateOf } from '#domain/door-state.ts';
import type { HouseholdId } from '#domain/ids.ts';
import { makeChecklist, TODAY } from '../../../../tests/support/register.ts';
import type { Draft } from './draft.ts';
import {
	enrolledPhone,
	household,
	page,
	person,
	pulled,
	pushed,
	row,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';
import { PaperMirror } from '../../../../tests/support/paper-mirror.ts';

const refusal = (id: string): Draft => ({ k: 'set', c: 'households', id, a: { noRecord: true } });
const added = (id: string, of: string, name: string): Draft => ({
	k: 'add',
	c: 'people',
	id,
	a: { household: of, name, order: 9 }
});
const helped = (id: string, who: string): Draft => ({
	k: 'add',
	c: 'assists',
	id,
	a: { person: who, item: 'VN2', by: 'm1', at: 1 }
});
const visit: Draft = {
	k: 'add',
	c: 'visits',
	id: 'v1',
	a: { household: 'h1', outcome: 'refused', at: 1, by: 'm1' }
};
const said = (id: string, kind: string, at: number): Draft => ({
	k: 'add',
	c: 'notices',
	id,
	a: {
		...{ household: 'h1', person: 'p1', kind, purpose: 'help-at-the-door', textVersion: 1 },
		...{ how: 'spoken', at, by: 'm1' }
	}
});

async function aPhone(mirror = new PaperMirror()): Promise<TestPhone> {
	const phone = await enrolledPhone({ mirror });
	await pulled(phone, {
		pages: [
			page('h:d1', 0, 5, [
				household('h1', 1),
				household('h2', 2),
				person('p1', 'h1', 3),
				person('p2', 'h1', 4),
				person('p3', 'h2', 5)
			])
		]
	});
	return phone;
}

const leaving = async (phone: TestPhone): Promise<string> =>
	JSON.stringify((await phone.store.takeBatch(100)).ops);
const peopleOf = (phone: TestPhone, id: string) =>
	phone.store.view.peopleOf(id as never).map((one) => one.id);

describe('[F37] what a family does not want written down', () => {
	test('leaves the lists at once, and never the phone; the numbers add up, and other work goes', async () => {
		const mirror = new PaperMirror();
		const phone = await aPhone(mirror);
		await phone.store.record([
			tap('p1', 'VN2', 'done'),
			added('p9', 'h1', 'Đoàn Thị Mận'),
			helped('a1', 'p1'),
			{ k: 'set', c: 'householdAnswers', id: 'h1', a: { CQ: { status: 'not-yet' } } },
			{ k: 'set', c: 'people', id: 'p2', a: { phone: '0912345678' } },
			{ k: 'set', c: 'households', id: 'h1', a: { note: { text: 'Bà bị đau chân', by: 'm1', at: 1 } } },
			tap('p3', 'MM')
		]);
		await phone.store.record([refusal('h1'), visit]);
		expect(peopleOf(phone, 'h1')).toEqual([]);
		const { recorded, unsentOps } = phone.store.status;
		expect([recorded, unsentOps]).toEqual([9, 9]);
		const sent = await leaving(phone);
		for (const word of ['VN2', 'Mận', 'CQ', '0912345678', 'Bà bị', 'p1', 'p2', 'p9', 'a1'])
			expect(sent).not.toContain(`"${word}`);
		for (const word of ['noRecord', 'v1', 'p3', 'MM']) expect(sent).toContain(`"${word}"`);
		const { ops } = await phone.store.takeBatch(100);
		expect(ops.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
		const copied = mirror.copy?.ops.map(({ s }) => Buffer.from(s, 'base64url').toString()).join();
		for (const word of ['VN2', 'Mận']) expect(copied).not.toContain(`"${word}`);
		expect(await leaving(await phone.restarted())).toEqual(sent);
		expect(phone.store.status).toMatchObject({ recorded, unsentOps });
	});

	test('is there again when the tap was a mistake that nobody has heard of', async () => {
		const phone = await aPhone();
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		const ops = await phone.store.record([refusal('h1')]);
		expect(await phone.store.takeBack(ops)).toBe(true);
		expect(peopleOf(phone, 'h1')).toEqual(['p1', 'p2']);
		expect(await leaving(phone)).toContain('VN2');
	});

	test('does not leave by file either, nor when the phone begins again under another number', async () => {
		const phone = await aPhone();
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await phone.store.record([refusal('h1')]);
		const { records } = await phone.store.sealedWork();
		expect(JSON.stringify(records.map(({ sealed }) => new TextDecoder().decode(sealed)))).not.toContain(
			'VN2'
		);

		const other = await aPhone();
		await other.store.record([tap('p1', 'VN2', 'done')]);
		await pushed(other);
		await other.store.record([tap('p2', 'MM')]);
		await other.store.record([refusal('h1')]);
		await other.store.reKey(7, { device: 8, epoch: 'epoch-2' } as never);
		const sent = await leaving(other);
		for (const word of ['VN2', 'MM']) expect(sent).not.toContain(word);
		expect((await other.store.takeBatch(100)).ops.map(({ n }) => n)).toEqual([1, 2, 3]);
	});

	test('does not leave after a try that met no network: nobody knows whether it was heard', async () => {
		const phone = await aPhone();
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		expect(await leaving(phone)).toContain('VN2');
		await phone.store.record([refusal('h1')]);
		expect(await leaving(phone)).not.toContain('VN2');
	});

	test('does not leave when its bytes were damaged either: this page still knows what they said', async () => {
		const phone = await aPhone();
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await phone.db.outbox.update(1, { sealed: new Uint8Array([0]) });
		expect(await leaving(phone)).toContain('VN2');
		await phone.store.record([refusal('h1')]);
		expect(await leaving(phone)).not.toContain('VN2');
	});

	test('does not leave for the household that was merged into theirs', async () => {
		const phone = await aPhone();
		const answers: Draft = {
			k: 'set',
			c: 'householdAnswers',
			id: 'h2',
			a: { CQ: { status: 'not-yet' } }
		};
		const merge: Draft = { k: 'cmd', c: 'households', id: 'h2', a: { name: 'household.merge', into: 'h1' } };
		await phone.store.record([answers, added('p9', 'h2', 'Đoàn Thị Mận')]);
		await phone.store.record([merge]);
		await phone.store.record([refusal('h1')]);
		const sent = await leaving(phone);
		for (const word of ['CQ', 'Mận']) expect(sent).not.toContain(word);
	});

	test('does not leave when their hamlet was taken from this phone meanwhile', async () => {
		const phone = await aPhone();
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await phone.store.record([refusal('h1')]);
		await pulled(phone, { scopes: ['c', 'u:m1'] });
		expect(phone.store.view.get('people', 'p1')).toBeUndefined();
		const sent = await leaving(phone);
		expect(sent).toContain('noRecord');
		expect(sent).not.toContain('VN2');
	});

	test('nor after a new start, when the rows of its people are gone from this phone', async () => {
		const phone = await aPhone();
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await pushed(phone);
		await phone.store.record([tap('p2', 'MM')]);
		await phone.store.record([refusal('h1')]);
		await pulled(phone, { scopes: ['c', 'u:m1'], last: 1 });
		const started = await phone.restarted();
		const sent = await leaving(started);
		expect(sent).toContain('noRecord');
		expect(sent).not.toContain('MM');
		await started.store.reKey(7, { device: 8, epoch: 'epoch-2' } as never);
		expect(await leaving(started)).not.toContain('VN2');
	});

	describe('nor when their refusal has left this phone with their rows', () => {
		const GONE = { scopes: ['c', 'u:m1'] };
		const back = (more: Record<string, unknown>) =>
			page('h:d1', 0, 9, [household('h1', 8, more), person('p1', 'h1', 3), person('p2', 'h1', 4)]);

		test('before a batch was asked for: what another phone had heard', async () => {
			const phone = await aPhone();
			await phone.store.record([tap('p1', 'VN2', 'done'), tap('p3', 'MM')]);
			await pulled(phone, { pages: [page('h:d1', 5, 6, [household('h1', 6, { noRecord: true })])] });
			await pulled(phone, GONE);
			const sent = await leaving(await phone.restarted());
			expect(sent).not.toContain('VN2');
			expect(sent).toContain('MM');
		});

		test('[RC4] though a tap about the household itself waits beside it', async () => {
			const phone = await aPhone();
			await phone.store.record([
				tap('p1', 'VN2', 'done'),
				{ k: 'set', c: 'householdAnswers', id: 'h1', a: { CQ: { status: 'not-yet' } } },
				{ k: 'set', c: 'households', id: 'h1', a: { nickname: 'Bà Mận' } }
			]);
			await pulled(phone, { pages: [page('h:d1', 5, 6, [household('h1', 6, { noRecord: true })])] });
			await pulled(phone, GONE);
			// Who refused is looked up anew with each answer.
			await pulled(phone, GONE);
			const sent = await leaving(await phone.restarted());
			for (const word of ['VN2', 'CQ']) expect(sent).not.toContain(word);
			expect(sent).toContain('nickname');
		});

		test('with a household that was led to another hamlet', async () => {
			const phone = await aPhone();
			await phone.store.record([tap('p1', 'VN2', 'done')]);
			await pulled(phone, { pages: [page('h:d1', 5, 6, [household('h1', 6, { noRecord: true })])] });
			const out = [
				{ c: 'households', id: 'h1', rv: 2, seq: 7 },
				{ c: 'people', id: 'p1', rv: 2, seq: 7 }
			] as const;
			await pulled(phone, { pages: [page('h:d1', 6, 7, [], { out: [...out] })] });
			expect(phone.store.view.get('people', 'p1')).toBeUndefined();
			expect(await leaving(phone)).not.toContain('VN2');
		});

		describe('[RC4] on the row of a household merged into one that is not here', () => {
			const elsewhere = (rv: number, id: string, into: string, noRecord?: boolean) =>
				household(id, rv, { mergedInto: into, ...(noRecord === undefined ? {} : { noRecord }) });
			const out = [
				{ c: 'people', id: 'p1', rv: 2, seq: 6 },
				{ c: 'people', id: 'p2', rv: 2, seq: 6 }
			] as const;

			async function aPhoneThatSaw(...rows: ReturnType<typeof household>[]): Promise<TestPhone> {
				const phone = await aPhone();
				await phone.store.record([tap('p1', 'VN2', 'done')]);
				await pulled(phone, { pages: [page('h:d1', 5, 8, rows, { out: [...out] })] });
				return phone;
			}

			test.each([
				['its own', [elsewhere(8, 'h1', 'far', true)]],
				['that of the one between', [elsewhere(7, 'h1', 'h2'), elsewhere(8, 'h2', 'far', true)]]
			])('%s', async (_, rows) => {
				const phone = await aPhoneThatSaw(...rows);
				expect(phone.store.view.get('people', 'p1')).toBeUndefined();
				expect(await leaving(phone)).not.toContain('VN2');
				const gone = await aPhoneThatSaw(...rows);
				// Who refused is kept with the next answer.
				await pulled(gone, GONE);
				expect(await leaving(await gone.restarted())).not.toContain('VN2');
			});

			test('which unsays it, where the family’s word is on the row that is not here', async () => {
				const phone = await aPhoneThatSaw(elsewhere(8, 'h1', 'far', true));
				await pulled(phone, { pages: [page('h:d1', 8, 9, [elsewhere(9, 'h1', 'far')])] });
				await pulled(phone, GONE);
				expect(await leaving(await phone.restarted())).not.toContain('VN2');
			});

			test('but it goes when that row is here, and says that they let themselves be written down', async () => {
				const phone = await aPhoneThatSaw(elsewhere(8, 'h1', 'far', true));
				await pulled(phone, { pages: [page('h:d1', 8, 9, [household('far', 9)])] });
				await pulled(phone, GONE);
				expect(await leaving(await phone.restarted())).toContain('VN2');
			});
		});

		test.each(['h1', 'h2'])('with somebody who was led from one family to another: %s', async (refusing) => {
			const phone = await aPhone();
			await phone.store.record([
				{ k: 'cmd', c: 'people', id: 'p1', a: { name: 'person.move', into: 'h2' } },
				tap('p2', 'MM')
			]);
			expect(phone.store.view.get('people', 'p1')?.household).toBe('h2');
			await pulled(phone, { pages: [page('h:d1', 5, 6, [household(refusing, 6, { noRecord: true })])] });
			await pulled(phone, GONE);
			const sent = await leaving(await phone.restarted());
			expect(sent).not.toContain('person.move');
			expect(sent.includes('MM')).toBe(refusing !== 'h1');
		});

		test('with the word of one person', async () => {
			const phone = await aPhone();
			await phone.store.record([tap('p1', 'VN2', 'done'), tap('p2', 'MM')]);
			const word = row('notices', 'n1', 6, said('n1', 'refused', 10).a);
			await pulled(phone, { pages: [page('h:d1', 5, 6, [word])] });
			await pulled(phone, GONE);
			const sent = await leaving(phone);
			expect(sent).not.toContain('VN2');
			expect(sent).toContain('MM');
			// Given back page by page: the person comes before what they said.
			await pulled(phone, { pages: [{ ...back({}), to: 5, head: 9 }] });
			await phone.store.record([tap('p1', 'DVC1')]);
			expect(await leaving(phone)).not.toContain('DVC1');
		});

		test('and all that was confirmed goes out once more', async () => {
			const phone = await aPhone();
			await phone.store.record([tap('p1', 'VN2', 'done')]);
			await pushed(phone);
			await phone.store.record([refusal('h1')]);
			await pushed(phone, { at: { 'h:d1': 6 } });
			await pulled(phone, { ...GONE, last: 2 });
			const started = await phone.restarted();
			await started.store.reKey(7, { device: 8, epoch: 'epoch-2' } as never);
			const sent = await leaving(started);
			expect(sent).toContain('noRecord');
			expect(sent).not.toContain('VN2');
		});

		test('but it goes when the household is here again, and lets itself be written down', async () => {
			const phone = await aPhone();
			await pulled(phone, { pages: [page('h:d1', 5, 6, [household('h1', 6, { noRecord: true })])] });
			await pulled(phone, GONE);
			await pulled(phone, { pages: [back({ noRecord: false })] });
			await phone.store.record([tap('p1', 'VN2', 'done')]);
			await pulled(phone, GONE);
			expect(await leaving(phone)).toContain('VN2');
		});
	});

	describe('[RC4] goes again once they let themselves be written down, though the phone had kept who refused', () => {
		const answer = (id: string): Draft => ({
			...{ k: 'set', c: 'householdAnswers', id },
			a: { CQ: { status: 'not-yet' } }
		});
		const refused = [household('h1', 6, { noRecord: true }), household('h2', 7, { mergedInto: 'h1' })];

		async function aPhoneThatKnew(): Promise<TestPhone> {
			const phone = await aPhone();
			await pulled(phone, { pages: [page('h:d1', 5, 7, refused)] });
			// Who refused is kept with the next answer.
			await pulled(phone, {});
			await phone.store.record([answer('h1'), answer('h2')]);
			expect(await leaving(phone)).not.toContain('CQ');
			return phone;
		}

		test.each(['h1', 'h2'])('an answer of the household, by a tap on this phone: %s', async (id) => {
			const phone = await aPhoneThatKnew();
			await phone.store.record([{ k: 'set', c: 'households', id: 'h1', a: { noRecord: false } }]);
			await phone.store.record([answer(id), tap('p1', 'VN2', 'done')]);
			for (const word of ['CQ', 'VN2']) expect(await leaving(phone)).toContain(word);
		});

		test.each(['h1', 'h2'])('and by the word of another phone: %s', async (id) => {
			const phone = await aPhoneThatKnew();
			const back = household('h1', 8, { noRecord: false });
			await pulled(phone, { pages: [page('h:d1', 7, 8, [back])] });
			await phone.store.record([answer(id), tap('p1', 'VN2', 'done')]);
			for (const word of ['CQ', 'VN2']) expect(await leaving(phone)).toContain(word);
		});
	});

	test('nor what was tapped about a new person in the moment in which that person was withheld', async () => {
		const phone = await aPhone();
		await phone.store.record([added('p9', 'h1', 'Đoàn Thị Mận')]);
		await phone.store.record([refusal('h1')]);
		const first = leaving(phone);
		const saved = phone.store.record([tap('p9', 'VN2', 'done')]);
		expect(await first).not.toContain('Mận');
		await saved;
		expect(phone.store.view.get('people', 'p9')).toBeUndefined();
		expect(await leaving(phone)).not.toContain('VN2');
	});

	test('leaves nothing on the screen of a household that is erased, not even an empty row', async () => {
		const phone = await aPhone();
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await phone.store.record([refusal('h1')]);
		await phone.store.record([{ k: 'cmd', c: 'households', id: 'h1', a: { name: 'erase' } }]);
		expect(await leaving(phone)).not.toContain('VN2');
		expect(phone.store.view.get('households', 'h1')).toBeUndefined();
	});

	test('about somebody who is erased here is what the family they were in last refuses, not where its row was merged later', async () => {
		const merged = (id: string, into: string): Draft => ({
			...{ k: 'cmd', c: 'households', id },
			a: { name: 'household.merge', into }
		});
		const phone = await aPhone();
		await pulled(phone, { pages: [page('h:d1', 5, 6, [household('h3', 6)])] });
		await phone.store.record([added('p9', 'h2', 'Đoàn Thị Mận'), tap('p9', 'VN2', 'done')]);
		await phone.store.record([merged('h2', 'h1')]);
		await phone.store.record([{ k: 'cmd', c: 'people', id: 'p9', a: { name: 'erase' } }]);
		await phone.store.record([merged('h2', 'h3')]);
		await phone.store.record([refusal('h3')]);
		expect(phone.store.view.get('people', 'p9')).toBeUndefined();
		for (const word of ['Mận', 'VN2']) expect(await leaving(phone)).toContain(word);
		await phone.store.record([refusal('h1')]);
		for (const word of ['Mận', 'VN2']) expect(await leaving(phone)).not.toContain(word);
	});

	test('a help that was none stops counting all the same, where the commune has it', async () => {
		const voided = (id: string): Draft => ({ k: 'cmd', c: 'assists', id, a: { name: 'assist.void' } });
		const phone = await aPhone();
		const a1 = row('assists', 'a1', 6, { person: 'p1', item: 'VN2', by: 'm1', at: 1 });
		await pulled(phone, { pages: [page('h:d1', 5, 6, [a1])] });
		await phone.store.record([helped('a2', 'p1')]);
		await pushed(phone);
		await phone.store.record([helped('a3', 'p1')]);
		for (const id of ['a1', 'a2', 'a3']) await phone.store.record([voided(id)]);
		await phone.store.record([refusal('h1')]);
		const sent = await leaving(phone);
		for (const id of ['a1', 'a2']) expect(sent).toContain(`"${id}"`);
		expect(sent).not.toContain('"a3"');
	});

	describe('that somebody of it came to an evening', () => {
		const came = (who: string): Draft => ({
			k: 'add',
			c: 'attendance',
			id: `s1:${who}:m1`,
			a: { session: 's1', person: who, at: 1, by: 'm1' }
		});
		const notCame = (who: string): Draft => ({
			k: 'set',
			c: 'attendance',
			id: `s1:${who}:m1`,
			a: { voided: true }
		});

		test('stays here, by the word of the household or of the person', async () => {
			const phone = await aPhone();
			await phone.store.record([came('p1')]);
			await phone.store.record([came('p3')]);
			await phone.store.record([refusal('h1')]);
			const sent = await leaving(phone);
			expect(sent).not.toContain('s1:p1:m1');
			expect(sent).toContain('s1:p3:m1');
			const other = await aPhone();
			await other.store.record([came('p1'), came('p2')]);
			await other.store.record([said('n1', 'refused', 10)]);
			const left = await leaving(other);
			expect(left).not.toContain('s1:p1:m1');
			expect(left).toContain('s1:p2:m1');
		});

		test('stays here once the rows of its people are gone from this phone', async () => {
			const phone = await aPhone();
			await phone.store.record([came('p1')]);
			await phone.store.record([refusal('h1')]);
			await pulled(phone, { scopes: ['c', 'u:m1'] });
			expect(phone.store.view.get('people', 'p1')).toBeUndefined();
			expect(await leaving(phone)).not.toContain('s1:p1:m1');
		});

		test('and did not, goes where the commune has it', async () => {
			const phone = await aPhone();
			await phone.store.record([came('p1')]);
			await pushed(phone);
			await phone.store.record([came('p2')]);
			for (const who of ['p1', 'p2']) await phone.store.record([notCame(who)]);
			await phone.store.record([refusal('h1')]);
			const sent = await leaving(phone);
			expect(sent).toContain('s1:p1:m1');
			expect(sent).not.toContain('s1:p2:m1');
		});
	});

	test('one person’s word is about that person alone, and the last one counts', async () => {
		const phone = await aPhone();
		await phone.store.record([tap('p1', 'VN2', 'done'), tap('p2', 'MM')]);
		await phone.store.record([said('n1', 'refused', 10)]);
		expect(peopleOf(phone, 'h1')).toEqual(['p2']);
		const sent = await leaving(phone);
		expect(sent).not.toContain('VN2');
		expect(sent).toContain('MM');
		await phone.store.record([said('n2', 'consent-given', 20)]);
		expect(peopleOf(phone, 'h1')).toEqual(['p1', 'p2']);
		await phone.store.record([tap('p1', 'DVC1', 'done')]);
		expect(await leaving(phone)).toContain('DVC1');
	});

	test('who refused keeps no household open; who was not asked yet does, until it is said that they live elsewhere', async () => {
		const phone = await aPhone();
		const { mainItems } = makeChecklist();
		const ofTheOther = (one: Draft) => ({ ...one, a: { ...one.a, person: 'p2' } });
		const state = () => doorStateOf(phone.store.view.factsOf('h1' as HouseholdId), mainItems, TODAY);
		await phone.store.record(mainItems.map(({ code }) => tap('p1', code, 'done')));
		expect(state()).toBe('partial');
		await phone.store.record([ofTheOther(said('n1', 'refused', 10))]);
		expect(state()).toBe('complete');
		await phone.store.record([ofTheOther(said('n2', 'consent-given', 20))]);
		expect(state()).toBe('partial');
		await phone.store.record([{ k: 'set', c: 'people', id: 'p2', a: { residence: { kind: 'away' } } }]);
		expect(state()).toBe('complete');
	});
});
