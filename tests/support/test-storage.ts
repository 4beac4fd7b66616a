// The browser's localStorage, and a browser that refuses it.

export function makeStorage(): () => Storage {
	const kept = new Map<string, string>();
	const storage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
	return () => storage as Storage;
}

export const refusedStorage = (): Storage => {
	throw new DOMException('cookies are blocked', 'SecurityError');
};
