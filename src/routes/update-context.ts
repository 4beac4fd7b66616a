import { getContext, setContext } from 'svelte';
import type { AppUpdate } from '#phone/pwa/app-update.svelte.ts';

const KEY = Symbol('app update');

/** Called once, by the root layout: a getter, because updates are looked for after the first screen. */
export const setAppUpdate = (update: () => AppUpdate | undefined): void => void setContext(KEY, update);
export const getAppUpdate = (): (() => AppUpdate | undefined) => getContext<() => AppUpdate | undefined>(KEY);
