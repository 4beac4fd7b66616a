import { describe, expect, test } from 'vitest';
import {
	isLeftBehind,
	latestCopy,
	MirrorBook,
	type MirrorCommand,
	type MirrorHeader,
	mirroredOp,
	outboxRecordOf,
	readCopy
} from './mirror-lines.ts';

const header: MirrorHeader = {
	v: 1,
	member: 'm1',
	device: 7,
	epoch: 'e1',
	key: { ephemeral: 'BB', iv: 'CC', key: 'DD' }
};
const op = (n: number) => ({ n, t: 1_000 + n, s: `s${n}` });
const numbers = (text: string) => readCopy(text)?.ops.map(({ n }) => n);

/** What lies in the file after these commands, written as the worker writes it. */
function fileAfter(...commands: MirrorCommand[]): string {
	const book = new MirrorBook(0);
	let file = '';
	for (const command of commands) {
		const writing = book.take(command);
		if (writing !== undefined) file = writing.how === 'whole' ? writing.text : file + writing.text;
	}
	return file;
}
const begun = (...ops: number[]): MirrorCommand => ({ do: 'begin', header, ops: ops.map(op) });
const append = (...ops: number[]): MirrorCommand => ({ do: 'append', ops: ops.map(op) });

describe('[LS6] the second copy', () => {
	test('is read back as it was told, with who can open it', () => {
		const file = fileAfter(begun(1), append(2, 3), append(4));
		expect(readCopy(file)).toEqual({ header, generation: 1, ops: [1, 2, 3, 4].map(op) });
	});

	test('keeps an op byte for byte, and its origin', () => {
		const record = { n: 3, t: 9, o: { d: 5, n: 2 }, sealed: Uint8Array.of(1, 0, 255, 63) };
		expect(outboxRecordOf(mirroredOp({ ...record, again: 1 }))).toEqual(record);
	});

	test('ignores a line that was torn by the end of the phone, at whatever byte', () => {
		const whole = fileAfter(begun(1), append(2));
		const start = fileAfter(begun(1));
		for (let end = start.length; end < whole.length; end += 1)
			expect(numbers(whole.slice(0, end))).toEqual([1]);
		expect(numbers(whole)).toEqual([1, 2]);
	});

	test('loses one op to a damaged line, and no other', () => {
		const lines = fileAfter(begun(1), append(2, 3)).split('\n');
		lines[2] = '\u0000\u0000{"n":';
		expect(numbers(lines.join('\n'))).toEqual([1, 3]);
	});

	test('no longer holds what was taken back, and holds what got its number', () => {
		const book = fileAfter(begun(), append(1, 2), { do: 'take-back', ns: [2] });
		expect(numbers(book)).toEqual([1]);
		const again = { n: 2, t: 5, s: 'other' };
		const file = fileAfter(
			begun(),
			append(1, 2),
			{ do: 'take-back', ns: [2] },
			{ do: 'append', ops: [again] }
		);
		expect(readCopy(file)?.ops).toEqual([op(1), again]);
	});

	test('is written whole when all is confirmed, and when confirmed ops have gathered', () => {
		expect(numbers(fileAfter(begun(1, 2), { do: 'drop', ns: [1, 2] }))).toEqual([]);
		const many = Array.from({ length: 150 }, (_, index) => index + 1);
		const few = fileAfter(begun(...many), { do: 'drop', ns: many.slice(0, 100) });
		expect(numbers(few)).toHaveLength(150);
		const gathered = fileAfter(begun(...many), { do: 'drop', ns: many.slice(0, 101) });
		expect(numbers(gathered)).toEqual(many.slice(101));
	});

	test('writes nothing before it knows for whom', () => {
		expect(new MirrorBook(0).take(append(1))).toBeUndefined();
	});

	test('is written whole after a writing that failed, with what that one lacked', () => {
		const book = new MirrorBook(4);
		book.take(begun());
		expect(book.take(append(1))?.how).toBe('append');
		book.failed();
		const next = book.take(append(2));
		expect(next?.how).toBe('whole');
		expect(numbers(next?.text ?? '')).toEqual([1, 2]);
		expect(book.isBehind).toBe(false);
	});
});

describe('[LS6] two files take turns', () => {
	test('the later counts, and the earlier while the later is not whole', () => {
		const earlier = fileAfter(begun(1, 2));
		const later = new MirrorBook(1).take(begun(1, 2, 3))?.text ?? '';
		expect(latestCopy([earlier, later])?.ops).toHaveLength(3);
		expect(latestCopy([later, earlier])?.ops).toHaveLength(3);
		for (let end = 0; end < later.length; end += 1)
			expect(latestCopy([earlier, later.slice(0, end)])?.ops).toHaveLength(2);
		expect(latestCopy(['', 'nothing of ours\n'])).toBeUndefined();
	});

	test('work under a key that is gone is left for the server, never written over', () => {
		const found = readCopy(fileAfter(begun(1)));
		const other = { ...header, key: { ...header.key, key: 'EE' } };
		expect(isLeftBehind(found, other)).toBe(true);
		expect(isLeftBehind(found, header)).toBe(false);
		expect(isLeftBehind(readCopy(fileAfter(begun())), other)).toBe(false);
		expect(isLeftBehind(undefined, other)).toBe(false);
	});
});
