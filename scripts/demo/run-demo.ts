// `npm run demo`, step by step, each said in one line. With `--json` those lines go to stderr and stdout gets the links.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capitalised, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { openStorage } from '#server/open-storage.ts';
import { ClearError } from '../tungnha/clear-error.ts';
import { roleTexts } from '../tungnha/role-text.ts';
import { settingsFrom, type Settings } from '../tungnha/settings.ts';
import { terminalQr } from '../tungnha/terminal-qr.ts';
import { buildIfNeeded, isBuildStale } from './build-if-needed.ts';
import { importSample, inviteSampleMembers, type SampleInvites } from './sample-commune.ts';
import { isPortFree, startServer } from './server-process.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = join(ROOT, 'tests/fixtures/dai-thanh-households.xlsx');
const DEMO_DATA = 'data/demo';

export interface DemoWish {
	/** One line of JSON with the links instead of text and QR codes. */
	json: boolean;
	env: NodeJS.ProcessEnv;
	say: (line: string) => void;
	print: (text: string) => void;
	hasColour: boolean;
	/** Resolves when somebody wants the demo to end. */
	stopped: Promise<unknown>;
}

export async function runDemo(wish: DemoWish): Promise<void> {
	const settings = { DATA_DIR: join(ROOT, DEMO_DATA), ...settingsFrom(wish.env) };
	wish.say(m.cli_demo_node({ version: process.version }));
	if (!(await isPortFree(settings.port))) {
		throw new ClearError(
			m.cli_demo_port_taken({ port: String(settings.port), other: String(settings.port + 1) })
		);
	}
	const entry = await build(wish);
	const invites = await seed(settings, wish);
	const { origin, port, ...data } = settings;
	const server = await startServer(entry, port, { ...wish.env, ...data, ORIGIN: origin });
	if (server === undefined) throw new ClearError(m.cli_demo_no_start());
	if (wish.json) wish.print(jsonOf(invites, origin));
	else showInvites(invites, wish);
	wish.say(m.cli_demo_started({ origin }));
	const end = await Promise.race([wish.stopped.then(() => 'asked'), server.ended.then(() => 'by itself')]);
	await server.stop();
	if (end === 'by itself') throw new ClearError(m.cli_demo_no_start());
	wish.say(m.cli_demo_stopped());
}

/** The server's entry, built when need be. */
async function build({ say, env }: DemoWish): Promise<string> {
	const entry = resolve(ROOT, env.BUILD_OUT ?? 'build', 'index.js');
	if (!isBuildStale(ROOT, entry)) {
		say(m.cli_demo_built());
		return entry;
	}
	say(m.cli_demo_build());
	const fault = await buildIfNeeded(ROOT, entry);
	if (fault === undefined) return entry;
	fault.lines.forEach(say);
	throw new ClearError(m.cli_demo_build_failed());
}

/** The sample commune in the demo's own data, with fresh invites. */
async function seed(settings: Settings, { say }: DemoWish): Promise<SampleInvites> {
	const storage = await openStorage(settings);
	const place = withoutPassword(settings.DATABASE_URL) ?? settings.DATA_DIR ?? '';
	try {
		const now = Date.now();
		const { commune, listed, isNew } = await importSample(storage, SAMPLE, now);
		const counts = {
			hamlet: commune.words.hamlet,
			hamlets: formatNumber(listed.hamlets),
			households: formatNumber(listed.households),
			people: formatNumber(listed.people)
		};
		say(isNew ? m.cli_demo_register({ place, ...counts }) : m.cli_demo_reused({ place }));
		return await inviteSampleMembers(storage, commune, settings.origin, now);
	} finally {
		await storage.close();
	}
}

/** An address of PostgreSQL may carry one, and this is read over shoulders. */
const withoutPassword = (address: string | undefined): string | undefined =>
	address?.replace(/^(\w+:\/\/[^/:@]*):[^@]*@/, '$1@');

function jsonOf(invites: SampleInvites, origin: string): string {
	const each = (value: 'link' | 'digits') =>
		Object.fromEntries(Object.entries(invites).map(([member, invite]) => [member, invite[value]]));
	return JSON.stringify({ origin, links: each('link'), digits: each('digits') });
}

function showInvites(
	{ volunteer, hamletHead, official }: SampleInvites,
	{ print, hasColour }: DemoWish
): void {
	for (const { name, role, link } of [volunteer, hamletHead, official]) {
		print(`\n${capitalised(roleTexts[role]())} (${name})\n${link}\n${terminalQr(link, hasColour)}`);
	}
	print(m.cli_demo_open());
}
