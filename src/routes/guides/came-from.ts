const ALL = '/guides';
let above = ALL;

/** The page above a guide: the household or the self-check it was opened from, or else all guides. A look at its card changes nothing. */
export function pageAbove(cameFrom: string): string {
	if (cameFrom.startsWith('/households/') || cameFrom === `${ALL}/self-check`) above = cameFrom;
	else if (!cameFrom.startsWith(`${ALL}/`)) above = ALL;
	return above;
}
