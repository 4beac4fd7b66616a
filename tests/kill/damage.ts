// What a failing disk does to the folder in which Chromium keeps IndexedDB, done between two runs of the browser.
import {
	appendFileSync,
	existsSync,
	readdirSync,
	readFileSync,
	rmSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random.ts';

/** `manifest`: the list of files is gone, what it lists is there. */
export const DAMAGES = ['truncate', 'flip', 'manifest', 'delete'] as const;
export type Damage = (typeof DAMAGES)[number];

/** One byte of so many is changed. */
const FLIP_EVERY = 200;

/** Every database of this profile: the member's own, and the small one that says who uses this phone. */
export function damage(profile: string, how: Damage, random: Random): void {
	for (const folder of foldersIn(profile)) {
		if (how === 'delete') rmSync(folder, { recursive: true });
		else damageDatabase(folder, how, random);
	}
}

function foldersIn(profile: string): string[] {
	const folder = join(profile, 'Default', 'IndexedDB');
	if (!existsSync(folder)) throw new Error(`there is no ${folder}`);
	return readdirSync(folder).map((name) => join(folder, name));
}

function damageDatabase(folder: string, how: Exclude<Damage, 'delete'>, random: Random): void {
	for (const name of readdirSync(folder)) {
		const file = join(folder, name);
		if (how === 'manifest' && /^(MANIFEST|CURRENT)/.test(name)) rmSync(file);
		if (how === 'manifest' || !/\.(log|ldb)$|^MANIFEST/.test(name)) continue;
		const bytes = readFileSync(file);
		if (how === 'truncate') truncateSync(file, Math.floor(bytes.length / 2));
		else writeFileSync(file, flipped(bytes, random));
	}
}

function flipped(bytes: Buffer, random: Random): Buffer {
	const changed = Buffer.from(bytes);
	for (let count = 0; count <= bytes.length / FLIP_EVERY; count += 1) {
		const at = random.below(bytes.length);
		changed[at] = (changed[at] ?? 0) ^ (1 + random.below(255));
	}
	return changed;
}

/**
 * What a kill between the two halves of one write leaves: the header of a record without the record. LevelDB forgets it at
 * the next start but writes on behind it, so that the start after that finds a log that makes no sense; then Chromium
 * deletes the database and begins an empty one. Such kills are rare, and come.
 */
export function tearLog(profile: string): void {
	for (const folder of foldersIn(profile).filter((name) => name.endsWith('.leveldb'))) {
		const log = readdirSync(folder)
			.filter((name) => name.endsWith('.log'))
			.sort()
			.at(-1);
		if (log === undefined) throw new Error(`there is no log in ${folder}`);
		const [checksum, length, full] = [[1, 2, 3, 4], [100, 0], [1]] as const;
		appendFileSync(join(folder, log), Buffer.from([...checksum, ...length, ...full]));
	}
}

/** By its own log: Chromium found no database here when it was last started, or none that it could read. */
export function hasBegunAnew(profile: string): boolean {
	return foldersIn(profile)
		.filter((name) => name.endsWith('.leveldb'))
		.some((folder) => /Creating DB .* since it was missing/.test(readFileSync(join(folder, 'LOG'), 'utf8')));
}
