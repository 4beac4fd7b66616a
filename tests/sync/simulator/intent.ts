// What people meant, written down by the model before the engine sees it: an intent knows what was tapped, what was on
// the screen then, and what its phone has promised about it. Its identity is what it says, never the engine's numbers.
import { createHash } from 'node:crypto';
import { canonicalJson } from '#protocol/canonical.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { Fields } from '#protocol/row.ts';
import type { Deed } from './command-model.ts';

export interface Body {
	k: 'set' | 'add' | 'cmd';
	c: CollectionName;
	id: string;
	a: Fields;
}

/** What the phone wrote down about it: time, version looked at, and the number it was first recorded under. */
export interface Claim {
	t: number;
	b: number;
	e: string;
	origin: { d: number; n: number };
}

export interface Intent {
	/** Order of making; also in its values, so that each can be told from all others. */
	token: number;
	phone: string;
	member: string;
	body: Body;
	/** What the screen said of its fields just before, undefined where nothing. */
	seen: Fields;
	/** The fields this phone had taps of its own on that no page held yet: there the screen shows them, not the page. */
	covered: ReadonlySet<string>;
	/** Server time of the phone's last contact before the tap, by the model's own book. */
	lastContact: number;
	claim?: Claim;
	hash?: string;
	/** The number of the server's commit that first consumed it. */
	consumedAt?: number;
	/** Made by an app of the next version. */
	isNext: boolean;
	/** Meant to be refused: beyond the role, or about a row of nobody. */
	isBad: boolean;
	/** What a command came to on the screen it was given on. */
	deeds?: readonly Deed[];
	/** What a command says that its author saw of other rows. */
	looks: readonly Look[];
	/** The household it was about, on that screen. */
	household?: string | undefined;
	/** Its people do not want it written down: this empty word has taken the place of what was meant. */
	insteadOf?: Intent;
}

/** The version of a row, and what the screen showed of one of its fields then. */
export interface Look {
	c: CollectionName;
	id: string;
	b: number;
	field: string;
	shown: unknown;
}

/** RC3, computed apart from the engine. */
export function hashOf(t: number, { k, c, id, a }: Body): string {
	const text = canonicalJson({ t, k, c, id, a });
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

export const registerOf = (c: string, id: string, field: string): string => `${c} ${id} ${field}`;

const texts = new WeakMap<object, string>();

/** One text for one value; a cleared field and one that never was are told apart by nobody. Values never change. */
export function textOf(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return JSON.stringify(value);
	let text = texts.get(value);
	if (text === undefined) texts.set(value, (text = canonicalJson(value)));
	return text;
}
