// `doctor`: looks at everything that is kept, and says what is wrong and what to do.
// `doctor --accept-clock`: after a long rest, or a clock set right, the server believes its clock again.
import { formatDay, formatNumber, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { dayOf } from '#domain/calendar.ts';
import { acceptClock } from '#server/operator/accept-clock.ts';
import { examine, type Finding, type FindingKind } from '#server/operator/examine.ts';
import type { Storage } from '#server/storage/storage.ts';
import { serverTimeOf } from '#server/sync/server-clock.ts';
import { ClearError } from './clear-error.ts';
import type { CommandNamed } from './command-line.ts';
import type { Terminal } from './terminal.ts';

export async function runDoctor(
	{ options }: CommandNamed<'doctor'>,
	storage: Storage,
	terminal: Terminal,
	now: number
): Promise<void> {
	const words = { time: formatTime(now), day: formatDay(dayOf(now)) };
	if (options['accept-clock'] === true) {
		await acceptClock(storage, now);
		return terminal.say(m.cli_clock_accepted(words));
	}
	const highest = await storage.read((tx) => tx.meta('highestTime'));
	const isClockBad = serverTimeOf(highest, now).clock === 'bad';
	const usage = 'npm run tungnha -- doctor --accept-clock';
	const clock = isClockBad ? [m.cli_doctor_clock(words), m.cli_doctor_usage({ usage })] : [];
	const wrong = [...clock, ...findingLines(await examine(storage))];
	if (wrong.length > 0) throw new ClearError(wrong.join('\n'));
	terminal.say(m.cli_doctor_well());
}

const findingTexts: Record<FindingKind, (words: { many: string; some: string }) => string> = {
	damage: m.cli_doctor_damage,
	'beyond-counter': m.cli_doctor_beyond_counter,
	'number-twice': m.cli_doctor_number_twice,
	receipts: m.cli_doctor_receipts,
	identity: m.cli_doctor_identity,
	parked: m.cli_doctor_parked,
	parent: m.cli_doctor_parent,
	scope: m.cli_doctor_scope,
	marks: m.cli_doctor_marks
};

/** One sentence for each kind of fault, and what to do about them all. */
export function findingLines(findings: readonly Finding[]): string[] {
	if (findings.length === 0) return [];
	const lines = findings.map(({ kind, many, some }) =>
		findingTexts[kind]({ many: formatNumber(many), some: some.join(', ') })
	);
	const isDamaged = findings.some(({ kind }) => kind === 'damage');
	const usage = 'npm run tungnha -- restore FILE';
	return [...lines, isDamaged ? m.cli_doctor_restore({ usage }) : m.cli_doctor_report()];
}
