// The rooms of the code and what each may import. Arrows only point down; docs/architecture.md tells the same in prose.

/** A folder under src/lib, or a kind of file beside it. The longest name that fits a path is its room. */
export interface Room {
	/** Rooms it may import from, besides itself. */
	may: readonly string[];
	/** Packages and built-ins it may use; everything that is installed, when not said. */
	packages?: readonly RegExp[];
	/** What to do instead of the import that is not allowed. */
	instead: string;
}

const PAGE = ['ui', 'phone/store', 'phone/pwa', 'office', 'guides', 'i18n', 'domain'];

const PAGE_INSTEAD =
	'A page asks phone/store for what it shows and tells it what was tapped; put the question there, or the rule in domain.';

export const ROOMS: Readonly<Record<string, Room>> = {
	domain: {
		may: [],
		packages: [/^zod\/mini$/],
		instead:
			'The domain knows nothing but itself: pass the value in, or move the rule that needs more to its caller.'
	},
	protocol: {
		may: ['domain'],
		packages: [/^zod\/mini$/],
		instead: 'What travels knows only the domain: pass in what it needs from the phone or the server.'
	},
	i18n: { may: [], instead: 'Messages and formats know nothing of ours: pass plain values in.' },
	guides: {
		may: ['i18n', 'domain'],
		instead: 'A guide is text as data: the page that shows it brings the rest.'
	},
	ui: {
		may: ['i18n', 'domain'],
		instead:
			'A component gets data in and gives events out: let the page read the store and pass the result down.'
	},
	office: {
		may: ['i18n', 'domain'],
		instead: 'The office returns a plan; let the page or the script that asked make the ops and write them.'
	},
	'phone/vault': {
		may: ['protocol', 'domain'],
		instead: 'The vault seals and opens: let the store or the page decide when, and pass in what to seal.'
	},
	'phone/store': {
		may: ['phone/vault', 'protocol', 'domain'],
		instead:
			'The store never reaches up: give it a function, or let phone/sync call it with what came from the network.'
	},
	'phone/sync': {
		may: ['protocol', 'phone/store', 'domain'],
		instead:
			'Sync moves ops and rows between the store and the network: what is shown, sealed or installed is not its business.'
	},
	'phone/pwa': {
		may: ['i18n', 'domain'],
		instead: 'Installing and updating know no household: let the root layout join them with the rest.'
	},
	'server/storage': {
		// Beside the interface stands the one function that opens the backend an address names.
		may: ['server/storage/sqlite', 'server/storage/postgres', 'protocol', 'domain'],
		instead: 'Storage keeps and finds rows: who may see them is decided in server/sync or server/accounts.'
	},
	'server/storage/sqlite': {
		may: ['server/storage', 'server/storage/migrations', 'protocol', 'domain'],
		instead:
			'Two backends share only the interface in server/storage and its contract test: move what both need there.'
	},
	'server/storage/postgres': {
		may: ['server/storage', 'server/storage/migrations', 'protocol', 'domain'],
		instead:
			'Two backends share only the interface in server/storage and its contract test: move what both need there.'
	},
	'server/storage/migrations': {
		may: ['server/storage'],
		packages: [/^kysely/],
		instead:
			'A migration is written once and never changes: copy the value into it, so later changes cannot reach back.'
	},
	'server/sync': {
		may: ['server/storage', 'protocol', 'domain'],
		instead: 'Accepting ops and answering pulls stand on the storage interface alone: pass in who is asking.'
	},
	'server/accounts': {
		may: ['server/storage', 'protocol', 'domain'],
		instead: 'Invites, devices and sessions stand on the storage interface alone.'
	},
	'server/operator': {
		may: ['server/storage', 'protocol', 'domain'],
		instead:
			'The operator’s commands stand on the storage interface: let the script or the endpoint join two rooms.'
	},
	server: {
		may: [
			'server/storage',
			'server/storage/sqlite',
			'server/storage/postgres',
			'server/storage/migrations',
			'server/sync',
			'server/accounts',
			'server/operator',
			'protocol',
			'domain'
		],
		instead: 'The server knows no screen and no phone: what both sides need belongs in domain or protocol.'
	},
	endpoint: {
		may: ['server/*', 'protocol', 'domain'],
		instead:
			'An endpoint is a thin door (who is it, may they, parse, one call, answer): put the work in a room of server.'
	},
	page: { may: PAGE, instead: PAGE_INSTEAD },
	'device page': { may: ['page', ...PAGE, 'phone/sync', 'phone/vault'], instead: PAGE_INSTEAD },
	'service-worker': {
		may: [],
		packages: [/^workbox-/, /^\$service-worker$/],
		instead: 'The worker keeps files and answers addresses; everything else happens in the page.'
	},
	scripts: {
		may: ['server/*', 'office', 'protocol', 'domain', 'i18n'],
		instead: 'A script joins server and office from outside and knows no screen.'
	}
};

// The screens where this phone's own keys are shown, handed over and thrown away.
const DEVICE_PAGES = /^src\/routes\/(\([^/]+\)\/)*(device|hand-over)\//;

/** The room of a path such as `src/lib/phone/store/view.ts`; undefined where no rule holds (tests, benches, settings). */
export function roomOf(path: string): string | undefined {
	if (path.startsWith('scripts/')) return 'scripts';
	if (path === 'src/service-worker.ts') return 'service-worker';
	if (/^src\/(hooks\.server|app\.d)\.ts$/.test(path)) return 'endpoint';
	if (/^src\/routes\/(.*\/)?(\+server|\+\w+\.server)\.ts$/.test(path)) return 'endpoint';
	if (/^src\/(routes\/\+layout\.(svelte|ts)|hooks(\.client)?\.ts)$/.test(path) || DEVICE_PAGES.test(path)) {
		return 'device page';
	}
	if (path.startsWith('src/routes/')) return 'page';
	const inLib = path.split('src/lib/')[1];
	if (inLib === undefined) return undefined;
	const fitting = Object.keys(ROOMS).filter((room) => inLib.startsWith(`${room}/`));
	return fitting.sort((a, b) => b.length - a.length)[0];
}

/** Whether a room may import from another. */
export function mayImport(from: string, to: string): boolean {
	const may = ROOMS[from]?.may ?? [];
	return (
		from === to ||
		may.includes(to) ||
		may.some((one) => one.endsWith('/*') && to.startsWith(one.slice(0, -2)))
	);
}

/** Whether a room may use an installed package, a built-in of Node or a module of the framework. */
export function mayUse(room: string, name: string): boolean {
	const { packages } = ROOMS[room] ?? {};
	if (packages) return packages.some((one) => one.test(name));
	if (name.startsWith('node:')) return /^(server|endpoint|scripts)/.test(room);
	if (name.startsWith('$')) return /(page|endpoint|ui|pwa)$/.test(room);
	return true;
}
