// Figures of a hamlet, counted once until a row changes: back from a list, the board stands there as it stood.
import type { View } from '#phone/store/view.ts';

type Changing = Pick<View, 'changes'>;

/**
 * `count`, done once for the same further arguments until a row of the view changes. They must be all that it depends on
 * besides the rows (the hamlet, the day, who is counted); what it returns must not be written to.
 */
export function untilChanged<V extends Changing, Of extends (string | number | boolean)[], Figures>(
	count: (view: V, ...of: Of) => Figures
): (view: V, ...of: Of) => Figures {
	const kept = new WeakMap<V, { changes: number; figures: Map<string, Figures> }>();
	return (view, ...of) => {
		const changes = view.changes();
		let its = kept.get(view);
		if (its?.changes !== changes) kept.set(view, (its = { changes, figures: new Map() }));
		const key = JSON.stringify(of);
		let figures = its.figures.get(key);
		if (figures === undefined) its.figures.set(key, (figures = count(view, ...of)));
		return figures;
	};
}
