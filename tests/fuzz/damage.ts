// What goes wrong with a good message: its values, its text, its packing.
import { deflateSync, gzipSync } from 'node:zlib';
import { limits } from '#protocol/limits.ts';
import type { Chance } from './chance.ts';

const deep = (depth: number): unknown =>
	JSON.parse('[{"a":'.repeat(depth) + '1' + '}]'.repeat(depth)) as unknown;

const STRANGE: readonly unknown[] = [
	...[null, true, false, 0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), 1e308, -1e308, 5e-324],
	...[
		'',
		' ',
		'\u0000',
		'0',
		'-1',
		'1e9',
		'null',
		'true',
		'[]',
		'{}',
		'NaN',
		'__proto__',
		'constructor',
		'toString'
	],
	// Decomposed and half letters, marks that turn the direction, letters outside of the first plane.
	...[
		'Lê Thị Hà'.normalize('NFD'),
		'Lê Thị Hà'.normalize('NFKD'),
		'\ud800',
		'\udc00\ud800',
		'a\u202eb',
		'\ufeff',
		'𝔙ũ 👩‍👩‍👧'
	],
	...[
		"'; drop table rows; --",
		'../../etc/passwd',
		'%00',
		'<script>',
		'\r\nset-cookie: a=b',
		'${7*7}',
		'a'.repeat(81)
	],
	...['x'.repeat(limits.textLength), 'ế'.repeat(limits.textLength + 1), 'x'.repeat(60_000)],
	...[
		[],
		{},
		[[]],
		[null],
		[[], {}],
		{ a: 1 },
		{ length: 5 },
		{ then: 1 },
		{ toJSON: 1 },
		deep(3),
		deep(7),
		deep(30)
	],
	...[
		Array.from({ length: 2_000 }, (_, at) => at),
		Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, at]))
	]
];

const NAMES = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'',
	' ',
	'a'.repeat(300),
	'n',
	'id',
	'ops',
	'\ud800',
	'hộ'
];

/** A copy with one thing changed somewhere: replaced, taken out, put in, doubled, wrapped. */
export function altered(message: unknown, chance: Chance): unknown {
	if (typeof message !== 'object' || message === null || chance.happens(0.15))
		return strangeFor(message, chance);
	if (Array.isArray(message)) return alteredList(message, chance);
	const members = Object.entries(message);
	if (members.length === 0 || chance.happens(0.1))
		return withMembers([...members, [chance.pick(NAMES), chance.pick(STRANGE)]]);
	const at = chance.between(0, members.length - 1);
	const [name, value] = members[at] as [string, unknown];
	if (chance.happens(0.12)) return withMembers(members.toSpliced(at, 1));
	if (chance.happens(0.05)) return withMembers(members.with(at, [chance.pick(NAMES), value]));
	return withMembers(members.with(at, [name, altered(value, chance)]));
}

function alteredList(list: readonly unknown[], chance: Chance): unknown[] {
	const at = chance.between(0, Math.max(0, list.length - 1));
	const how = chance.between(0, 9);
	if (list.length === 0 || how === 0) return [...list, chance.pick(STRANGE)];
	if (how === 1) return list.toSpliced(at, 1);
	if (how === 2) return Array.from({ length: chance.pick([2, 2, 2, 10, 10, 501]) }, () => list[at]);
	if (how === 3) return list.toReversed();
	return list.with(at, altered(list[at], chance));
}

/** Half the time of the same kind, so that it comes past the first look. */
function strangeFor(value: unknown, chance: Chance): unknown {
	const alike = STRANGE.filter((one) => typeof one === typeof value);
	return chance.pick(chance.happens(0.5) && alike.length > 0 ? alike : STRANGE);
}

/** `__proto__` too as a member of its own. */
const withMembers = (members: readonly [string, unknown][]): object => Object.fromEntries(members);

/** JSON that is read otherwise than it looks, or not at all. */
export function damagedText(text: string, chance: Chance): string {
	const at = chance.between(0, text.length);
	const how = chance.between(0, 8);
	if (how === 0) return text.slice(0, at);
	if (how === 1) return `\ufeff${text}`;
	if (how === 2) return text.replace('{', '{"p":null,"ops":7,');
	if (how === 3) return text.replace(/:(\d+)/, ':1e999');
	if (how === 4)
		return `${text.slice(0, at)}${chance.pick(['\\ud800', '\u0000', '"', '{', ']', ',', '\\', '//'])}${text.slice(at)}`;
	if (how === 5) return text.repeat(2);
	if (how === 6) return text.replaceAll('"', "'");
	if (how === 7) return `${'['.repeat(chance.pick([10, 100, 20_000]))}${text}`;
	return text.replace(/"id":"[^"]*"/, '"id":"\\ud834"');
}

const ZEROS = Buffer.alloc(20_000_000, 32);
let bombs: Buffer[] | undefined;

/** Small on the wire, large when unpacked; made once. */
const bombOf = (chance: Chance): Buffer => {
	bombs ??= [gzipSync(ZEROS), Buffer.concat([gzipSync(ZEROS), gzipSync(ZEROS)]), gzipSync(gzipSync(ZEROS))];
	return chance.pick(bombs);
};

/** A body on the wire: packed well, wrongly, twice, or not at all. */
export function packedBody(text: string, chance: Chance): Buffer {
	const plain = Buffer.from(text);
	const how = chance.between(0, 99);
	if (how < 55) return plain;
	if (how < 85) return gzipSync(plain, { level: 1 });
	if (how < 87) return bombOf(chance);
	const packed = gzipSync(plain, { level: 1 });
	if (how < 89) return packed.subarray(0, chance.between(0, packed.length));
	if (how < 92) return withByte(packed, chance);
	if (how < 94) return Buffer.concat([packed, packed]);
	if (how < 95) return Buffer.concat([packed, chance.bytes(50)]);
	if (how < 96) return gzipSync(packed);
	if (how < 97) return deflateSync(plain);
	if (how < 98) return withByte(plain, chance);
	return chance.bytes(chance.pick([1, 30, 2_000, 300_000]));
}

function withByte(bytes: Buffer, chance: Chance): Buffer {
	const changed = Buffer.from(bytes);
	if (changed.length > 0) changed[chance.between(0, changed.length - 1)] = chance.between(0, 255);
	return changed;
}
