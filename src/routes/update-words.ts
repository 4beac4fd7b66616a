// What came of asking for a newer version of the app, in a sentence; nothing before somebody asked.
import { capitalised } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Wanted } from '#phone/pwa/app-update.svelte.ts';

/** `word`: the commune's own, "xã". */
export function updateLine(wanted: Wanted, word: string): string | undefined {
	switch (wanted) {
		case 'coming':
			return m.update_coming();
		case 'none':
			return m.update_none({ commune: capitalised(word) });
		case 'unreachable':
			return m.update_unreachable();
		case 'not-asked':
			return undefined;
	}
}
