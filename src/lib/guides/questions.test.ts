import { expect, test } from 'vitest';
import type { Guide } from './guide.ts';
import { guideOf } from './guides.ts';
import { Question } from './question.ts';
import { questions } from './questions.ts';

const MOST_WORDS = 16;

/** Everything that a guide tells its reader. */
const linesOf = ({ why, bring, steps, stuck, next, never }: Guide): string[] => [
	why,
	...bring,
	...steps,
	...stuck.flatMap((one) => one.do),
	...next,
	...never
];

/** A part of a line is enough, if it is whole sentences. */
function tells(guide: Guide | undefined, why: string): boolean {
	return guide !== undefined && linesOf(guide).some((line) => line === why || line.endsWith(`. ${why}`));
}

const named = questions.map((question) => [question.ask, question] as const);

test('[F17] there are enough questions to be asked ten others the next time', () => {
	expect(questions.length).toBeGreaterThanOrEqual(20);
	expect(new Set(questions.map(({ ask }) => ask)).size).toBe(questions.length);
});

test.each(named)('[F17] “%s” is answered by its guide, word for word', (_, question) => {
	expect(Question.safeParse(question).error).toBeUndefined();
	expect(tells(guideOf(question.item), question.why)).toBe(true);
	expect(new Set([question.right, ...question.wrong]).size).toBe(1 + question.wrong.length);
});

test('[F17] no sentence of a question is longer than sixteen words', () => {
	const lines = questions.flatMap(({ ask, right, wrong }) => [ask, right, ...wrong]);
	const isLong = (line: string) =>
		line.split(/(?<=[.?!:…])\s+/).some((sentence) => sentence.split(/\s+/).length > MOST_WORDS);
	expect(lines.filter(isLong)).toEqual([]);
	expect(lines.filter((line) => line !== line.normalize('NFC'))).toEqual([]);
});

test('[F17] what must never be got wrong is among the questions', () => {
	const asks = (text: RegExp) => questions.some(({ right, why }) => text.test(right) || text.test(why));
	for (const rule of [/Không lắp SIM/, /không bao giờ hỏi mật khẩu/, /Bà con tự nhập mã/, /VNeID trước/]) {
		expect(asks(rule)).toBe(true);
	}
});
