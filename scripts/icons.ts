// Draws the app's icons from static/icons/icon.svg: `node scripts/icons.ts`. Their PNG files are kept in the project.
import { chromium } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { launchOptions } from '../tests/support/browser.ts';

const ICONS = new URL('../static/icons/', import.meta.url);
const GROUND = '#0a5a3a';

interface Drawing {
	file: string;
	size: number;
	/** Part of the field that the drawing fills; launchers cut a maskable icon down to a circle of 80 %. */
	scale: number;
	/** Whether the corners are left clear. */
	round: boolean;
}

const drawings: Drawing[] = [
	{ file: 'icon-192.png', size: 192, scale: 1, round: true },
	{ file: 'icon-512.png', size: 512, scale: 1, round: true },
	{ file: 'maskable-512.png', size: 512, scale: 0.8, round: false },
	{ file: 'apple-touch-icon.png', size: 180, scale: 0.9, round: false }
];

const svg = readFileSync(new URL('icon.svg', ICONS), 'utf8');
const browser = await chromium.launch(launchOptions());
for (const { file, size, scale, round } of drawings) {
	const page = await browser.newPage({ viewport: { width: size, height: size } });
	const side = size * scale;
	const ground = round ? 'transparent' : GROUND;
	await page.setContent(
		`<body style="margin:0;height:${size}px;display:grid;place-items:center;background:${ground}"><div style="width:${side}px;height:${side}px">${svg}</div>`
	);
	writeFileSync(new URL(file, ICONS), await page.screenshot({ omitBackground: true }));
	await page.close();
	process.stdout.write(`${file} ${size} × ${size}\n`);
}
await browser.close();
