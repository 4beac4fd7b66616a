// A bundle as a file that people send each other. Text, by name and kind: it is what phones let through when sharing.
import type { Day } from '#domain/calendar.ts';
import type { Bundle } from '#protocol/bundle.ts';

/** `part`: of several that are saved at once. */
export function fileOf(bundle: Bundle, day: Day, part = 0): File {
	const name = `tung-nha-${day}${part === 0 ? '' : `-${part + 1}`}.txt`;
	return new File([JSON.stringify(bundle)], name, { type: 'text/plain' });
}
