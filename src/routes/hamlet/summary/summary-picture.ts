// The summary as a picture, drawn on the phone. It leaves the app, so it brings its own paper and ink: legible in a chat
// that is dark, and in one that is light.
import type { Summary } from './summary.ts';

/** Pixels; a chat shows it across the screen of a phone. */
const WIDTH = 1080;
const SIDE = 64;
const INSIDE = WIDTH - 2 * SIDE;
const PAPER = '#fffdf7';
const INK = '#1b1a16';
const SOFT = '#4a473e';
const GREEN = '#0a5a3a';
const REST = '#d9d3c4';

interface Style {
	size: number;
	weight: number;
	colour: string;
	/** Below the lines. */
	gap: number;
}
const TITLE: Style = { size: 60, weight: 700, colour: INK, gap: 28 };
const LINE: Style = { size: 48, weight: 600, colour: INK, gap: 14 };
const ITEM: Style = { size: 44, weight: 700, colour: INK, gap: 2 };
const DETAIL: Style = { size: 36, weight: 400, colour: SOFT, gap: 12 };
/** How old it is, and what it may lack: whoever sees the picture alone has to see that, too. */
const AS_OF: Style = { size: 42, weight: 600, colour: INK, gap: 10 };
const BAR = 26;

type Pen = CanvasRenderingContext2D;

/** A PNG of this name. Throws when the browser draws none. */
export async function pictureOf(summary: Summary, name: string): Promise<File> {
	const canvas = document.createElement('canvas');
	canvas.width = WIDTH;
	const pen = penOf(canvas);
	// Drawn twice: how high it is shows once every line has found its breaks.
	canvas.height = Math.ceil(draw(pen, summary));
	draw(penOf(canvas), summary);
	const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
	if (blob === null) throw new Error('the browser drew no picture');
	return new File([blob], name, { type: 'image/png' });
}

function penOf(canvas: HTMLCanvasElement): Pen {
	const pen = canvas.getContext('2d');
	if (pen === null) throw new Error('the browser has no canvas');
	return pen;
}

/** Returns the height it took. */
function draw(pen: Pen, { title, lines, items, asOf }: Summary): number {
	pen.fillStyle = PAPER;
	pen.fillRect(0, 0, WIDTH, pen.canvas.height);
	let y = write(pen, title, SIDE, TITLE);
	for (const line of lines) y = write(pen, line, y, LINE);
	for (const { name, rate, detail, done } of items) {
		y = write(pen, `${name}: ${rate}`, y + 30, ITEM);
		y = write(pen, detail, y, DETAIL);
		y = bar(pen, done, y);
	}
	y += 36;
	for (const line of asOf) y = write(pen, line, y, AS_OF);
	return y + SIDE;
}

/** Returns where the next thing begins. */
function write(pen: Pen, text: string, top: number, { size, weight, colour, gap }: Style): number {
	pen.font = `${weight} ${size}px system-ui, 'Noto Sans', 'Open Sans', sans-serif`;
	pen.fillStyle = colour;
	pen.textBaseline = 'top';
	const rows = rowsOf(text, (row) => pen.measureText(row).width);
	rows.forEach((row, at) => pen.fillText(row, SIDE, top + at * size * 1.3));
	return top + rows.length * size * 1.3 + gap;
}

/** Broken between words where the next one would leave the picture. `widthOf` in pixels. */
export function rowsOf(text: string, widthOf: (row: string) => number): string[] {
	const rows: string[] = [];
	let row = '';
	for (const word of text.split(' ')) {
		const longer = row === '' ? word : `${row} ${word}`;
		if (row !== '' && widthOf(longer) > INSIDE) {
			rows.push(row);
			row = word;
		} else row = longer;
	}
	return [...rows, row];
}

function bar(pen: Pen, done: number, top: number): number {
	pen.fillStyle = REST;
	pen.fillRect(SIDE, top, INSIDE, BAR);
	pen.fillStyle = GREEN;
	pen.fillRect(SIDE, top, INSIDE * done, BAR);
	return top + BAR;
}
