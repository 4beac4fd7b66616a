// A phone whose browser lost its database: what the app then says, and the way back that it offers on the screen.
import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommuneServer } from '../support/real-commune.ts';
import { signIn } from '../support/story.ts';

/** Heading of the page that says that the database is there no more. */
export const GONE = 'Danh sách không còn trên máy này';

const MEND_MS = 120_000;

/** Does what the screen offers, in its own words, until the list is there and nothing waits; false when it never is. */
export async function mend(page: Page, commune: CommuneServer): Promise<boolean> {
	const button = (name: string) => page.getByRole('button', { name, exact: true });
	for (const deadline = Date.now() + MEND_MS; Date.now() < deadline; await pause(500)) {
		if (new URL(page.url()).pathname === '/sign-in') {
			await signIn(page, await commune.invite());
			await page.getByRole('link', { name: /Đặng Tấn Lộc/ }).waitFor({ timeout: 60_000 });
		}
		if (
			await page
				.getByText(/Xã đã nhận hết|Sẵn sàng/)
				.first()
				.isVisible()
		)
			return true;
		for (const name of ['Gửi ngay', 'Tải lại danh sách']) {
			const offered = button(name);
			if ((await offered.isVisible()) && (await offered.isEnabled())) await offered.click();
		}
	}
	return false;
}
