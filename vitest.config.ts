import { svelte } from '@sveltejs/vite-plugin-svelte';
import { globSync, readFileSync } from 'node:fs';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { findPostgres } from './scripts/postgres/find-postgres.ts';

const ON_POSTGRES_ONLY = ['tests/contracts/postgres/**/*.test.ts'];

function standsOnDatabase(file: string): boolean {
	return /support\/test-(commune|server)\.ts/.test(readFileSync(file, 'utf8'));
}

const onThisMachine: TestProjectConfiguration = {
	extends: true,
	test: {
		name: 'unit',
		include: ['{src,scripts,bench,tests}/**/*.test.ts'],
		exclude: ['tests/journeys/**', ...ON_POSTGRES_ONLY],
		globalSetup: 'tests/support/compile-messages.ts'
	}
};

// What the server promises the phones, once more on the other database (sync-spec ST4).
const onPostgres: TestProjectConfiguration = {
	extends: true,
	test: {
		name: 'postgres',
		include: [...globSync('tests/sync/*.test.ts').filter(standsOnDatabase), ...ON_POSTGRES_ONLY],
		// Each question is a way to another process and back, and the machine may be busy.
		testTimeout: 30_000,
		globalSetup: ['tests/support/compile-messages.ts', 'tests/support/postgres-for-all.ts'],
		env: { TEST_BACKEND: 'postgres' }
	}
};

const hasPostgres = findPostgres() !== undefined;
if (!hasPostgres)
	process.stderr.write('NOT TESTED ON POSTGRESQL: there is none here; npm test tells more.\n');

// Without the framework's own plugin: what is tested here runs without it, and so cannot come to need it.
export default defineConfig({
	plugins: [svelte()],
	test: {
		environment: 'node',
		// As many as there are cores, since nothing else runs beside them: it would leave one of two idle.
		maxWorkers: '100%',
		projects: hasPostgres ? [onThisMachine, onPostgres] : [onThisMachine],
		// A test that checks nothing has been broken without anyone noticing.
		expect: { requireAssertions: true }
	}
});
