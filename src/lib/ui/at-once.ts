import { goto } from '$app/navigation';

/**
 * For a link of the app: a tap on it goes there at once. SvelteKit lets the old page be drawn once more before it begins,
 * which on a slow phone is a tenth of a second. What asks for another window, or was dealt with already, is left to the
 * browser.
 */
export function atOnce(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
	const { defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey, currentTarget: link } = event;
	if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
	event.preventDefault();
	// To the page one is on there is no way back.
	void goto(link.href, { replaceState: link.href === location.href });
}
