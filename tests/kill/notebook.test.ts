import { expect, it } from 'vitest';
import type { Seen, Tap } from './in-page.ts';
import { Notebook } from './notebook.ts';

const tap = (word: string): Tap => ({ answers: { 'VNeID mức 2, Hà': word }, ops: 1 });
const screen = (word: string, isSaved = true): Seen => ({
	isSaved,
	answers: { 'VNeID mức 2, Hà': word },
	visits: [],
	isGone: false
});

function atTheDoor(): Notebook {
	const notebook = new Notebook('Mobile money');
	notebook.begin(screen(''));
	return notebook;
}

it('counts a tap as kept once a screen that says "saved" shows it, and not before', () => {
	const notebook = atTheDoor();
	notebook.willTap(tap('Đã có'));
	notebook.sawScreen(screen('Đã có', false));
	expect(notebook.keptOps).toBe(0);
	notebook.sawScreen(screen('Đã có'));
	expect(notebook).toMatchObject({ tappedOps: 1, keptOps: 1 });
});

it('takes one screen as the proof of one of two equal taps: the other tab had just been shut out', () => {
	const notebook = atTheDoor();
	notebook.willTap(tap('Đã có'));
	notebook.willTap(tap('Đã có'));
	notebook.sawScreen(screen('Đã có'));
	expect(notebook).toMatchObject({ tappedOps: 2, keptOps: 1 });
});

it('tells what was shown as saved and stands otherwise after the phone was opened again', () => {
	const notebook = atTheDoor();
	notebook.willTap(tap('Đã có'));
	notebook.sawScreen(screen('Đã có'));
	expect(notebook.reopened(screen(''))).toMatchObject({ acknowledged: 1, lost: 1 });
});

it('lets a tap that no screen showed as saved be there or not', () => {
	for (const word of ['', 'Đã có']) {
		const notebook = atTheDoor();
		notebook.willTap(tap('Đã có'));
		expect(notebook.reopened(screen(word))).toMatchObject({ lost: 0, half: 0 });
	}
});

it('asks of a phone that lives on its second copy only for what was shown as saved a while before it died', () => {
	let now = 0;
	const notebook = new Notebook('Mobile money', () => now);
	notebook.begin(screen(''));
	for (const [at, word] of [
		[1_000, 'Đã có'],
		[5_000, 'Chưa']
	] as const) {
		now = at;
		notebook.willTap(tap(word));
		notebook.sawScreen(screen(word));
	}
	expect(notebook.keptOps).toBe(2);
	expect(notebook.reopenedFromSecondCopy(screen('Đã có')).lost).toBe(0);
	expect(notebook).toMatchObject({ tappedOps: 2, keptOps: 1 });
});

it('tells what a second copy should have had', () => {
	let now = 0;
	const notebook = new Notebook('Mobile money', () => now);
	notebook.begin(screen(''));
	notebook.willTap(tap('Đã có'));
	notebook.sawScreen(screen('Đã có'));
	now = 5_000;
	notebook.willTap(tap('Chưa'));
	expect(notebook.reopenedFromSecondCopy(screen('')).lost).toBe(1);
});
