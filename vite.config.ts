import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { precacheList } from './scripts/precache-list.ts';

export default defineConfig({
	plugins: [paraglideVitePlugin({ project: './project.inlang' }), sveltekit(), precacheList()]
});
