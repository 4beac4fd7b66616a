import { expect, test } from 'vitest';
import type { Answers } from '#domain/answer.ts';
import type { HamletId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';
import {
	answersFrom,
	makeChecklist,
	makePerson,
	TODAY,
	type ListedPerson
} from '../../../tests/support/register.ts';
import { countOf, recheckLines, recheckOf } from './recheck.ts';

const DONG = 'dong' as HamletId;
const checklist = makeChecklist();
const again = { status: 'done', evidence: 'said', recheck: true } as const;
const said = { status: 'done', evidence: 'said' } as const;

interface Door {
	people: ListedPerson[];
	noRecord?: boolean;
	ofHousehold?: Answers;
}

function viewOf(doors: Record<string, Door>, answers: Record<string, Answers>, basis?: 'consent'): View {
	return {
		all: () => [],
		commune: () => ({ dataTerms: basis && { basis } }),
		householdsOf: () => Object.entries(doors).map(([id, { noRecord }]) => ({ id, hamlet: DONG, noRecord })),
		peopleOf: (id: string) => doors[id]?.people ?? [],
		factsOf: (id: string) => ({
			people: doors[id]?.people ?? [],
			answersByPerson: answersFrom(answers),
			householdAnswers: doors[id]?.ofHousehold ?? {},
			visits: []
		})
		// Of a view, as much as the list reads.
	} as unknown as View;
}

const an = makePerson('an', { name: 'Lê An' });
const ba = makePerson('ba', { name: 'Lê Ba', residence: { kind: 'away' } });
const nam = makePerson('nam', { name: 'Lê Năm', residence: { kind: 'moved', at: 5 } });

test('[F3] each household with an answer that is to be looked at again, with whose it is', () => {
	const view = viewOf(
		{ h1: { people: [an, ba, nam], ofHousehold: { QR: again } }, h2: { people: [makePerson('tu')] } },
		{ an: { MM: again, VN2: again, SK: said }, ba: { VN2: again }, nam: { VN2: again }, tu: { VN2: said } }
	);
	const list = recheckOf(view, DONG, checklist, TODAY);
	expect(countOf(list)).toBe(4);
	expect(list.map((one) => recheckLines(one, checklist))).toEqual([
		['Lê An: VNeID mức 2, Mobile money', 'Lê Ba: VNeID mức 2', expect.stringMatching(/^Của cả nhà: /)]
	]);
});

test('[F37] of who has not agreed, or wants nothing written down, nothing is asked', () => {
	const answers = { an: { VN2: again } };
	expect(recheckOf(viewOf({ h1: { people: [an] } }, answers, 'consent'), DONG, checklist, TODAY)).toEqual([]);
	const whole = viewOf({ h1: { people: [an], ofHousehold: { QR: again } } }, {}, 'consent');
	expect(recheckOf(whole, DONG, checklist, TODAY)).toEqual([]);
	const refused = { people: [], noRecord: true, ofHousehold: { QR: again } };
	expect(recheckOf(viewOf({ h1: refused }, answers), DONG, checklist, TODAY)).toEqual([]);
	expect(recheckOf(viewOf({ h1: { people: [an] } }, answers), DONG, checklist, TODAY)).toHaveLength(1);
});
