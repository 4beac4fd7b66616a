// How a file leaves the phone: by the apps that take it, or saved.

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
