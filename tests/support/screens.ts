// Every page of the app and who opens it, for whoever walks through all of them. A test compares the list with the routes.
import type { Page } from '@playwright/test';
import { globSync } from 'node:fs';

/** `practising`: nobody signed in, on the invented hamlet. */
export type Opener = 'nobody' | 'practising' | 'volunteer' | 'hamlet-head' | 'commune-official' | 'observer';

export interface ScreenVisit {
	/** The folder under src/routes. */
	route: string;
	opener: Opener;
	/** Its address in the sample commune. */
	path: (sample: SampleIds) => string;
	/** Taps that lead on to what the page shows later; told by `further`. */
	taps?: (page: Page) => Promise<void>;
	further?: string;
	/** Shown in docs/screens, under this name. */
	picture?: string;
}

/** Rows of the sample commune that addresses are made of. */
export interface SampleIds {
	household: string;
	person: string;
	/** Somebody else of that household. */
	another: string;
	hamlet: string;
}

const tap = (page: Page, name: string | RegExp) =>
	page.getByRole('main').getByRole('button', { name }).first().click();

/** What comes after some taps, with the names of who is in it. */
const FURTHER: readonly ScreenVisit[] = [
	{
		route: '/today',
		further: 'search',
		opener: 'volunteer',
		path: () => '/today',
		taps: async (page) => {
			await page.getByRole('searchbox').fill('n');
			await page.getByText(/^Tìm thấy/).waitFor();
		}
	},
	{
		route: '/households/[id]/split',
		further: 'who leads',
		opener: 'volunteer',
		path: ({ household }) => `/households/${household}/split`,
		taps: async (page) => {
			for (const at of [0, 1]) await page.getByRole('main').getByRole('button').nth(at).click();
		}
	},
	{
		route: '/households/[id]/move-people',
		further: 'chosen',
		opener: 'volunteer',
		path: ({ household }) => `/households/${household}/move-people`,
		taps: async (page) => {
			await page.getByRole('main').getByRole('button').first().click();
			await page.getByRole('searchbox').fill('n');
			await page.getByRole('list').last().getByRole('button').first().click();
		}
	},
	{
		route: '/households/new',
		further: 'told first',
		opener: 'volunteer',
		path: ({ hamlet }) => `/households/new?h=${hamlet}`,
		taps: async (page) => {
			await page.getByRole('textbox').first().fill('Công Huyền Tôn Nữ Thị Phương Nghiêng');
			await tap(page, 'Tiếp tục');
		}
	},
	{
		route: '/households/[id]',
		further: 'somebody left',
		opener: 'volunteer',
		path: ({ household }) => `/households/${household}`,
		taps: async (page) => {
			await tap(page, /^Sửa, /);
			await tap(page, 'Đi làm ăn xa');
			await page.getByRole('button', { name: 'Hoàn lại' }).waitFor();
		}
	},
	{
		route: '/households/[id]/merge',
		further: 'chosen',
		opener: 'hamlet-head',
		path: ({ household }) => `/households/${household}/merge`,
		taps: async (page) => {
			await page.getByRole('searchbox').fill('n');
			await page.getByRole('list').last().getByRole('button').first().click();
		}
	},
	{
		route: '/sessions/[id]',
		further: 'search',
		opener: 'volunteer',
		path: () => '/sessions/longest-session',
		taps: async (page) => {
			await page.getByRole('searchbox').fill('n');
			await page.getByText(/^Tìm thấy/).waitFor();
		}
	},
	{
		route: '/sessions/[id]',
		further: 'ended',
		opener: 'hamlet-head',
		path: () => '/sessions/past-session'
	},
	{
		route: '/households/[id]/hamlet',
		further: 'chosen',
		opener: 'commune-official',
		path: ({ household }) => `/households/${household}/hamlet`,
		taps: (page) => tap(page, /./)
	}
];

