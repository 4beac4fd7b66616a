import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alone } from './build-lock.ts';

let folder: string;
let lock: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tung-nha-lock-'));
	lock = join(folder, 'building');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the lock is held while the work runs, and gone after it, even when it fails', async () => {
	expect(await alone(lock, () => existsSync(lock))).toBe(true);
	const failing = alone(lock, () => {
		throw new Error('no build');
	});
	await expect(failing).rejects.toThrow('no build');
	expect(existsSync(lock)).toBe(false);
});

test('a second one waits until the first has ended', async () => {
	// The process that runs the tests is alive, so its lock counts.
	writeFileSync(lock, String(process.ppid));
	let hasRun = false;
	const second = alone(lock, () => (hasRun = true));
	expect(hasRun).toBe(false);
	rmSync(lock);
	await second;
	expect(hasRun).toBe(true);
});

test('a lock whose owner has died is not waited for', async () => {
	writeFileSync(lock, '999999999');
	expect(await alone(lock, () => 'built')).toBe('built');
});
