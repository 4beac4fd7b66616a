import { getContext, setContext } from 'svelte';
import type { Install } from '#phone/pwa/install.svelte.ts';

const KEY = Symbol('install');

/** Called once, by the root layout: the browser's offer to install comes early, and only once. */
export const setInstall = (install: Install): void => void setContext(KEY, install);
export const getInstall = (): Install => getContext<Install>(KEY);
