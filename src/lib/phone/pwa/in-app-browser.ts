// Browsers inside other apps keep their own, volatile storage: what is recorded there is lost with the next clean-up.
// Nothing is written, no invite is used up in one of them (phone page, "Browsers"; F16).

export type InAppBrowser = 'zalo' | 'facebook' | 'other';

/** The app whose built-in browser sends this user agent; undefined for a real browser or an installed app. */
export function inAppBrowserOf(userAgent: string): InAppBrowser | undefined {
	if (/Zalo/i.test(userAgent)) return 'zalo';
	if (/FBAN|FBAV/.test(userAgent)) return 'facebook';
	// Android's own mark of a page shown inside an app.
	return /; wv\)/.test(userAgent) ? 'other' : undefined;
}

export const isAndroid = (userAgent: string): boolean => /Android/.test(userAgent);

/** iPhone and iPad; an iPad asking for desktop pages calls itself a Mac, with touch. */
export function isAppleTouch(userAgent: string, touchPoints: number): boolean {
	return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1);
}

/**
 * Address that makes Android open `href` in the person's usual browser, fragment included: Android cuts the
 * instructions off at the last `#` (Intent.parseUri), so an invite's own fragment survives.
 */
export function intentAddress(href: string): string {
	const [scheme, rest] = href.split('://', 2) as [string, string];
	return `intent://${rest}#Intent;scheme=${scheme};action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end`;
}
