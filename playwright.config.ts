import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/support/browser.ts';

export default defineConfig({
	testDir: 'tests/journeys',
	testMatch: '**/*.spec.ts',
	outputDir: 'test-results',
	// Files side by side, each with servers and ports of its own. Of two cores a third worker wins nothing more.
	workers: 2,
	forbidOnly: Boolean(process.env.CI),
	// A journey that passes at the second try has a fault worth finding.
	retries: 0,
	timeout: 180_000,
	// For what the neighbour's journey takes of the machine; how fast the app is, the budgets tell.
	expect: { timeout: 15_000 },
	reporter: 'list',
	use: {
		browserName: 'chromium',
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		viewport: { width: 360, height: 740 },
		// A trace of each costs a third of the time; of one that failed, `--trace on` makes it.
		trace: 'off',
		launchOptions: launchOptions()
	}
});
