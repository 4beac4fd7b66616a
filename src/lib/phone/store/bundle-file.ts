// A bundle as a file that people send each other. Text, by name and kind: it is what phones let through when sharing.
import type { Day } from '#domain/calendar.ts';
import type { Bundle } from '#protocol/bundle.ts';

/** `part`: of several that are saved at once. */
export function fileOf(bundle: Bundle, day: Day, part = 0): File {
	const name = `tung-nha-${day}${part === 0 ? '' : `-${part + 1}`}.txt`;
	return new File([JSON.stringify(bundle)], name, { type: 'text/plain' });
}

/** The browser's own way of saving; it asks where, or puts it among the downloads. */
export function saveFile(file: File): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = file.name;
	link.click();
	// Firefox reads the address after the click.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export const mayShare = (files: File[]): boolean => globalThis.navigator.canShare?.({ files }) === true;

/** False when the person changed their mind, or no app would take it. */
export async function shareFiles(files: File[]): Promise<boolean> {
	try {
		await navigator.share({ files });
		return true;
	} catch {
		return false;
	}
}
