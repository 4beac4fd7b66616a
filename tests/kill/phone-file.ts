// A phone's IndexedDB, read with plain IndexedDB: what was typed is sealed, numbers and times are not.

export interface PhoneFile {
	/** Numbers of what waits, and of what was confirmed and is kept until a backup has it. */
	outbox: number[];
	journal: number[];
	/** Ops ever recorded here, as the phone counts them. */
	recorded: number;
	device: number;
}

/** Runs in this process and, as it stands, inside a page: it uses nothing from outside itself. */
export async function readPhoneFile(name: string): Promise<PhoneFile> {
	const done = <T>(request: IDBRequest<T>): Promise<T> =>
		new Promise((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error ?? new Error('unknown'));
		});
	const db = await done(indexedDB.open(name));
	try {
		const read = db.transaction(['outbox', 'journal', 'meta'], 'readonly');
		const [outbox, journal, state] = await Promise.all([
			done(read.objectStore('outbox').getAllKeys()),
			done(read.objectStore('journal').getAllKeys()),
			done<unknown>(read.objectStore('meta').get('state'))
		]);
		const { recorded, device } = (state as { value: { recorded: number; device: number } }).value;
		return { outbox: outbox as number[], journal: journal as number[], recorded, device };
	} finally {
		db.close();
	}
}
