// Whether the browser promises not to clear this site's storage by itself (phone page LS9). It keeps its own answer.

/** Asks, unless it has promised. Chromium decides by how the site is used, Firefox asks the person. */
export async function askToKeepStorage(storage = globalThis.navigator?.storage): Promise<void> {
	if (typeof storage?.persist !== 'function') return;
	if ((await storage.persisted().catch(() => true)) === false) await storage.persist().catch(() => false);
}
