// Three sets others have thought through, then our own rules, each with its reason. Looks are prettier's business;
// tests/architecture.test.ts says which room may import which, and that no imports run in a circle.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	globalIgnores([
		'.cache/',
		'.svelte-kit/',
		'build/',
		'data/',
		'src/lib/i18n/paraglide/',
		'test-results/',
		'playwright-report/'
	]),
	js.configs.recommended,
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: { allowDefaultProject: ['project.inlang/*.js'] },
				extraFileExtensions: ['.svelte']
			}
		},
		linterOptions: {
			// A switched-off rule that no longer catches anything hides the next fault.
			reportUnusedDisableDirectives: 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		rules: {
			// TypeScript knows every name, also those of the worker and of tests.
			'no-undef': 'off',
			// Scripts speak through the terminal; what the app has to say it says on screen or through pino.
			'no-console': 'error',
			// `==` turns '' and 0 into the same answer, and here an unknown is never zero.
			eqeqeq: 'error',
			// A promise left alone is a write that may be lost without a word.
			'@typescript-eslint/no-floating-promises': 'error',
			// A new kind of op or role must be answered everywhere it is switched on.
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			// Types vanish when Node strips them; an import that brings only types must say so.
			'@typescript-eslint/consistent-type-imports': 'error',
			// A leading underscore says: this place in the list is needed, its value is not. `{ a, ...rest }` drops a.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			// A function of an interface may be async for its neighbours' sake.
			'@typescript-eslint/require-await': 'off',
			// Numbers in a sentence are as clear as strings; objects and undefined are not.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// The app lives at the root of its own host, so an address is written as it is read.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte'],
		rules: {
			// Inside markup the parser does not know what a snippet is handed; svelte-check does, and finds such an any.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			// The content policy lets in no inline style; a class or `style:` directive does the same.
			'no-restricted-syntax': [
				'error',
				{
					selector: 'SvelteAttribute[key.name="style"]',
					message: 'The content policy refuses style="…": use a class, or the style: directive.'
				}
			]
		}
	},
	{
		// What runs at a prompt or builds the project talks to the person there.
		files: ['scripts/**', 'bench/**', 'tests/**'],
		rules: { 'no-console': 'off' }
	},
	{
		// Settings are plain JavaScript read by their tools: there are no types to check.
		files: ['**/*.js'],
		extends: [ts.configs.disableTypeChecked]
	},
	{
		// Runs before the app, also in browsers too old for it, where `catch` must name what it caught.
		files: ['static/**'],
		rules: { '@typescript-eslint/no-unused-vars': ['error', { caughtErrors: 'none' }] }
	},
	{
		// The worker has its own project, see tsconfig.worker.json.
		files: ['src/service-worker.ts'],
		languageOptions: { parserOptions: { projectService: false, project: 'tsconfig.worker.json' } }
	}
);
