import { getContext, setContext } from 'svelte';
import type { PhoneStore } from './phone-store.svelte.ts';

const KEY = Symbol('phone store');

/** Called once, by the root layout: a getter, because the store is opened after the layout is. */
export function setPhoneStore(store: () => PhoneStore): void {
	setContext(KEY, store);
}

/** The open store. Pages are drawn only while there is one. */
export function getPhoneStore(): PhoneStore {
	return getContext<() => PhoneStore>(KEY)();
}
