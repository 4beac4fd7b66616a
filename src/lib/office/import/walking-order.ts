// Walking order as in the file. Households that are known keep their place; new ones go in between.

/**
 * Orders for one hamlet's households in the order of the file: a number for a known one, undefined for a new one.
 * `taken` are all orders in use in the hamlet. Returns a number for each.
 */
export function walkingOrders(listed: readonly (number | undefined)[], taken: readonly number[]): number[] {
	const orders: number[] = [];
	let before = 0;
	for (let at = 0; at < listed.length; at += 1) {
		const known = listed[at];
		if (known === undefined) {
			const count = lengthOfRun(listed, at);
			orders.push(...between(before, nextAfter(before, taken), count));
			at += count - 1;
		} else orders.push(known);
		before = orders.at(-1) ?? before;
	}
	return orders;
}

function lengthOfRun(listed: readonly (number | undefined)[], from: number): number {
	const end = listed.findIndex((order, at) => at >= from && order !== undefined);
	return (end < 0 ? listed.length : end) - from;
}

const nextAfter = (order: number, taken: readonly number[]): number =>
	Math.min(...taken.filter((one) => one > order));

/** `count` orders between two; one apart behind the last. */
function between(before: number, next: number, count: number): number[] {
	const step = next === Infinity ? 1 : (next - before) / (count + 1);
	return Array.from({ length: count }, (_, index) => before + step * (index + 1));
}
