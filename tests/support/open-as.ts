import { expect, type Page } from '@playwright/test';
import type { CommuneServer } from './real-commune.ts';
import type { Opener } from './screens.ts';
import { signIn } from './story.ts';

/** Signs in on this page as whoever opens a screen; each link serves once. */
export async function openAs(page: Page, { origin, links }: CommuneServer, opener: Opener): Promise<void> {
	if (opener === 'nobody') return;
	if (opener === 'practising') {
		await page.goto(`${origin}/sign-in`);
		await page.getByRole('button', { name: 'Tập làm thử' }).click();
	} else {
		const { volunteer, hamletHead, official, observer } = links;
		const openers = { volunteer, 'hamlet-head': hamletHead, 'commune-official': official, observer };
		await signIn(page, openers[opener]);
	}
	await page.getByRole('navigation').waitFor();
	// Until the lists are here, every address shows how far they are; and each one that comes moves what stands below it.
	await expect(page.getByText('Đang tải danh sách')).toHaveCount(0);
}
