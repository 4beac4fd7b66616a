import { describe, expect, test } from 'vitest';
import type { HamletId, HouseholdId } from '#domain/ids.ts';
import {
	enrolledPhone,
	household,
	page,
	person,
	pulled,
	row,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';

async function aPhone(): Promise<TestPhone> {
	const phone = await enrolledPhone();
	const people = [person('p1', 'h1', 3), person('p2', 'h2', 4), person('p3', 'h2', 5)];
	await pulled(phone, { pages: [page('h:d1', 0, 5, [household('h1', 1), household('h2', 2), ...people])] });
	return phone;
}

const same = (id: string, as: string | null) => ({ k: 'set', c: 'people', id, a: { sameAs: as } }) as const;
const listed = ({ store }: TestPhone) =>
	['h1', 'h2'].flatMap((id) => store.view.peopleOf(id as HouseholdId).map((one) => one.id));
const counted = ({ store }: TestPhone) =>
	store.view.populationOf('d1' as HamletId).people.map(({ id }) => id);
const refused = (who: string, seq: number) =>
	row('notices', 'n1', seq, {
		...{ household: who === 'p1' ? 'h1' : 'h2', person: who, kind: 'refused', purpose: 'help-at-the-door' },
		...{ textVersion: 2, how: 'spoken', at: 10, by: 'm2' }
	});

describe('[MG6] [F13] somebody who is written down twice', () => {
	test('is on the lists once, and twice again when that is taken back', async () => {
		const phone = await aPhone();
		expect(listed(phone)).toEqual(['p1', 'p2', 'p3']);
		await phone.store.record([same('p1', 'p2')]);
		expect([listed(phone), counted(phone)]).toEqual([
			['p2', 'p3'],
			['p2', 'p3']
		]);
		const started = await phone.restarted();
		expect(listed(started)).toEqual(['p2', 'p3']);
		await started.store.record([same('p1', null)]);
		expect(listed(started)).toEqual(['p1', 'p2', 'p3']);
	});

	test('stands once where two heads said it crosswise', async () => {
		const phone = await aPhone();
		const crosswise = [
			row('people', 'p1', 6, { household: 'h1', name: 'Lê Hà', order: 1, sameAs: 'p2' }),
			row('people', 'p2', 7, { household: 'h2', name: 'Lê Hà', order: 1, sameAs: 'p1' })
		];
		await pulled(phone, { pages: [page('h:d1', 5, 7, crosswise)] });
		expect(listed(phone)).toEqual(['p1', 'p3']);
	});

	test('is there again when the other row has left this phone', async () => {
		const phone = await aPhone();
		await phone.store.record([same('p1', 'p2')]);
		expect(listed(phone)).toEqual(['p2', 'p3']);
		const out = [{ c: 'people', id: 'p2', rv: 2, seq: 6 }] as const;
		await pulled(phone, { pages: [page('h:d1', 5, 6, [], { out: [...out] })] });
		expect(listed(phone)).toEqual(['p1', 'p3']);
	});

	test.each(['p1', 'p2'])(
		'is off the lists by a refusal of either row, %s, and nothing of them leaves',
		async (who) => {
			const phone = await aPhone();
			expect(counted(phone)).toEqual(['p1', 'p2', 'p3']);
			await phone.store.record([
				same('p1', 'p2'),
				tap('p2', 'VN2', 'done'),
				tap('p1', 'SK'),
				tap('p3', 'MM')
			]);
			expect(counted(phone)).toEqual(['p2', 'p3']);
			await pulled(phone, { pages: [page('h:d1', 5, 6, [refused(who, 6)])] });
			expect([listed(phone), counted(phone)]).toEqual([['p3'], ['p3']]);
			const sent = JSON.stringify((await phone.store.takeBatch(100)).ops);
			expect(sent).toContain('MM');
			expect(sent).not.toMatch(/VN2|SK/);
		}
	);
});
