// People are called, and sorted, by their given name: the last word, then the family name, then what stands between.
const collator = new Intl.Collator('vi');

/** Compares two full names in the Vietnamese order (domain page §7, "Sort order"). */
export function compareNames(a: string, b: string): number {
	const one = keyOf(a);
	const other = keyOf(b);
	return collator.compare(one.given, other.given) || collator.compare(one.rest, other.rest);
}

function keyOf(name: string): { given: string; rest: string } {
	const words = name.trim().split(/\s+/);
	return { given: words.at(-1) ?? '', rest: words.slice(0, -1).join(' ') };
}
