import { expect, test } from 'vitest';
import { terminalQr } from './terminal-qr.ts';

const LINK = 'http://localhost:3000/invite#AAAAAAAAAAAAAAAAAAAAAA';

test('a link fits a terminal of 80 columns and 24 lines', () => {
	const lines = terminalQr(LINK, false).split('\n');
	expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
	expect(lines.length).toBeLessThanOrEqual(24);
});

test('in colour each line sets black and white and takes it back', () => {
	for (const line of terminalQr(LINK, true).split('\n')) {
		expect([line.startsWith('\u001b[40;97m'), line.endsWith('\u001b[0m')]).toEqual([true, true]);
	}
});
