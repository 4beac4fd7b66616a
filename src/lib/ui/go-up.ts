import { goto } from '$app/navigation';

interface Entries {
	currentEntry: { index: number } | null;
	entries(): { url: string | null }[];
}

/**
 * Goes to `href`, the page above. When it is also the page before, by a real step back, so that its scroll is kept and
 * the phone's own Back does not lead in circles. Browsers without the Navigation API replace the page instead.
 */
export function goUp(href: string): void {
	const { navigation } = window as { navigation?: Entries };
	const before = navigation?.entries()[(navigation.currentEntry?.index ?? 0) - 1]?.url;
	if (before && isPage(before, href)) history.back();
	else void goto(href, { replaceState: true });
}

/** Whether `address` shows what `href` leads to; what was chosen on that page besides may stand in its address too. */
export function isPage(address: string, href: string): boolean {
	const there = new URL(address);
	const { pathname, searchParams } = new URL(href, there);
	return (
		there.pathname === pathname &&
		[...searchParams].every(([name, value]) => there.searchParams.get(name) === value)
	);
}
