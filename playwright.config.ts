import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/support/browser.ts';

export default defineConfig({
	testDir: 'tests/journeys',
	testMatch: '**/*.spec.ts',
	outputDir: 'test-results',
	// One after the other: the journeys start and kill servers, and are told on two cores.
	workers: 1,
	forbidOnly: Boolean(process.env.CI),
	// A journey that passes at the second try has a fault worth finding.
	retries: 0,
	timeout: 60_000,
	reporter: 'list',
	use: {
		browserName: 'chromium',
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		viewport: { width: 360, height: 740 },
		trace: 'retain-on-failure',
		launchOptions: launchOptions()
	}
});
