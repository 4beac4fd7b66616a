import { describe, expect, test } from 'vitest';
import type { Answers } from './answer.ts';
import type { PersonId } from './ids.ts';
import type { Person } from './person.ts';
import { answersToTake, detailsToTake, standingPerson } from './same-person.ts';

const said = { status: 'done', evidence: 'said' } as const;
const seen = { status: 'done', evidence: 'seen' } as const;
const notYet = { status: 'not-yet' } as const;
const blocked = { status: 'blocked', reason: 'V05' } as const;

describe('[MG6] [F13] the row that stands for somebody who is written down twice', () => {
	const stands = (links: Record<string, string>, id: string) =>
		standingPerson(id as PersonId, (at) => links[at] as PersonId | undefined);

	test('is the last of those that name the next', () => {
		expect(stands({}, 'a')).toBe('a');
		expect(stands({ a: 'b', b: 'c' }, 'a')).toBe('c');
	});

	test('is the same one from wherever a circle is entered, so that nobody is lost', () => {
		const circle = { b: 'c', c: 'a', a: 'b', x: 'c' };
		expect(['a', 'b', 'c', 'x'].map((id) => stands(circle, id))).toEqual(['a', 'a', 'a', 'a']);
		expect(stands({ a: 'a' }, 'a')).toBe('a');
	});
});

describe('[F13] what the row that stands takes over', () => {
	const taken = (held: Answers, goes: Answers) => answersToTake(held, goes);

	test('is what it does not know, what is had, and the stronger evidence', () => {
		expect(taken({}, { VN2: notYet })).toEqual({ VN2: notYet });
		expect(taken({ VN2: { status: 'unasked' } }, { VN2: blocked })).toEqual({ VN2: blocked });
		expect(taken({ VN2: notYet, MM: said }, { VN2: said, MM: seen })).toEqual({ VN2: said, MM: seen });
	});

	test('is nothing that says less, or just as much', () => {
		expect(taken({ VN2: seen, MM: notYet }, { VN2: said, MM: blocked })).toEqual({});
		expect(taken({ VN2: said }, { VN2: said, SK: { status: 'unasked' } })).toEqual({});
		expect(taken({ VN2: said }, { VN2: notYet })).toEqual({});
	});

	test('is a detail that only the other knows', () => {
		const person = (more: Partial<Person>) =>
			({ household: 'h', name: 'Lê Hà', order: 1, ...more }) as Person;
		const year = { year: 1960 };
		const day = { year: 1960, month: 2, day: 3 };
		expect(detailsToTake(person({}), person({ birth: year, gender: 'male', phone: '0912345678' }))).toEqual({
			birth: year,
			gender: 'male',
			phone: '0912345678'
		});
		expect(detailsToTake(person({ birth: year }), person({ birth: day }))).toEqual({ birth: day });
		expect(
			detailsToTake(person({ birth: day, phone: '0912345678' }), person({ birth: year, phone: '0987654321' }))
		).toEqual({});
	});
});
