// `doctor --accept-clock`: after a long rest, or a clock set right, the server believes its clock again.
import { formatDay, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { dayOf } from '#domain/calendar.ts';
import { acceptClock } from '#server/operator/accept-clock.ts';
import type { Storage } from '#server/storage/storage.ts';
import { ClearError } from './clear-error.ts';
import type { CommandNamed } from './command-line.ts';
import type { Terminal } from './terminal.ts';

export async function runDoctor(
	{ options }: CommandNamed<'doctor'>,
	storage: Storage,
	terminal: Terminal,
	now: number
): Promise<void> {
	if (options['accept-clock'] !== true) {
		throw new ClearError(m.cli_doctor_usage({ usage: 'npm run tungnha -- doctor --accept-clock' }));
	}
	await acceptClock(storage, now);
	terminal.say(m.cli_clock_accepted({ time: formatTime(now), day: formatDay(dayOf(now)) }));
}
