import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Without the framework's own plugin: what is tested here runs without it, and so cannot come to need it.
export default defineConfig({
	plugins: [svelte()],
	test: {
		environment: 'node',
		globalSetup: 'tests/support/compile-messages.ts',
		include: ['{src,scripts,bench,tests}/**/*.test.ts'],
		exclude: ['tests/journeys/**'],
		// A test that checks nothing has been broken without anyone noticing.
		expect: { requireAssertions: true }
	}
});
