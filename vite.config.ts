import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { firstScreenChunks } from './scripts/first-screen-chunks.ts';
import { precacheList } from './scripts/precache-list.ts';

// The language is Vietnamese until someone picks another on this phone: no address, no cookie, no header decides.
// scripts/prepare-messages.ts says the same to the compiler where there is no Vite.
const messages = paraglideVitePlugin({
	project: './project.inlang',
	outdir: './src/lib/i18n/paraglide',
	strategy: ['localStorage', 'baseLocale'],
	outputStructure: 'message-modules'
});

export default defineConfig({
	plugins: [messages, sveltekit(), firstScreenChunks(), precacheList()],
	// Dexie names its build for browsers of ten years ago; every browser that runs this app can take the other.
	resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] }
});
