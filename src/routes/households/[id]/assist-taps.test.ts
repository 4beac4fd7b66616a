import { expect, test } from 'vitest';
import { defaultChecklist } from '#domain/default-checklist.ts';
import type { MemberId } from '#domain/ids.ts';
import { answersFrom, itemWith, makePerson } from '../../../../tests/support/register.ts';
import { assistGiven, proposalOf, proposedBy, withoutAssist } from './assist-taps.ts';
import { answerOfPerson } from './taps.ts';

const uoc = makePerson('uoc');
const items = defaultChecklist();
const said = { status: 'done', evidence: 'said' } as const;

test('[F3] the tap that turns Chưa into Đã có proposes a help with that item alone', () => {
	const answers = { MM: { status: 'not-yet' }, VN2: said } as const;
	const tap = answerOfPerson(items, uoc, answers, itemWith('MM'), said);
	expect(proposedBy(tap, answersFrom({ uoc: answers }))).toEqual([proposalOf(uoc.id, 'MM')]);
	expect(proposedBy(tap, answersFrom({}))).toEqual([]);
});

test('[F3] what is written about a household, a person or a visit proposes nothing', () => {
	const tap = { drafts: [{ k: 'set', c: 'people', id: 'uoc', a: { name: 'Hà' } }], label: '' } as const;
	expect(proposedBy({ ...tap, drafts: [...tap.drafts] }, answersFrom({}))).toEqual([]);
});

test('[F3] a help is a row of its own, signed, and the undo bar says whose', () => {
	const tap = assistGiven({ id: 'a1', by: 'hoa' as MemberId, at: 5 }, uoc, itemWith('VN2'));
	expect(tap.drafts).toEqual([
		{ k: 'add', c: 'assists', id: 'a1', a: { person: 'uoc', item: 'VN2', by: 'hoa', at: 5 } }
	]);
	expect(tap.label).toBe('Đã ghi một lượt giúp: VNeID mức 2, Nguyễn Văn Ước');
});

test('[F3] a help that was none is voided, not deleted', () => {
	expect(withoutAssist('a1', { item: 'VNeID mức 2', name: 'Nguyễn Văn Ước' })).toEqual({
		drafts: [{ k: 'cmd', c: 'assists', id: 'a1', a: { name: 'assist.void' } }],
		label: 'Đã bỏ lượt giúp: VNeID mức 2, Nguyễn Văn Ước'
	});
});
