import { getContext, setContext } from 'svelte';
import type { HandIn } from '#phone/sync/hand-in.svelte.ts';

const KEY = Symbol('handing in');

/** Called once, by the root layout: a getter, because handing in starts after the layout and stops with the session. */
export const setHandIn = (handIn: () => HandIn | undefined): void => void setContext(KEY, handIn);
export const getHandIn = (): (() => HandIn | undefined) => getContext<() => HandIn | undefined>(KEY);
