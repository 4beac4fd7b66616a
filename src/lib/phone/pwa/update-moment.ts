// When a newer version may be offered: never at somebody's door (F16).

/** Pages where nobody is being asked anything. */
const CALM_PAGES = ['/today', '/hamlet', '/commune', '/device'];

/** `settled`: nothing is being written and nothing failed to be. */
export function mayOfferUpdate(path: string, settled: boolean): boolean {
	return settled && CALM_PAGES.some((page) => path === page || path.startsWith(`${page}/`));
}
