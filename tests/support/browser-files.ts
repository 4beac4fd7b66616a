// The browser's own file system as far as the pages read it: one folder, files by name.
export function browserFiles(files: Map<string, string>): Pick<StorageManager, 'getDirectory'> {
	const folder = {
		getDirectoryHandle: async () => folder,
		getFileHandle: async (name: string) => {
			const text = files.get(name);
			if (text === undefined) throw new DOMException(name, 'NotFoundError');
			return { getFile: async () => new Blob([text]) };
		},
		removeEntry: async (name: string) => void files.delete(name),
		keys: async function* () {
			yield* [...files.keys()];
		}
	};
	return { getDirectory: async () => folder as unknown as FileSystemDirectoryHandle };
}
