import { describe, expect, it } from 'vitest';
import { browserStorage } from './browser-storage.ts';

const storageWith = (given: Partial<StorageManager>): StorageManager => given as StorageManager;

describe('[LS9] the browser’s storage', () => {
	it('says what is used, what is free, and whether it is kept', async () => {
		const storage = storageWith({
			persisted: () => Promise.resolve(true),
			estimate: () => Promise.resolve({ usage: 3_000_000, quota: 90_000_000 })
		});
		expect(await browserStorage(storage)).toEqual({
			isKept: true,
			usedBytes: 3_000_000,
			freeBytes: 87_000_000
		});
	});

	it('says "unknown", not zero, where the browser does not tell', async () => {
		const nothing = { isKept: undefined, usedBytes: undefined, freeBytes: undefined };
		expect(await browserStorage(undefined)).toEqual(nothing);
		const refusing = storageWith({ persisted: () => Promise.reject(new TypeError('private mode')) });
		expect(await browserStorage(refusing)).toEqual(nothing);
	});
});
