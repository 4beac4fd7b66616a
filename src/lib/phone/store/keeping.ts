// Whether this browser keeps anything for good (phone page LS9). Nobody is enrolled where it does not: what she records
// would be gone with the window.
import { get } from 'idb-keyval';

/** `blocked`: it lets this site store nothing. `private`: only until the window is closed. */
export type Keeping = 'kept' | 'private' | 'blocked';

/** Private windows of Chromium cannot be told from others: they grant all that the others grant. */
export async function keepingHere(browser: Navigator | undefined = globalThis.navigator): Promise<Keeping> {
	try {
		await get('');
	} catch {
		return 'blocked';
	}
	// Chromium refuses a folder for other reasons too, and never because the window is private.
	if (browser === undefined || 'userAgentData' in browser) return 'kept';
	try {
		await browser.storage?.getDirectory?.();
		return 'kept';
	} catch {
		// Firefox: SecurityError; Safari: UnknownError.
		return 'private';
	}
}
