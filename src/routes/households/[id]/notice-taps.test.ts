import { describe, expect, test } from 'vitest';
import { makePerson } from '../../../../tests/support/register.ts';
import { Notice } from '#domain/notice.ts';
import { Visit } from '#domain/visit.ts';
import { onceTold, householdRefused, noticeGiven, personSaid, type Speaking } from './notice-taps.ts';
import { noticeParts } from './notice-words.ts';

function speaking(): Speaking {
	let made = 0;
	const newId = () => `n${(made += 1)}`;
	return { household: 'h1' as never, by: 'hoa' as never, at: 5, how: 'spoken', newId };
}
const lan = makePerson('p2', { name: 'Lê Thị Lan' });

describe('[F37] what is noted', () => {
	test('that the household was told: who, when, how, which words', () => {
		const { drafts } = noticeGiven(speaking(), false);
		expect(drafts).toHaveLength(1);
		expect(Notice.parse(drafts[0]?.a)).toEqual({
			household: 'h1',
			by: 'hoa',
			at: 5,
			how: 'spoken',
			kind: 'notice-given',
			purpose: 'help-at-the-door',
			textVersion: 3
		});
	});

	test('a household that had refused is written down again only with a new notice', () => {
		const { drafts } = noticeGiven(speaking(), true);
		expect(drafts.map(({ c, a }) => [c, a.kind ?? a.noRecord])).toEqual([
			['notices', 'notice-given'],
			['households', false]
		]);
	});

	test('a refusal is one action: the household, the word itself, and the visit', () => {
		const { drafts } = householdRefused(speaking());
		expect(drafts.map(({ k, c }) => `${k} ${c}`)).toEqual(['set households', 'add notices', 'add visits']);
		expect(drafts[0]).toMatchObject({ id: 'h1', a: { noRecord: true } });
		expect(Notice.parse(drafts[1]?.a)).toMatchObject({ kind: 'refused' });
		expect(Visit.parse(drafts[2]?.a)).toMatchObject({ outcome: 'refused', by: 'hoa' });
		expect(new Set(drafts.map(({ id }) => id)).size).toBe(3);
	});

	test('a person agrees to each purpose by itself; who had agreed withdraws, who had not refuses', () => {
		const kinds = (...args: Parameters<typeof personSaid>) =>
			personSaid(...args).drafts.map(({ a }) => {
				const { kind, purpose, person } = Notice.parse(a);
				expect(person).toBe('p2');
				return `${kind} ${purpose}`;
			});
		expect(kinds(speaking(), lan, true)).toEqual([
			'consent-given help-at-the-door',
			'consent-given report',
			'consent-given invite'
		]);
		expect(kinds(speaking(), lan, false, { purposes: ['invite'], before: true })).toEqual([
			'consent-withdrawn invite'
		]);
		expect(kinds(speaking(), lan, false)).toContain('refused help-at-the-door');
		const child = personSaid(speaking(), lan, true, { guardian: 'p1' as never });
		expect(child.drafts.every(({ a }) => a.guardian === 'p1')).toBe(true);
	});

	test('who is added agrees in the same action; a new house has heard it, too; by the law it is told once', () => {
		const added = { drafts: [{ k: 'add', c: 'people', id: 'p2', a: {} } as const], label: 'Đã thêm' };
		const linesOf = (told: Omit<Parameters<typeof onceTold>[2], 'person'>) =>
			onceTold({ ...added, drafts: [...added.drafts] }, speaking(), { ...told, person: lan }).drafts.map(
				({ c, a: { kind = '', purpose = '', person = '', guardian = '' } }) =>
					`${c} ${String(kind)} ${String(purpose)} ${String(person)} ${String(guardian)}`.trim()
			);
		expect(linesOf({ first: 'consent', isNewHouse: false, guardian: 'p1' as never })).toEqual([
			'people',
			'notices consent-given help-at-the-door p2 p1',
			'notices consent-given report p2 p1',
			'notices consent-given invite p2 p1'
		]);
		expect(linesOf({ first: 'consent', isNewHouse: true }).slice(0, 3)).toEqual([
			'people',
			'notices notice-given help-at-the-door',
			'notices consent-given help-at-the-door p2'
		]);
		expect(linesOf({ first: 'notice', isNewHouse: false })).toEqual([
			'people',
			'notices notice-given help-at-the-door'
		]);
	});

	test('an adult whom no list had agrees for themselves, then speaks for the child', () => {
		const adult = { id: 'p9' as never, name: 'Hồ Thị Mẹ' };
		const { drafts } = onceTold(undefined, speaking(), {
			...{ first: 'consent', person: lan, adult, isNewHouse: false }
		});
		expect(drafts.map(({ a }) => [a.kind, a.person, a.guardian].filter(Boolean).join(' '))).toEqual([
			...Array<string>(3).fill('consent-given p9'),
			...Array<string>(3).fill('consent-given p2 p9')
		]);
	});

	test('who is corrected agrees in the same action; who has nothing to correct has agreed all the same', () => {
		const corrected = { drafts: [{ k: 'set', c: 'people', id: 'p2', a: {} } as const], label: 'Đã sửa' };
		const linesOf = (tap: Parameters<typeof onceTold>[0]) => {
			const told = { first: 'consent', person: lan, isNewHouse: false } as const;
			const { drafts, label } = onceTold(tap, speaking(), told);
			return [label, ...drafts.map(({ k, c }) => `${k} ${c}`)];
		};
		const agreed = Array<string>(3).fill('add notices');
		expect(linesOf({ ...corrected, drafts: [...corrected.drafts] })).toEqual([
			...['Đã sửa', 'set people', ...agreed]
		]);
		expect(linesOf(undefined)).toEqual(['Đã ghi: Lê Thị Lan đồng ý', ...agreed]);
	});
});

describe('[F37] what the notice says', () => {
	const commune = {
		name: 'Xã Đại Thành',
		words: { commune: 'xã', hamlet: 'thôn', group: 'tổ', team: 'Tổ công nghệ số' }
	};
	const text = (given: Parameters<typeof noticeParts>[0]) =>
		noticeParts(given)
			.flatMap(({ heading, lines }) => [heading, ...lines])
			.join('\n');

	test('all six things, with the commune’s own words, and nothing of a ground that nobody has chosen', () => {
		expect(noticeParts(commune)).toHaveLength(6);
		expect(text(commune)).toContain('Hỏi cán bộ tại trụ sở Xã Đại Thành.');
		expect(text(commune)).not.toContain('Điều 19');
		expect(text(undefined)).toContain('cán bộ xã');
	});

	test('all that is recorded at a door is named: who lives where, what is in the way, visits and helps', () => {
		for (const said of ['ai đi xa', 'vướng gì', 'Ngày tổ đến nhà, việc đã giúp, buổi hướng dẫn đã dự.'])
			expect(text(commune)).toContain(said);
	});

	test('the ground, the contact and the months that the commune has set', () => {
		const dataTerms = {
			basis: 'article-19' as const,
			contact: 'Bà Trần Thị Mai',
			phone: '0912345678',
			procedure: 'Quyết định 45/QĐ-UBND',
			months: 6
		};
		const said = text({ ...commune, dataTerms });
		for (const part of [
			'Điều 19',
			'Quy trình của xã: Quyết định 45/QĐ-UBND.',
			'Bà Trần Thị Mai, Xã Đại Thành.',
			'0912\u00a0345\u00a0678',
			'thêm 6 tháng'
		])
			expect(said).toContain(part);
		expect(text({ ...commune, dataTerms: { basis: 'consent' } })).toContain('đồng ý');
	});
});
