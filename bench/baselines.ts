// What was measured last and under which conditions, kept in bench/baselines.json for comparing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Calibration } from './calibration.ts';
import { nameOf, type Figure } from './figure.ts';

const FILE = new URL('baselines.json', import.meta.url);

export interface Baselines {
	conditions: Conditions;
	figures: Figure[];
}

export interface Conditions {
	/** Day of the measurement, yyyy-mm-dd. */
	date: string;
	processor: string;
	cores: number;
	/** Load of the machine in the minute before; above 1.5 it was busy with something else. */
	load: number;
	browser: string;
	node: string;
	calibration: Calibration;
}

/** Figures by `nameOf`; empty before the first were saved. */
export function readBaselines(): Map<string, Figure> {
	if (!existsSync(FILE)) return new Map();
	const { figures } = JSON.parse(readFileSync(FILE, 'utf8')) as Baselines;
	return new Map(figures.map((figure) => [nameOf(figure), figure]));
}

/** Keeps `figures` in the place of those of the same name; `conditions` are those of the timings. */
export function saveBaselines(figures: readonly Figure[], conditions?: Conditions): void {
	const kept = JSON.parse(readFileSync(FILE, 'utf8')) as Baselines;
	const byName = new Map([...kept.figures, ...figures].map((figure) => [nameOf(figure), figure]));
	const baselines = { conditions: conditions ?? kept.conditions, figures: [...byName.values()] };
	writeFileSync(FILE, `${JSON.stringify(baselines, null, '\t')}\n`);
}
