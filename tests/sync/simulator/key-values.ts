// idb-keyval as the engine imports it, in the browser of whoever runs. It keeps one connection for a whole process; here
// one process is many phones.
import { browserHere, turn } from './browser.ts';

export async function get<T>(key: string): Promise<T | undefined> {
	await turn();
	return browserHere()?.values.get(key) as T | undefined;
}

export async function set(key: string, value: unknown): Promise<void> {
	await turn();
	browserHere()?.values.set(key, value);
}

export async function del(key: string): Promise<void> {
	await turn();
	browserHere()?.values.delete(key);
}

export async function update<T>(key: string, change: (before: T | undefined) => T): Promise<void> {
	await turn();
	browserHere()?.values.set(key, change(browserHere()?.values.get(key) as T | undefined));
}

export async function clear(): Promise<void> {
	await turn();
	browserHere()?.values.clear();
}
