const ALL = '/guides';
let above = ALL;

/** The page above a guide: the household it was opened from, or else all guides. A look at its card changes nothing. */
export function pageAbove(cameFrom: string): string {
	if (cameFrom.startsWith('/households/')) above = cameFrom;
	else if (!cameFrom.startsWith(`${ALL}/`)) above = ALL;
	return above;
}
