import { expect, test } from 'vitest';
import type { MemberId } from '#domain/ids.ts';
import { questions } from '#guides/questions.ts';
import { beginRun, isRight, keepRun, keptRun, withAnswer, withNext } from './run.ts';

/** The same numbers for the same seed. */
function makeRandom(seed: number): () => number {
	return () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
}

const seeds = Array.from({ length: 50 }, (_, at) => at * 7919 + 1);

test('[F17] ten different questions are asked, of many guides', () => {
	for (const seed of seeds) {
		const { asked } = beginRun(questions, makeRandom(seed));
		expect(new Set(asked.map(({ ask }) => ask)).size).toBe(10);
		expect(new Set(asked.map(({ item }) => item)).size).toBeGreaterThanOrEqual(5);
	}
});

test('[F17] another round asks others, and every question has its turn', () => {
	const rounds = seeds.map((seed) => beginRun(questions, makeRandom(seed)).asked.map(({ ask }) => ask));
	expect(new Set(rounds.map((round) => round.join('|'))).size).toBe(rounds.length);
	expect(new Set(rounds.flat()).size).toBe(questions.length);
});

test('[F17] the right answer stands in no place of its own', () => {
	const places = seeds.flatMap((seed) =>
		beginRun(questions, makeRandom(seed)).asked.map(({ choices, right }) => choices.indexOf(right))
	);
	for (const place of [0, 1, 2]) {
		expect(places.filter((one) => one === place).length / places.length).toBeGreaterThan(0.25);
	}
});

test('[F17] the first answer to a question counts', () => {
	const run = beginRun(questions, makeRandom(1));
	const [first, second] = run.asked;
	if (first === undefined || second === undefined) throw new Error('nothing was asked');
	const wrong = withAnswer(withAnswer(run, first.wrong[0] ?? ''), first.right);
	const both = withAnswer(withNext(wrong), second.right);
	expect(both.asked.slice(0, 3).map(isRight)).toEqual([false, true, false]);
	expect(both.at).toBe(1);
});

test('[F17] a round is for who began it', () => {
	const run = beginRun(questions, makeRandom(1));
	keepRun('hoa' as MemberId, run);
	expect(keptRun('hoa' as MemberId)).toBe(run);
	expect(keptRun('binh' as MemberId)).toBeUndefined();
});
