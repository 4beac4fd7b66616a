import { expect, test } from 'vitest';
import { defaultChecklist } from '#domain/default-checklist.ts';
import { reasonsFor } from '#domain/usual-reasons.ts';
import { Guide } from './guide.ts';
import { guides, guideOf, SCAMS } from './guides.ts';

const MOST_WORDS = 16;

const linesOf = ({ why, bring, steps, stuck, next, never, card }: Guide): string[] => [
	why,
	...bring,
	...steps,
	...stuck.flatMap((one) => one.do),
	...next,
	...never,
	...card
];

const everyLine = guides.flatMap((guide) => linesOf(guide).map((line) => [guide.item, line] as const));

test('[F6] every item of the default checklist has a guide, and every guide an item', () => {
	const items = defaultChecklist().map(({ code }) => code);
	expect(guides.map(({ item }) => item).sort()).toEqual(items.toSorted());
});

test.each(guides.map((guide) => [guide.item, guide] as const))(
	'[F6] the guide of %s has its parts',
	(_, guide) => {
		expect(Guide.safeParse(guide).error).toBeUndefined();
		const reasons = guide.stuck.flatMap((one) => one.reasons);
		expect(new Set(reasons).size).toBe(reasons.length);
	}
);

test.each(guides.map(({ item }) => item))(
	'[F6] what usually stands in the way of %s has an answer in its guide',
	(code) => {
		const { usual } = reasonsFor(code);
		// An item without reasons of its own is offered those of any item, and its guide says what it can.
		const own = usual === reasonsFor('').usual ? [] : usual;
		const answered = guideOf(code)?.stuck.flatMap(({ reasons }) => reasons) ?? [];
		expect(own.filter((reason) => !answered.includes(reason))).toEqual([]);
	}
);

test('[F6] no sentence is longer than sixteen words', () => {
	const words = (sentence: string) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
	const isLong = (line: string) =>
		line.split(/(?<=[.?!:…])\s+/).some((sentence) => words(sentence).length > MOST_WORDS);
	expect(everyLine.filter(([, line]) => isLong(line))).toEqual([]);
});

test('[F6] nobody is told to give a secret away, to lend a SIM, or to open an address that was sent', () => {
	const giving = /(?:đọc|gửi|nói|cho biết|đưa)[^.]*(?:mật khẩu|mã xác nhận|mã 6 số|mã bí mật|passcode|OTP)/iu;
	const sentences = everyLine.flatMap(([item, line]) =>
		line.split(/(?<=[.?!…])\s+/).map((sentence) => [item, sentence] as const)
	);
	expect(sentences.filter(([, one]) => giving.test(one) && !/không/iu.test(one))).toEqual([]);
	const mentions = (item: string, text: RegExp) => guideOf(item)?.never.some((line) => text.test(line));
	expect(mentions('VN2', /SIM của bà con/)).toBe(true);
	expect(mentions('SIM', /SIM của bà con/)).toBe(true);
	expect(mentions(SCAMS, /không bao giờ hỏi mật khẩu/)).toBe(true);
});

test('[F6] five lines keep people from being cheated', () => {
	expect(guideOf(SCAMS)?.steps).toHaveLength(5);
});

test('[F6] words are in the composed form of Unicode', () => {
	expect(everyLine.filter(([, line]) => line !== line.normalize('NFC'))).toEqual([]);
});
