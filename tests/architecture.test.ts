// Holds the rooms of the code (tests/support/rooms.ts). A failure says what to do instead.
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, onlyReExports } from './support/imports.ts';
import { mayImport, mayUse, roomOf, ROOMS } from './support/rooms.ts';

interface Source {
	path: string;
	text: string;
}

const sources: Source[] = globSync('{src,scripts}/**/*.{ts,svelte}', {
	exclude: ['src/lib/i18n/paraglide/**', '**/*.test.ts', '**/*.d.ts']
})
	.map((path) => path.replaceAll('\\', '/'))
	.sort()
	.map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** The path an import leads to, or undefined for a package. */
function targetOf(path: string, name: string): string | undefined {
	if (name.startsWith('#')) return `src/lib/${name.slice(1)}`;
	if (name.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), name));
	return undefined;
}

function wrongImports({ path, text }: Source): string[] {
	const from = roomOf(path);
	if (from === undefined)
		return [`${path} is in no room: put it in one of ${Object.keys(ROOMS).join(', ')}.`];
	return importsOf(path, text).flatMap(({ name, kind }) => {
		const says = (why: string) => [`${path} imports ${name}. ${why}`];
		const target = targetOf(path, name);
		if (name.startsWith('$lib')) return says('Name the room as all others do: #domain/…, #phone/….');
		if (target === undefined) return mayUse(from, name) ? [] : says(whyNotUse(from, name));
		// The worker's one list is made by the build.
		if (target === '.svelte-kit/precache.json') return [];
		const to = roomOf(target);
		// Generated or settings; tests have a rule of their own.
		if (to === undefined) return [];
		if (name.startsWith('.') && topOf(from) !== topOf(to))
			return says('Another room is named, not reached by dots: #room/file.ts.');
		if (!mayImport(from, to)) return says(ROOMS[from]?.instead ?? '');
		if (to === 'office' && from.endsWith('page') && kind === 'now') {
			return says("The office is heavy and rarely opened: use await import('…') where it is asked for.");
		}
		return [];
	});
}

const topOf = (room: string) => room.replace(/^device /, '').split('/')[0];

function whyNotUse(room: string, name: string): string {
	if (name.startsWith('node:'))
		return `${room} also runs in a browser, which has no ${name}: pass the value in.`;
	if (name.startsWith('$'))
		return `${room} runs without the framework too: let the page pass in what it needs.`;
	return `${room} uses only ${String(ROOMS[room]?.packages)}: use the platform, or do it in the room above.`;
}

function importsOfTests({ path, text }: Source): string[] {
	return importsOf(path, text)
		.map(({ name }) => targetOf(path, name) ?? '')
		.filter((target) => /^(tests|bench)\/|\.test(\.ts)?$/.test(target))
		.filter((target) => !(path.startsWith('scripts/') && target === FINDS_BROWSER))
		.map(
			(target) =>
				`${path} imports ${target}. Nothing that ships stands on a test: move what both need into a room.`
		);
}

// A developer's script may need a browser as the journeys do.
const FINDS_BROWSER = 'tests/support/browser.ts';

function zodInFull({ path, text }: Source): string[] {
	return importsOf(path, text)
		.filter(({ name, kind }) => /^zod(?!\/mini$)/.test(name) && kind !== 'type')
		.map(
			({ name }) =>
				`${path} imports ${name}. Use \`import * as z from 'zod/mini'\`: on the phone it is 6 KB, not 24.`
		);
}

function barrels({ path, text }: Source): string[] {
	if (!/\/index\.ts$/.test(path) && !onlyReExports(path, text)) return [];
	return [`${path} only passes on what others export: import each thing from the file that holds it.`];
}

const SAYS_NOTHING = /^(utils?|helpers?|misc|common|shared|managers?)$/;

function emptyNames({ path }: Source): string[] {
	const words = path.split(/[/.\-_()+]/).flatMap((part) => part.split(/(?<=[a-z])(?=[A-Z])/));
	const word = words.find((one) => SAYS_NOTHING.test(one.toLowerCase()));
	return word === undefined
		? []
		: [
				`${path}: “${word}” does not say what is inside. Name it after what it does, beside its only user or in the lowest folder its users have in common.`
			];
}

