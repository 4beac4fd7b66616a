import { describe, expect, test } from 'vitest';
import { PaperMirror } from '../../../../tests/support/paper-mirror.ts';
import { enrolledPhone, pushed, tap, type TestPhone } from '../../../../tests/support/test-phone.ts';
import { plainSealer } from '#phone/vault/sealer.ts';
import { bringBack } from './bring-back.ts';
import { mendOps } from './mend-ops.ts';
import type { MirrorCopy } from './mirror-lines.ts';

const copyOf = (mirror: PaperMirror): MirrorCopy => {
	if (mirror.copy === undefined) throw new Error('nothing was written');
	return mirror.copy;
};

async function withMirror(): Promise<{ phone: TestPhone; mirror: PaperMirror }> {
	const mirror = new PaperMirror();
	return { phone: await enrolledPhone({ mirror }), mirror };
}

/** The database as it was before: what a browser gives back that lost the end of its log. */
async function rolledBack(phone: TestPhone, kept: number): Promise<void> {
	await phone.db.outbox.where('n').above(kept).delete();
	const state = (await phone.db.meta.get('state'))?.value as { recorded: number };
	await phone.db.meta.put({ key: 'state', value: { ...state, recorded: kept } });
}

describe('[LS6] what every tap leaves in the second copy', () => {
	test('the ops of the outbox, as they lie there, told as kept', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2'), tap('p2', 'VN2')]);
		expect(copyOf(mirror).ops.map(({ n }) => n)).toEqual([1, 2]);
		expect(copyOf(mirror).header).toMatchObject({ device: 7, epoch: 'epoch-1' });
		expect(phone.store.status.secondCopy).toBe('kept');
	});

	test('nothing of a tap that was not saved', async () => {
		const { phone, mirror } = await withMirror();
		phone.db.outbox.hook('creating', () => {
			throw new Error('no');
		});
		await expect(phone.store.record([tap('p1', 'VN2')])).rejects.toThrow();
		expect(copyOf(mirror).ops).toEqual([]);
	});

	test('nothing of what was taken back, nothing of what the commune has', async () => {
		const { phone, mirror } = await withMirror();
		const ops = await phone.store.record([tap('p1', 'VN2')]);
		await phone.store.takeBack(ops);
		expect(copyOf(mirror).ops).toEqual([]);
		await phone.store.record([tap('p1', 'MM')]);
		await pushed(phone);
		expect(copyOf(mirror).ops).toEqual([]);
	});

	test('all of it under the new number after a re-key', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2')]);
		await phone.store.reKey(7, { device: 12, epoch: 'epoch-1', now: 20_000 });
		expect(copyOf(mirror)).toMatchObject({ header: { device: 12 }, ops: [{ n: 1, o: { d: 7, n: 1 } }] });
	});

	test('a phone without room for it goes on, says so, and catches up', async () => {
		const { phone, mirror } = await withMirror();
		mirror.isFull = true;
		await phone.store.record([tap('p1', 'VN2')]);
		expect(phone.store.status).toMatchObject({ secondCopy: 'behind', unsentOps: 1 });
		mirror.isFull = false;
		await phone.store.record([tap('p1', 'MM')]);
		expect(copyOf(mirror).ops.map(({ n }) => n)).toEqual([1, 2]);
		expect(phone.store.status.secondCopy).toBe('kept');
	});

	test('a browser that has none goes on, and says so', async () => {
		const phone = await enrolledPhone();
		await phone.store.record([tap('p1', 'VN2')]);
		expect(phone.store.status).toMatchObject({ secondCopy: 'missing', unsentOps: 1 });
	});
});

