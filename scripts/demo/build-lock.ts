// One build at a time in a checkout: two at once write over each other's folders.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 250;

/** Runs `work` alone among those who name the same file; waits for the others, but not for one that has died. */
export async function alone<T>(file: string, work: () => T): Promise<T> {
	mkdirSync(dirname(file), { recursive: true });
	while (!isTaken(file)) await pause(LOOK_AGAIN_MS);
	try {
		return work();
	} finally {
		rmSync(file, { force: true });
	}
}

/** Whether this process has the file now. */
function isTaken(file: string): boolean {
	const mine = `${file}.${process.pid}`;
	writeFileSync(mine, String(process.pid));
	try {
		// A link comes with what it says: nobody ever reads a lock without its owner.
		linkSync(mine, file);
		return true;
	} catch {
		if (!isRunning(ownerOf(file))) rmSync(file, { force: true });
		return false;
	} finally {
		rmSync(mine);
	}
}

/** The process that has the file; undefined when it has just gone. */
function ownerOf(file: string): number | undefined {
	try {
		return Number(readFileSync(file, 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

function isRunning(pid: number | undefined): boolean {
	if (pid === undefined) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
