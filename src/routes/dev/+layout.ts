import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';

/** Specimens are for those who build: outside development there is nothing here. */
export function load(): void {
	if (!dev) error(404);
}
