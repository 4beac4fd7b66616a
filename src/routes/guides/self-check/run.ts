// One round of the self-check (F17): ten questions, and what was answered. It lives as long as the app is open, so that
// a look at a guide loses nothing, and is kept nowhere.
import type { MemberId } from '#domain/ids.ts';
import type { Question } from '#guides/question.ts';

export const ASKED = 10;
/** Of one guide, so that ten questions are about many things. */
const MOST_OF_ONE_ITEM = 2;

export interface Asked extends Question {
	/** All answers, in the order of the screen. */
	choices: readonly string[];
	given?: string;
}

export interface Run {
	asked: readonly Asked[];
	/** The question on the screen; past the last one: the result. */
	at: number;
}

/** `random`: a number from 0 up to 1, like Math.random. */
export function beginRun(pool: readonly Question[], random: () => number): Run {
	const asked: Asked[] = [];
	for (const question of shuffled(pool, random)) {
		if (asked.length === ASKED) break;
		if (asked.filter(({ item }) => item === question.item).length === MOST_OF_ONE_ITEM) continue;
		asked.push({ ...question, choices: shuffled([question.right, ...question.wrong], random) });
	}
	return { asked, at: 0 };
}

/** The first answer counts: afterwards the right one is on the screen. */
export function withAnswer(run: Run, given: string): Run {
	const asked = run.asked.map((one, at) =>
		at === run.at && one.given === undefined ? { ...one, given } : one
	);
	return { ...run, asked };
}

export const withNext = (run: Run): Run => ({ ...run, at: run.at + 1 });

export const isRight = ({ given, right }: Asked): boolean => given === right;

function shuffled<T>(list: readonly T[], random: () => number): T[] {
	const left = [...list];
	return list.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}

let kept: { member: MemberId; run: Run } | undefined;

/** The round this member is in. */
export function keptRun(member: MemberId): Run | undefined {
	return kept?.member === member ? kept.run : undefined;
}

export function keepRun(member: MemberId, run: Run): void {
	kept = { member, run };
}
