import { expect, test } from 'vitest';
import type { HamletId } from '#domain/ids.ts';
import { formatPhone } from '#i18n/format.ts';
import { itemWith } from '../../../../tests/support/register.ts';
import {
	enrolledPhone,
	household,
	page,
	pulled,
	row,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';
import {
	countOf,
	duplicatesOf,
	madeTwoAgain,
	mergedInto,
	takenOver,
	takenTexts,
	toldApart,
	whyText
} from './duplicates.ts';

const D1 = 'd1' as HamletId;
const person = (id: string, of: string, seq: number, name: string, more: Record<string, unknown> = {}) =>
	row('people', id, seq, { household: of, name, order: seq, birth: { year: 1960 }, ...more });

async function aHamlet(...people: ReturnType<typeof person>[]): Promise<TestPhone> {
	const phone = await enrolledPhone();
	const rows = [household('h1', 1), household('h2', 2), ...people];
	await pulled(phone, { pages: [page('h:d1', 0, 9, rows)] });
	return phone;
}

const twice = () =>
	aHamlet(person('p1', 'h1', 3, 'Lê Thị Hoà'), person('p2', 'h2', 4, 'le thi hoa', { phone: '0912345678' }));
const found = ({ store }: TestPhone) => duplicatesOf(store.view, D1);

test('[F13] two rows of one person become one that knows what both knew, and two again', async () => {
	const phone = await twice();
	const { store } = phone;
	await store.record([tap('p1', 'VN2'), tap('p2', 'VN2', 'done'), tap('p2', 'SK')]);
	const [pair] = found(phone).pairs;
	expect(pair && whyText(pair, () => undefined)).toBe('cùng năm sinh 1960');
	const [stands, goes] = [store.view.peopleOf('h1' as never)[0], store.view.peopleOf('h2' as never)[0]];
	if (stands === undefined || goes === undefined) throw new Error('nobody is there');

	const answers = { VN2: { status: 'done', evidence: 'said' }, SK: { status: 'not-yet' } } as const;
	expect(takenTexts(stands, goes, answers, [itemWith('VN2'), itemWith('SK')])).toEqual([
		`số điện thoại ${formatPhone('0912345678')}`,
		'VNeID mức 2: Đã có',
		'Sổ sức khỏe điện tử: Chưa'
	]);
	await store.record(mergedInto(stands, goes, answers).drafts);
	expect(store.view.populationOf(D1).people.map(({ id, phone: number }) => [id, number])).toEqual([
		['p1', '0912345678']
	]);
	expect(store.view.answersOf(stands.id)).toMatchObject(answers);
	expect(countOf(found(phone))).toBe(0);

	const [merged] = found(phone).merged;
	if (merged === undefined) throw new Error('nobody was merged');
	await store.record(madeTwoAgain(merged).drafts);
	expect(store.view.populationOf(D1).people.map(({ id }) => id)).toEqual(['p1', 'p2']);
});

test('[F13] what somebody without a network recorded on the row that went is shown, and taken over with a tap', async () => {
	const phone = await twice();
	await phone.store.record([{ k: 'set', c: 'people', id: 'p2', a: { sameAs: 'p1' } }]);
	await pulled(phone, {
		pages: [page('h:d1', 9, 10, [row('answers', 'p2', 10, { MM: { status: 'done', evidence: 'seen' } })])]
	});
	const late = found(phone);
	expect(countOf(late)).toBe(1);
	const [merged] = late.merged;
	if (merged === undefined) throw new Error('nobody was merged');
	expect(takenOver(merged).drafts).toEqual([
		{ k: 'set', c: 'answers', id: 'p1', a: { MM: { status: 'done', evidence: 'seen' } } }
	]);
	await phone.store.record(takenOver(merged).drafts);
	expect(countOf(found(phone))).toBe(0);
});

test('[F13] who was told apart is not asked about again', async () => {
	const phone = await twice();
	const [pair] = found(phone).pairs;
	if (pair === undefined) throw new Error('nobody is alike');
	await phone.store.record(toldApart(pair).drafts);
	expect(countOf(found(phone))).toBe(0);
});

test('[F13] a family that stands twice is one question, not one for each of its people', async () => {
	const names = ['Lê Thị Hoà', 'Trần Văn Nam'];
	const phone = await aHamlet(
		...names.map((name, at) => person(`a${at}`, 'h1', 3 + at, name)),
		...names.map((name, at) => person(`b${at}`, 'h2', 5 + at, name))
	);
	expect(found(phone).households.map(({ one, other, pairs }) => [one, other, pairs.length])).toEqual([
		['h1', 'h2', 2]
	]);
	expect(found(phone).pairs).toEqual([]);
	expect(countOf(found(phone))).toBe(1);
});

test('[F13] nobody who refused stands among them, nor what was said of them', async () => {
	const phone = await twice();
	await phone.store.record([
		{ k: 'set', c: 'people', id: 'p2', a: { sameAs: 'p1' } },
		tap('p2', 'MM', 'done')
	]);
	expect(found(phone).merged).toHaveLength(1);
	await phone.store.record([{ k: 'set', c: 'households', id: 'h1', a: { noRecord: true } }]);
	expect(found(phone)).toEqual({ households: [], pairs: [], merged: [] });
});
