// One evening of the sample commune, and what its boards say against what its database holds.
import { dayOf } from '#domain/calendar.ts';
import { TestServer } from '../support/test-server.ts';
import { figuresOfBoards } from './board-figures.ts';
import { playAtSample } from './play-at-sample.ts';
import { figuresInSql, type Figures } from './sql-figures.ts';

export interface Compared {
	/** How many figures were compared; those that are zero on both sides are not among them. */
	count: number;
	/** One line for each that differs. */
	wrong: string[];
}

export async function compareFigures({
	actions,
	seed
}: {
	actions: number;
	seed: number;
}): Promise<Compared> {
	const server = await TestServer.startWithSample();
	try {
		const { office, now } = await playAtSample(server, actions, seed);
		const counted = figuresInSql(server.file, dayOf(now));
		const shown = figuresOfBoards(office.phone.store.view, dayOf(now));
		return { count: Object.keys(counted).length, wrong: differences(shown, counted) };
	} finally {
		await server.stop();
	}
}

const differences = (shown: Figures, counted: Figures): string[] =>
	[...new Set([...Object.keys(shown), ...Object.keys(counted)])]
		.filter((name) => shown[name] !== counted[name])
		.sort()
		.map((name) => `${name}: the board says ${shown[name] ?? 0}, SQL counts ${counted[name] ?? 0}`);