const IMPURE =
	/\b(Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|fetch\(|crypto\.|setTimeout\(|localStorage)/;

function impureRules({ path, text }: Source): string[] {
	if (!/^src\/lib\/(domain|protocol)\//.test(path)) return [];
	const found = text.split('\n').findIndex((line) => IMPURE.test(line.replace(/^\s*(\/\/|\*).*/, '')));
	return found === -1
		? []
		: [
				`${path}:${String(found + 1)} asks the clock, chance or the network. Rules must give the same answer on every phone: pass now, an id or the answer in.`
			];
}

const RULES: readonly [title: string, check: (source: Source) => string[]][] = [
	['imports follow the arrows between rooms', wrongImports],
	['nothing that ships stands on a test', importsOfTests],
	['only zod/mini is used', zodInFull],
	['no file merely passes on what others export', barrels],
	['every name says what is inside', emptyNames],
	['rules ask neither clock, chance nor network', impureRules]
];

test.each(RULES)('%s', (_, check) => {
	expect(sources.length).toBeGreaterThan(0);
	expect(sources.flatMap(check)).toEqual([]);
});

/** Circles of files that need each other before any of them has run; types and later imports wait for nobody. */
function circles(files: readonly Source[]): string[] {
	const needs = new Map(
		files.map(({ path, text }) => {
			const now = importsOf(path, text).filter(({ kind }) => kind === 'now');
			return [path, now.map(({ name }) => targetOf(path, name) ?? '')] as const;
		})
	);
	const found: string[] = [];
	const done = new Set<string>();
	const walk = (path: string, trail: readonly string[]): void => {
		if (trail.includes(path)) {
			const circle = [...trail.slice(trail.indexOf(path)), path].join(' → ');
			found.push(`${circle}. They are one file, or need a third below them that owns what they share.`);
		} else if (!done.has(path)) {
			for (const next of needs.get(path) ?? []) walk(next, [...trail, path]);
			done.add(path);
		}
	};
	for (const path of needs.keys()) walk(path, []);
	return found;
}

test('no imports run in a circle', () => {
	expect(circles(sources)).toEqual([]);
});

describe('the checks themselves', () => {
	const caught: [path: string, text: string][] = [
		['src/lib/phone/store/view.ts', "import { push } from '#phone/sync/push.ts';"],
		['src/lib/phone/store/view.ts', "export { push } from '../sync/push.ts';"],
		['src/lib/ui/Row.svelte', "<script>import { view } from '#phone/store/view.ts';</script>"],
		['src/lib/ui/row.ts', "import { view } from '../phone/store/view.ts';"],
		['src/lib/domain/item.ts', "import type { Op } from '#protocol/op.ts';"],
		['src/lib/domain/item.ts', "type Op = import('#protocol/op.ts').Op;"],
		['src/lib/domain/item.ts', "import { openSync } from 'node:fs';"],
		['src/lib/domain/item.ts', "import dayjs from 'dayjs';"],
		['src/lib/domain/item.ts', 'export const now = () => Date.now();'],
		['src/lib/domain/item.ts', "import * as z from 'zod';"],
		['src/lib/domain/index.ts', "export * from './item.ts';"],
		['src/lib/domain/all.ts', "export { item } from './item.ts';"],
		['src/lib/domain/date-utils.ts', ''],
		['src/lib/ui/SharedList.svelte', ''],
		['src/lib/misc/dates.ts', ''],
		['src/lib/server/storage/sqlite/open.ts', "import { open } from '../postgres/open.ts';"],
		['src/lib/server/sync/accept.ts', "import { open } from '#server/storage/sqlite/open.ts';"],
		[
			'src/routes/today/+page.svelte',
			'<script lang="ts">import { seal } from \'#phone/vault/seal.ts\';</script>'
		],
		['src/routes/(walk)/today/+page.svelte', "<script>import { m } from '$lib/i18n/m.ts';</script>"],
		[
			'src/routes/commune/+page.svelte',
			"<script>import { read } from '#office/import/workbook.ts';</script>"
		],
		['src/routes/api/sync/+server.ts', "import { view } from '#phone/store/view.ts';"],
		['src/lib/server/sync/accept.ts', "import { makePhone } from '../../../../tests/support/phone.ts';"],
		['src/service-worker.ts', "import { m } from '#i18n/messages.ts';"]
	];

	test.each(caught)('catch a fault in %s: %s', (path, text) => {
		expect(RULES.flatMap(([, check]) => check({ path, text }))).not.toEqual([]);
	});

	const allowed: [path: string, text: string][] = [
		['src/lib/phone/sync/push.ts', "import { outbox } from '#phone/store/outbox.ts';"],
		['src/lib/server/sync/accept.ts', "import type { Storage } from '#server/storage/storage.ts';"],
		['src/lib/server/storage/sqlite/open.ts', "import Database from 'better-sqlite3';"],
		[
			'src/routes/commune/+page.svelte',
			"<script>const read = () => import('#office/import/workbook.ts');</script>"
		],
		['src/routes/device/+page.svelte', "<script>import { status } from '#phone/sync/status.ts';</script>"],
		[
			'src/lib/domain/item.ts',
			"// See '#protocol/op.ts': import('x') and Date.now() stay outside.\nimport * as z from 'zod/mini';"
		]
	];

	test.each(allowed)('let pass %s: %s', (path, text) => {
		expect(RULES.flatMap(([, check]) => check({ path, text }))).toEqual([]);
	});

	test('find a circle, whatever the names by which it is imported', () => {
		const files: Source[] = [
			{ path: 'src/lib/domain/item.ts', text: "import { a } from './answer.ts';" },
			{ path: 'src/lib/domain/answer.ts', text: "export { v } from '#domain/visit.ts';" },
			{ path: 'src/lib/domain/visit.ts', text: "import { i } from '#domain/item.ts';" }
		];
		expect(circles(files)).toHaveLength(1);
		expect(circles(files.slice(1))).toEqual([]);
	});

	test('let two files know each other’s types', () => {
		const files: Source[] = [
			{ path: 'src/lib/domain/item.ts', text: "import { a } from './answer.ts';" },
			{ path: 'src/lib/domain/answer.ts', text: "import type { Item } from './item.ts';" }
		];
		expect(circles(files)).toEqual([]);
	});
});
