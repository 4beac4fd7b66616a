import { expect, test } from 'vitest';
import { makeClockWatch } from './clock-watch.ts';

test('[TM3] a bad clock is told to the operator at once, and then at most once a minute', () => {
	const told: object[] = [];
	let elapsed = 5;
	const watch = makeClockWatch({ error: (what) => void told.push(what) }, () => elapsed);
	watch.saw('good');
	expect(told).toEqual([]);
	for (const at of [5, 6, 59_000, 60_004]) {
		elapsed = at;
		watch.saw('bad');
	}
	expect(told).toHaveLength(1);
	expect(told[0]).toMatchObject({ clock: 'bad' });
	elapsed = 60_005;
	watch.saw('good');
	watch.saw('bad');
	expect(told).toHaveLength(2);
});
