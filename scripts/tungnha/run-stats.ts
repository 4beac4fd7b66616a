// `stats`: how much there is. With `--json` one object on one line and nothing else on stdout.
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { stats } from '#server/operator/stats.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { CommandNamed } from './command-line.ts';
import type { Terminal } from './terminal.ts';

type Stats = Awaited<ReturnType<typeof stats>>;

const labels: Record<keyof Stats, () => string> = {
	communes: m.cli_stats_communes,
	hamlets: m.cli_stats_hamlets,
	households: m.cli_stats_households,
	people: m.cli_stats_people,
	answers: m.cli_stats_answers,
	visits: m.cli_stats_visits,
	devices: m.cli_stats_devices,
	parked: m.cli_stats_parked,
	conflicts: m.cli_stats_conflicts
};

export async function runStats(
	{ options }: CommandNamed<'stats'>,
	storage: Storage,
	terminal: Terminal
): Promise<void> {
	const counts = await stats(storage);
	if (options.json === true) return terminal.say(JSON.stringify(counts));
	for (const [key, label] of Object.entries(labels) as [keyof Stats, () => string][]) {
		terminal.say(`${label()}: ${formatNumber(counts[key])}`);
	}
}