describe('[LS6] a database that lost its end gets it back from the second copy', () => {
	test('into the outbox and the view, under the identity it had', async () => {
		const { phone, mirror } = await withMirror();
		for (const item of ['VN2', 'MM', 'SK']) await phone.store.record([tap('p1', item)]);
		const copy = copyOf(mirror);
		await rolledBack(phone, 1);
		expect(await bringBack(phone.db, copy)).toBe(2);
		const again = await phone.restarted();
		expect(Object.keys(again.store.view.answersOf('p1' as never)).sort()).toEqual(['MM', 'SK', 'VN2']);
		expect(again.store.status).toMatchObject({ recorded: 3, unsentOps: 3 });
		const { ops } = await again.store.takeBatch(10);
		expect(ops.map(({ n, o }) => ({ n, o }))).toEqual([
			{ n: 1, o: undefined },
			{ n: 2, o: { d: 7, n: 2 } },
			{ n: 3, o: { d: 7, n: 3 } }
		]);
	});

	test('but not what was taken back before the copy heard of it', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2')]);
		const ops = await phone.store.record([tap('p1', 'MM')]);
		const copy = copyOf(mirror);
		await phone.store.takeBack(ops);
		expect(await bringBack(phone.db, copy)).toBe(0);
		expect(await phone.store.mustReKey()).toBe(false);
		const again = await phone.restarted();
		expect(Object.keys(again.store.view.answersOf('p1' as never))).toEqual(['VN2']);
		expect(again.store.status).toMatchObject({ recorded: 1, unsentOps: 1 });
	});

	test('[RS1] and takes a new device number before it sends anything, once', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2')]);
		const copy = copyOf(mirror);
		await rolledBack(phone, 0);
		await bringBack(phone.db, copy);
		expect(await phone.store.mustReKey()).toBe(true);
		await phone.store.reKey(7, { device: 12, epoch: 'epoch-1', now: 20_000 });
		expect(await phone.store.mustReKey()).toBe(false);
		const { ops } = await phone.store.takeBatch(10);
		expect(ops).toMatchObject([{ n: 1, o: { d: 7, n: 1 } }]);
	});

	test('a second time brings nothing', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2')]);
		const copy = copyOf(mirror);
		expect(await bringBack(phone.db, copy)).toBe(0);
		expect(await phone.store.mustReKey()).toBe(false);
		await rolledBack(phone, 0);
		expect(await bringBack(phone.db, copy)).toBe(1);
		expect(await bringBack(phone.db, copy)).toBe(0);
	});

	test('what the commune has confirmed, and what a re-key numbered anew, is known', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2')]);
		const before = copyOf(mirror);
		await pushed(phone);
		expect(await bringBack(phone.db, before)).toBe(0);
		await phone.store.reKey(7, { device: 12, epoch: 'epoch-1', now: 20_000 });
		expect(await bringBack(phone.db, before)).toBe(0);
		expect(phone.store.status.recorded).toBe(1);
	});

	test('what was confirmed under the new number is known too, of an erased row that the journal keeps nothing of', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2')]);
		await phone.store.reKey(7, { device: 12, epoch: 'epoch-1', now: 20_000 });
		const before = copyOf(mirror);
		expect(await pushed(phone, { results: [{ n: 1, r: 'erased' }] })).toBe(true);
		expect(await bringBack(phone.db, before)).toBe(0);
		expect(await phone.store.mustReKey()).toBe(false);
	});

	test('[RS1] a copy under a later number than the database has says that the database is an old one', async () => {
		const { phone, mirror } = await withMirror();
		const { header } = copyOf(mirror);
		await bringBack(phone.db, { header: { ...header, device: 12 }, generation: 1, ops: [] });
		expect(await phone.store.mustReKey()).toBe(true);
	});
});

describe('[LS6] an op that was damaged in the database is put right from the second copy', () => {
	const damaged = new Uint8Array([1, 2, 3]);

	test('before it is read, and goes out whole', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2')]);
		await phone.store.record([tap('p1', 'MM')]);
		const copy = copyOf(mirror);
		await phone.db.outbox.update(1, { sealed: damaged });
		expect(await mendOps(phone.db, copy, plainSealer)).toBe(1);
		expect(await mendOps(phone.db, copy, plainSealer)).toBe(0);
		const again = await phone.restarted();
		expect(Object.keys(again.store.view.answersOf('p1' as never)).sort()).toEqual(['MM', 'VN2']);
		expect((await again.store.takeBatch(10)).ops).toMatchObject([{ n: 1, id: 'p1' }, { n: 2 }]);
	});

	test('also when it was numbered anew meanwhile; one that the copy does not have whole stays as it is', async () => {
		const { phone, mirror } = await withMirror();
		await phone.store.record([tap('p1', 'VN2')]);
		const copy = copyOf(mirror);
		await phone.store.reKey(7, { device: 12, epoch: 'epoch-1', now: 20_000 });
		await phone.db.outbox.update(1, { sealed: damaged });
		const worse = { ...copy, ops: copy.ops.map((op) => ({ ...op, s: 'AA' })) };
		expect(await mendOps(phone.db, worse, plainSealer)).toBe(0);
		expect(await mendOps(phone.db, copy, plainSealer)).toBe(1);
	});
});
