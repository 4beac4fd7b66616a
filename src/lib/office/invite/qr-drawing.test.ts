import { expect, test } from 'vitest';
import { qrDrawing } from './qr-drawing.ts';

test('[F32] the three corners by which a camera finds a code are drawn, inside a border', () => {
	const { path, size } = qrDrawing('https://tungnha.example/invite#abcdefghijklmnopqrstuv');
	const isDark = (x: number, y: number) => path.includes(`M${String(x)} ${String(y)}h1v1h-1z`);
	const last = size - 3;
	for (const [x, y] of [
		[2, 2],
		[last, 2],
		[2, last]
	] as const)
		expect(isDark(x, y)).toBe(true);
	for (let at = 0; at < size; at += 1)
		for (const edge of [0, 1, size - 1]) expect(isDark(edge, at)).toBe(false);
	expect(size).toBeGreaterThan(24);
});
