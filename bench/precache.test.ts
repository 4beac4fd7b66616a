import { expect, test } from 'vitest';
import { filesPrecachedBy } from './precache.ts';

test('what the install step fetches is what a phone keeps, the shell among it', async () => {
	const worker = `
		const get = (url) => fetch(new Request(new URL(url, location.href)));
		self.addEventListener('install', (event) => event.waitUntil(Promise.all(['/', '/app.js'].map(get))));
		self.addEventListener('activate', (event) => event.waitUntil(get('/later.js')));`;
	expect(await filesPrecachedBy(worker)).toEqual(['', 'app.js']);
});

test('a worker that keeps nothing is an error, never a small number', async () => {
	await expect(filesPrecachedBy('self.addEventListener("install", () => {})')).rejects.toThrow(
		'keeps nothing'
	);
});
