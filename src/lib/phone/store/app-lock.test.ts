import { expect, test } from 'vitest';
import { holdAppLock } from './app-lock.ts';

/** The browser's lock manager as far as it is used: one holder per name, which may be robbed. */
function testLocks(): Pick<LockManager, 'request'> {
	const held = new Map<string, { rob: () => void }>();
	const request = (name: string, options: LockOptions, hold: (lock: Lock | null) => unknown) => {
		const holder = held.get(name);
		if (holder !== undefined && options.ifAvailable === true) return Promise.resolve(hold(null));
		holder?.rob();
		return new Promise((resolve, reject) => {
			const mine = { rob: () => reject(new DOMException('stolen', 'AbortError')) };
			held.set(name, mine);
			void Promise.resolve(hold({ name, mode: 'exclusive' })).then((value) => {
				if (held.get(name) === mine) held.delete(name);
				resolve(value);
			});
		});
	};
	return { request: request as LockManager['request'] };
}

test('[LS3] one page of a member is active; another may take over, and the first is told', async () => {
	const locks = testLocks();
	const told: string[] = [];
	const page = (name: string, steal = false, member = 'm1') =>
		holdAppLock(member as never, { steal, onStolen: () => told.push(name), locks });

	expect(await page('first')).toBeTypeOf('function');
	expect(await page('second')).toBeUndefined();
	expect(await page('of another member', false, 'm2')).toBeTypeOf('function');
	const release = await page('second', true);
	await Promise.resolve();
	expect(told).toEqual(['first']);
	release?.();
	await new Promise((resolve) => setTimeout(resolve, 0));
	expect(await page('third')).toBeTypeOf('function');
	expect(told).toEqual(['first']);
});

test('a browser that refuses locks is told, not waited for', async () => {
	const locks = { request: () => Promise.reject(new Error('denied')) } as unknown as LockManager;
	await expect(holdAppLock('m1' as never, { steal: false, onStolen: () => {}, locks })).rejects.toThrow(
		'denied'
	);
});
