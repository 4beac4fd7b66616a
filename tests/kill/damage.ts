// What a failing disk does to the folder in which Chromium keeps IndexedDB, done between two runs of the browser.
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random.ts';

/** `manifest`: the list of files is gone, what it lists is there. */
export const DAMAGES = ['truncate', 'flip', 'manifest', 'delete'] as const;
export type Damage = (typeof DAMAGES)[number];

/** One byte of so many is changed. */
const FLIP_EVERY = 200;

/** Every database of this profile: the member's own, and the small one that says who uses this phone. */
export function damage(profile: string, how: Damage, random: Random): void {
	const folder = join(profile, 'Default', 'IndexedDB');
	if (!existsSync(folder)) throw new Error(`there is no ${folder}`);
	for (const origin of readdirSync(folder)) {
		if (how === 'delete') rmSync(join(folder, origin), { recursive: true });
		else damageDatabase(join(folder, origin), how, random);
	}
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