export const SCREENS: readonly ScreenVisit[] = [
	{ route: '/sign-in', opener: 'nobody', path: () => '/sign-in', picture: 'sign-in' },
	{ route: '/invite', opener: 'nobody', path: () => '/invite' },
	{ route: '/install', opener: 'nobody', path: () => '/install', picture: 'install' },
	{ route: '/dev', opener: 'nobody', path: () => '/dev' },
	{ route: '/today', opener: 'practising', path: () => '/today', picture: 'practice' },
	{ route: '/device', opener: 'practising', path: () => '/device' },
	{ route: '/today', opener: 'volunteer', path: () => '/today', picture: 'today' },
	{ route: '/today/together', opener: 'volunteer', path: () => '/today/together' },
	{ route: '/today/calls', opener: 'volunteer', path: () => '/today/calls' },
	{
		route: '/households/[id]',
		opener: 'volunteer',
		path: ({ household }) => `/households/${household}`,
		picture: 'household'
	},
	{
		route: '/households/[id]/why',
		opener: 'volunteer',
		path: ({ household, person }) => `/households/${household}/why?i=VN2&p=${person}`,
		picture: 'why'
	},
	{
		route: '/households/[id]/person',
		opener: 'volunteer',
		path: ({ household, person }) => `/households/${household}/person?p=${person}`
	},
	...(['change', 'split', 'move-people', 'history', 'notice', 'refusal'] as const).map(
		(name): ScreenVisit => ({
			route: `/households/[id]/${name}`,
			opener: 'volunteer',
			path: ({ household }) => `/households/${household}/${name}`
		})
	),
	{
		route: '/households/[id]/merge',
		opener: 'hamlet-head',
		path: ({ household }) => `/households/${household}/merge`
	},
	{
		route: '/households/[id]/hamlet',
		opener: 'commune-official',
		path: ({ household }) => `/households/${household}/hamlet`
	},
	{
		route: '/households/[id]/check',
		opener: 'hamlet-head',
		path: ({ household }) => `/households/${household}/check`
	},
	{ route: '/households/new', opener: 'volunteer', path: ({ hamlet }) => `/households/new?h=${hamlet}` },
	...FURTHER,
	{ route: '/guides', opener: 'volunteer', path: () => '/guides' },
	{ route: '/guides/[item]', opener: 'volunteer', path: () => '/guides/VN2', picture: 'guide' },
	{
		route: '/guides/[item]/card',
		opener: 'volunteer',
		path: () => '/guides/VN2/card',
		picture: 'guide-card'
	},
	{ route: '/guides/member-card', opener: 'volunteer', path: () => '/guides/member-card' },
	{ route: '/device', opener: 'volunteer', path: () => '/device', picture: 'device' },
	{ route: '/device/my-work', opener: 'volunteer', path: () => '/device/my-work' },
	{ route: '/guides/self-check', opener: 'volunteer', path: () => '/guides/self-check' },
	{ route: '/hamlet', opener: 'hamlet-head', path: () => '/hamlet', picture: 'board' },
	{ route: '/hamlet/more', opener: 'hamlet-head', path: () => '/hamlet/more' },
	{ route: '/hamlet/tally', opener: 'hamlet-head', path: () => '/hamlet/tally' },
	{ route: '/hamlet/change', opener: 'hamlet-head', path: () => '/hamlet/change' },
	{ route: '/hamlet/item', opener: 'hamlet-head', path: () => '/hamlet/item?i=VN2' },
	{ route: '/hamlet/due', opener: 'hamlet-head', path: () => '/hamlet/due' },
	{ route: '/hamlet/often-shut', opener: 'hamlet-head', path: () => '/hamlet/often-shut' },
	{ route: '/hamlet/not-lately', opener: 'hamlet-head', path: () => '/hamlet/not-lately' },
	{ route: '/hamlet/away', opener: 'hamlet-head', path: () => '/hamlet/away' },
	{ route: '/hamlet/cards', opener: 'hamlet-head', path: () => '/hamlet/cards' },
	{ route: '/hamlet/conflicts', opener: 'hamlet-head', path: () => '/hamlet/conflicts' },
	{ route: '/hamlet/gone', opener: 'hamlet-head', path: () => '/hamlet/gone' },
	{ route: '/hamlet/review', opener: 'hamlet-head', path: () => '/hamlet/review' },
	{ route: '/hamlet/duplicates', opener: 'hamlet-head', path: () => '/hamlet/duplicates' },
	{
		route: '/hamlet/duplicates/pair',
		opener: 'hamlet-head',
		path: ({ person, another }) => `/hamlet/duplicates/pair?one=${person}&other=${another}`
	},
	{ route: '/hamlet/recheck', opener: 'hamlet-head', path: () => '/hamlet/recheck' },
	{ route: '/hamlet/assignments', opener: 'hamlet-head', path: () => '/hamlet/assignments' },
	{
		route: '/hamlet/assignments/give',
		opener: 'hamlet-head',
		path: ({ hamlet }) => `/hamlet/assignments/give?h=${hamlet}&g=`
	},
	{ route: '/hamlet/sessions', opener: 'hamlet-head', path: () => '/hamlet/sessions' },
	{ route: '/hamlet/sessions/invite', opener: 'hamlet-head', path: () => '/hamlet/sessions/invite' },
	{ route: '/hamlet/sessions/plan', opener: 'hamlet-head', path: () => '/hamlet/sessions/plan' },
	{ route: '/sessions/[id]', opener: 'hamlet-head', path: () => '/sessions/longest-session' },
	{
		route: '/sessions/[id]/people/[person]',
		opener: 'hamlet-head',
		path: ({ person }) => `/sessions/longest-session/people/${person}`
	},
	{ route: '/hamlet/summary', opener: 'hamlet-head', path: () => '/hamlet/summary' },
	{ route: '/hamlet/blocked', opener: 'hamlet-head', path: () => '/hamlet/blocked' },
	{ route: '/hamlet/report', opener: 'hamlet-head', path: () => '/hamlet/report' },
	{ route: '/hamlet/report/paper', opener: 'hamlet-head', path: () => '/hamlet/report/paper' },
	{ route: '/hamlet/invites', opener: 'hamlet-head', path: () => '/hamlet/invites' },
	{ route: '/hamlet/campaign', opener: 'hamlet-head', path: () => '/hamlet/campaign' },
	{ route: '/hamlet/groups', opener: 'hamlet-head', path: () => '/hamlet/groups' },
	{ route: '/hamlet/not-reached', opener: 'hamlet-head', path: () => '/hamlet/not-reached' },
	{ route: '/hamlet/other', opener: 'hamlet-head', path: () => '/hamlet/other' },
	{ route: '/hamlet/roll-call', opener: 'hamlet-head', path: () => '/hamlet/roll-call' },
	{ route: '/commune', opener: 'commune-official', path: () => '/commune' },
	{
		route: '/commune/main-items',
		opener: 'commune-official',
		path: () => '/commune/main-items',
		picture: 'main-items'
	},
	{ route: '/commune/reports', opener: 'commune-official', path: () => '/commune/reports' },
	{ route: '/commune/coverage', opener: 'commune-official', path: () => '/commune/coverage' },
	{ route: '/totals', opener: 'observer', path: () => '/totals' },
	{ route: '/commune/campaigns', opener: 'commune-official', path: () => '/commune/campaigns' },
	{
		route: '/commune/campaigns/plan',
		opener: 'commune-official',
		path: () => '/commune/campaigns/plan?template=1'
	},
	{ route: '/commune/targets', opener: 'commune-official', path: () => '/commune/targets' },
	{ route: '/commune/terms', opener: 'commune-official', path: () => '/commune/terms', picture: 'terms' },
	{ route: '/commune/review', opener: 'commune-official', path: () => '/commune/review' }
];

/** Folders under src/routes that hold a page; the root only leads on. */
export function routesWithPages(root: string): string[] {
	return globSync('src/routes/**/+page.svelte', { cwd: root })
		.map((file) => file.replaceAll('\\', '/').slice('src/routes'.length, -'/+page.svelte'.length))
		.filter((route) => route !== '')
		.sort();
}
