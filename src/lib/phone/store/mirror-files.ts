// Where the second copies lie in this browser: two files for each member, and those of earlier enrolments that still wait.
// Names hold ids only. Read by the pages; written by the mirror's worker alone, which holds them while a page is active.
import type { MemberId } from '#domain/ids.ts';
import { latestCopy, type MirrorCopy, readCopy } from './mirror-lines.ts';

const FOLDER = 'unsent';
const SLOTS = ['a', 'b'] as const;

/** The folder; rejects where the browser has none (private windows of Safari and Firefox). */
export async function mirrorFolder(storage = navigator.storage): Promise<FileSystemDirectoryHandle> {
	return (await storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

export const slotNames = (member: MemberId): string[] => SLOTS.map((slot) => `${member} ${slot}`);

/** Unsent work of an enrolment whose keys are gone; the server opens it. */
export const leftName = (member: MemberId, device: number): string => `${member} left ${device}`;

/** The second copy of a member's unsent work; undefined when there is none. Never rejects. */
export async function readMirror(member: MemberId): Promise<MirrorCopy | undefined> {
	try {
		const folder = await mirrorFolder();
		return latestCopy(await Promise.all(slotNames(member).map((name) => textOf(folder, name))));
	} catch {
		return undefined;
	}
}

/** Members whose second copy lies here: witnesses when the browser's database is gone (LS8). Never rejects. */
export async function membersWithMirror(): Promise<MemberId[]> {
	const members = (await fileNames()).map((name) => name.split(' ')[0] as MemberId);
	return [...new Set(members)];
}

/** Copies of earlier enrolments of a member, by file name. Never rejects. */
export async function readLeftBehind(member: MemberId): Promise<Map<string, MirrorCopy>> {
	const left = new Map<string, MirrorCopy>();
	const names = (await fileNames()).filter((name) => name.startsWith(`${member} left `));
	for (const name of names) {
		const copy = readCopy(await textOf(await mirrorFolder(), name));
		if (copy !== undefined) left.set(name, copy);
	}
	return left;
}

export async function removeMirrorFile(name: string): Promise<void> {
	await (await mirrorFolder()).removeEntry(name);
}

/** Deletes all second copies of a member. The worker must be closed. */
export async function removeMirror(member: MemberId): Promise<void> {
	const names = (await fileNames()).filter((name) => name.startsWith(`${member} `));
	for (const name of names) await removeMirrorFile(name);
}

async function fileNames(): Promise<string[]> {
	try {
		const names: string[] = [];
		for await (const name of (await mirrorFolder()).keys()) names.push(name);
		return names;
	} catch {
		return [];
	}
}

async function textOf(folder: FileSystemDirectoryHandle, name: string): Promise<string> {
	try {
		return await (await (await folder.getFileHandle(name)).getFile()).text();
	} catch {
		return '';
	}
}
