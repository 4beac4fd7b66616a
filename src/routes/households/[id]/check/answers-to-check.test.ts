import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/answer.ts';
import type { HouseholdId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';
import { itemWith, makeChecklist, makePerson, TODAY } from '../../../../../tests/support/register.ts';
import { answersToCheck, confirmTap, givenText, recheckTap, type AnswersOf } from './answers-to-check.ts';

const said = { status: 'done', evidence: 'said' } as const;
const uoc = makePerson('uoc', { name: 'Lê Ước' });

function viewOf(
	people: ReturnType<typeof makePerson>[],
	answers: Record<string, Answers>,
	given: { basis?: string; notices?: object[] } = {}
): View {
	return {
		all: () => (given.notices ?? []).map((one) => ({ household: 'h1', ...one })),
		commune: () => ({ dataTerms: given.basis && { basis: given.basis } }),
		peopleOf: () => people,
		answersOf: (id: string) => answers[id] ?? {},
		householdAnswersOf: (id: string) => answers[id] ?? {}
		// Of a view, as much as the page reads.
	} as unknown as View;
}

const listed = (view: View) =>
	answersToCheck(view, 'h1' as HouseholdId, makeChecklist(), TODAY).map(
		({ name, given }) => `${name}: ${given.map(({ item }) => item.code).join(' ')}`
	);

describe('[F3] what is looked through', () => {
	test('is every answer that was given, by person in the checklist’s order, the household’s last', () => {
		const aside = { status: 'exempt', why: 'abroad' } as const;
		const answers = {
			uoc: { CC: said, MM: { status: 'not-yet' }, VN2: said, SK: { status: 'unasked' }, DVC1: aside },
			h1: { QR: said }
		} as Record<string, Answers>;
		expect(listed(viewOf([uoc, makePerson('ha')], answers))).toEqual(['Lê Ước: VN2 MM CC', 'cả nhà: QR']);
	});

	test('who works far away too; nobody who moved or died', () => {
		const residences = [{ kind: 'away' }, { kind: 'moved', at: 5 }, { kind: 'deceased', at: 5 }] as const;
		const people = residences.map((residence) =>
			makePerson(residence.kind, { name: residence.kind, residence })
		);
		const answers = { away: { VN2: said }, moved: { VN2: said }, deceased: { VN2: said } };
		expect(listed(viewOf(people, answers))).toEqual(['away: VN2']);
	});

	test('[F37] where the ground is consent, of nobody who has not agreed', () => {
		const people = [uoc, makePerson('ha', { name: 'Hà' })];
		const answers = { uoc: { VN2: said }, ha: { VN2: said } };
		const agreed = { person: 'ha', kind: 'consent-given', purpose: 'help-at-the-door', at: 1 };
		expect(listed(viewOf(people, answers, { basis: 'consent', notices: [agreed] }))).toEqual(['Hà: VN2']);
		const whole = { h1: { QR: said } };
		expect(listed(viewOf(people, whole, { basis: 'consent' }))).toEqual([]);
		expect(listed(viewOf(people, whole, { basis: 'consent', notices: [agreed] }))).toEqual(['cả nhà: QR']);
	});
});

test.each([
	['Đã có · dân nói', said],
	['Đã có · cơ quan đã xác nhận', { ...said, evidence: 'confirmed' } as const],
	[
		'Chưa · Đã duyệt, chưa kích hoạt · hẹn 25/11',
		{ status: 'not-yet', stage: 'approved', due: '2026-11-25' }
	],
	['Vướng · SIM không chính chủ', { status: 'blocked', reason: 'V05' }]
] as const)('an answer in words: %s', (expected, answer) => {
	expect(givenText(answer)).toBe(expected);
});

describe('[F3] the two words of head and official', () => {
	const of: AnswersOf = { c: 'answers', id: 'uoc', name: 'Lê Ước', given: [] };
	const item = itemWith('VN2');
	const written = (a: object) => [{ k: 'set', c: 'answers', id: 'uoc', a: { VN2: a } }];

	test('“Cần kiểm tra lại”, and tapped again not any more', () => {
		const again = { ...said, recheck: true } as const;
		const tap = recheckTap(of, { item, answer: said });
		expect(tap).toEqual({ drafts: written(again), label: 'Cần kiểm tra lại: VNeID mức 2, Lê Ước' });
		expect(recheckTap(of, { item, answer: again })).toEqual({
			drafts: written(said),
			label: 'Thôi kiểm tra lại: VNeID mức 2, Lê Ước'
		});
	});

	test('“Cơ quan đã xác nhận” takes the flag with it, and tapped again is what was recorded at the door', () => {
		const confirmed = { status: 'done', evidence: 'confirmed', atDoor: 'seen' } as const;
		const seen = { status: 'done', evidence: 'seen' } as const;
		const tap = confirmTap(of, { item, answer: { ...seen, recheck: true } });
		expect(tap).toEqual({ drafts: written(confirmed), label: 'Cơ quan đã xác nhận: VNeID mức 2, Lê Ước' });
		expect(confirmTap(of, { item, answer: confirmed })).toEqual({
			drafts: written(seen),
			label: 'Bỏ cơ quan xác nhận: VNeID mức 2, Lê Ước'
		});
	});

	test('of the household as a whole they are written in its own row', () => {
		const whole: AnswersOf = { c: 'householdAnswers', id: 'h1', name: 'cả nhà', given: [] };
		expect(recheckTap(whole, { item: itemWith('QR'), answer: said }).drafts).toMatchObject([
			{ c: 'householdAnswers', id: 'h1' }
		]);
	});
});
