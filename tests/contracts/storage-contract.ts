// What every storage back end owes (sync-spec ST4): the promises of server/storage/storage.ts, each as a test.
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import { openSqlite } from '#server/storage/sqlite/open-sqlite.ts';
import {
	type Device,
	type Grant,
	type ReadTransaction,
	type Storage,
	StorageBusy,
	type StoredParkedOp,
	type StoredRow
} from '#server/storage/storage.ts';
import { makeFolder } from '../support/test-commune.ts';

const XA = 'xa-1' as CommuneId;
const OTHER = 'xa-2' as CommuneId;
const HOA = 'hoa' as MemberId;

const row = (id: string, given: Partial<StoredRow> = {}): StoredRow => ({
	c: 'people',
	id,
	s: 'h:h1',
	rv: 1,
	seq: 1,
	f: { name: 'Lê Thị Hà', birth: { year: 1980 } },
	fm: { name: { frv: 1, te: 5, dev: 2 } },
	...given
});

const newDevice: Omit<Device, 'device'> = {
	member: HOA,
	kind: 'phone',
	createdAt: 1,
	lastN: 0,
	lastTe: 0,
	lastContactAt: 1,
	app: '',
	unsent: 0,
	former: [],
	backedUpN: 0
};

/** `openEmpty` opens a database nobody has used; it is closed by whoever opened it. `reopen` opens the last one again. */
export function storageContract(
	name: string,
	openEmpty: () => Promise<Storage>,
	reopen: () => Promise<Storage>
): void {
	describe(`[ST4] ${name}`, () => {
		test('a row comes back as it was put, and a second put replaces it', async () => {
			const storage = await openEmpty();
			await storage.write((tx) => tx.putRows(XA, [row('a'), row('b', { seq: 2 })]));
			await storage.write((tx) =>
				tx.putRows(XA, [row('a', { rv: 2, seq: 3, f: { name: 'Lê Hà 😀' }, fm: {} })])
			);
			const found = await storage.read((tx) =>
				tx.rows(
					XA,
					['a', 'b', 'none'].map((id) => ({ c: 'people', id }))
				)
			);
			expect(found.sort((one, two) => one.id.localeCompare(two.id))).toEqual([
				row('a', { rv: 2, seq: 3, f: { name: 'Lê Hà 😀' }, fm: {} }),
				row('b', { seq: 2 })
			]);
		});

		test('a thousand rows go in and out at once', async () => {
			const storage = await openEmpty();
			const rows = Array.from({ length: 1_000 }, (_, index) => row(`p${index}`, { seq: index + 1 }));
			await storage.write((tx) => tx.putRows(XA, rows));
			expect(await storage.read((tx) => tx.rows(XA, rows))).toHaveLength(1_000);
			expect(await storage.read((tx) => tx.rowsOf(XA, 'people'))).toHaveLength(1_000);
		});

		test('one commune never sees another’s rows, devices or counters', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				await tx.addCommune(XA);
				await tx.addCommune(OTHER);
				await tx.putRows(XA, [row('a')]);
				await tx.lockScopes(XA, ['c']);
				await tx.setHead(XA, 'c', 7);
				expect(await tx.addDevice(XA, newDevice)).toBe(1);
				expect(await tx.addDevice(OTHER, newDevice)).toBe(1);
			});
			await storage.read(async (tx) => {
				expect(await tx.communes()).toEqual([XA, OTHER]);
				expect(await tx.rows(OTHER, [{ c: 'people', id: 'a' }])).toEqual([]);
				expect(await tx.heads(OTHER, ['c'])).toEqual(new Map([['c', 0]]));
				expect(await tx.heads(XA, ['c', 'h:h1'])).toEqual(
					new Map([
						['c', 7],
						['h:h1', 0]
					])
				);
			});
		});

		test('when its function throws, nothing of a write transaction stays', async () => {
			const storage = await openEmpty();
			const failing = storage.write(async (tx) => {
				await tx.putRows(XA, [row('a')]);
				await tx.setMeta('epoch', 'e1');
				throw new Error('changed my mind');
			});
			await expect(failing).rejects.toThrow('changed my mind');
			await storage.read(async (tx) => {
				expect(await tx.rows(XA, [{ c: 'people', id: 'a' }])).toEqual([]);
				expect(await tx.meta('epoch')).toBeUndefined();
			});
			await storage.write((tx) => tx.putRows(XA, [row('b')]));
			expect(await storage.read((tx) => tx.rowsOf(XA, 'people'))).toHaveLength(1);
		});

		test('a savepoint takes back its own writes, and the transaction goes on', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				await tx.putRows(XA, [row('a')]);
				const failing = tx.savepoint(async () => {
					await tx.putRows(XA, [row('b', { seq: 2 })]);
					throw new Error('this one only');
				});
				await expect(failing).rejects.toThrow('this one only');
				await tx.savepoint(() => tx.putRows(XA, [row('c', { seq: 2 })]));
			});
			const ids = (await storage.read((tx) => tx.rowsOf(XA, 'people'))).map(({ id }) => id);
			expect(ids).toEqual(['a', 'c']);
		});

		test('a savepoint also takes back what the database itself refused', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				await tx.addCommune(XA);
				await expect(tx.savepoint(() => tx.addCommune(XA))).rejects.not.toBeInstanceOf(StorageBusy);
				await tx.putRows(XA, [row('a')]);
			});
			expect(await storage.read((tx) => tx.communes())).toEqual([XA]);
			expect(await storage.read((tx) => tx.rowsOf(XA, 'people'))).toHaveLength(1);
		});

		test('ids come in the order of their bytes, whatever the language of the machine', async () => {
			const storage = await openEmpty();
			const ids = ['B', 'Z', '_', 'a', 'a-b', 'a.c', 'a:a', 'aB', 'ab', 'd', 'đ'];
			const rows = ids.map((id, index) => row(id, { seq: index + 1 }));
			await storage.write((tx) => tx.putRows(XA, rows.toReversed()));
			const found = (await storage.read((tx) => tx.rowsOf(XA, 'people'))).map(({ id }) => id);
			const inBytes = ids.toSorted((one, two) => Buffer.compare(Buffer.from(one), Buffer.from(two)));
			expect(found).toEqual(inBytes);
		});

		test('[TM3] the highest time seen is never lowered by one who saw less', async () => {
			const storage = await openEmpty();
			const raise = (to: number) => storage.write((tx) => tx.raiseHighestTime(to));
			await raise(900);
			await Promise.all([raise(1_000), raise(999), raise(1_001), raise(998)]);
			expect(await storage.read((tx) => tx.meta('highestTime'))).toBe(1_001);
			await storage.write((tx) => tx.setMeta('highestTime', 5));
			expect(await storage.read((tx) => tx.meta('highestTime'))).toBe(5);
		});

		test('what is set once for all is set by the first who comes', async () => {
			const storage = await openEmpty();
			const add = (epoch: string) => storage.write((tx) => tx.addMeta('epoch', epoch));
			const added = await Promise.all([add('e1'), add('e2')]);
			expect(added.filter(Boolean)).toHaveLength(1);
			expect(await storage.read((tx) => tx.meta('epoch'))).toBe(added[0] ? 'e1' : 'e2');
		});

		test('a copy made while the database is in use is whole, and the original goes on', async () => {
			const storage = await openEmpty();
			const rows = Array.from({ length: 1_200 }, (_, index) => row(`p${index}`, { seq: index + 1 }));
			await storage.write(async (tx) => {
				await tx.addCommune(XA);
				await tx.addDevice(XA, { ...newDevice, former: [7] });
				await tx.putReceipts(XA, 1, [{ n: 1, h: 'x' }]);
				await tx.putRows(XA, rows);
			});
			const file = join(makeFolder(), 'copy.sqlite');
			await Promise.all([storage.backup(file), storage.write((tx) => tx.setMeta('epoch', 'e1'))]);
			const copy = await openSqlite(file);
			onTestFinished(() => copy.close());
			for (const ask of [
				(tx: ReadTransaction) => tx.rowsOf(XA, 'people'),
				(tx: ReadTransaction) => tx.devices(XA, [1]),
				(tx: ReadTransaction) => tx.receipts(XA, 1, 1, 1)
			]) {
				const copied = await copy.read<unknown[]>(ask);
				expect(copied.length).toBeGreaterThan(0);
				expect(copied).toEqual(await storage.read<unknown[]>(ask));
			}
			expect(await storage.read((tx) => tx.meta('epoch'))).toBe('e1');
		});

		test('[ST3] what was written is there when the database is opened again', async () => {
			const storage = await openEmpty();
			await storage.write((tx) => tx.putRows(XA, [row('a')]));
			await storage.close();
			const again = await reopen();
			expect(await again.read((tx) => tx.rowsOf(XA, 'people'))).toEqual([row('a')]);
		});

		test('a read transaction sees one moment, whatever is written meanwhile', async () => {
			const storage = await openEmpty();
			await storage.write((tx) => tx.putRows(XA, [row('a')]));
			const [before, after] = await storage.read(async (tx) => {
				const first = await tx.rowsOf(XA, 'people');
				await storage.write((other) => other.putRows(XA, [row('b', { seq: 2 })]));
				return [first.length, (await tx.rowsOf(XA, 'people')).length];
			});
			expect([before, after]).toEqual([1, 1]);
			expect(await storage.read((tx) => tx.rowsOf(XA, 'people'))).toHaveLength(2);
		});

		test('[ST3] writers that come together do not lose each other’s work', async () => {
			const storage = await openEmpty();
			await storage.write((tx) => tx.lockScopes(XA, ['c']));
			const raise = (): Promise<void> =>
				storage.write(async (tx) => {
					const head = (await tx.lockScopes(XA, ['c'])).get('c') ?? 0;
					await Promise.resolve();
					await tx.setHead(XA, 'c', head + 1);
				});
			await Promise.all(Array.from({ length: 20 }, raise));
			expect(await storage.read((tx) => tx.heads(XA, ['c']))).toEqual(new Map([['c', 20]]));
		});

		test('[ST1] locking reads the counters, and a scope nobody has written to begins at 0', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				expect([...(await tx.lockScopes(XA, ['h:h2', 'c', 'c']))]).toEqual([
					['c', 0],
					['h:h2', 0]
				]);
				await tx.setHead(XA, 'c', 3);
				expect([...(await tx.lockScopes(XA, ['c']))]).toEqual([['c', 3]]);
			});
		});

		test('children are found under the parent their row names, and no longer under one it named before', async () => {
			const storage = await openEmpty();
			const f = (household: string) => ({ household, name: 'Lê Thị Hà' });
			await storage.write(async (tx) => {
				await tx.putRows(XA, [
					row('a', { f: f('one') }),
					row('b', { f: f('one'), seq: 2 }),
					row('c', { f: f('two'), seq: 3 }),
					row('one', { c: 'householdAnswers', f: {}, seq: 4 }),
					row('5.1.name', { c: 'conflicts', f: { in: 'people', row: 'a' }, seq: 5 }),
					row('m', { c: 'members', s: 'c', f: {} })
				]);
				await tx.putRows(OTHER, [row('elsewhere', { f: f('one') })]);
				await tx.putRows(XA, [row('b', { f: f('two'), seq: 6 })]);
			});
			const idsUnder = async (c: StoredRow['c'], ...parents: string[]): Promise<string[]> =>
				(await storage.read((tx) => tx.childrenOf(XA, c, parents))).map(({ id }) => id).sort();
			expect(await idsUnder('people', 'one')).toEqual(['a']);
			expect(await idsUnder('people', 'two')).toEqual(['b', 'c']);
			expect(await idsUnder('people', 'one', 'two', 'none')).toEqual(['a', 'b', 'c']);
			expect(await idsUnder('householdAnswers', 'one')).toEqual(['one']);
			expect(await idsUnder('conflicts', 'a')).toEqual(['5.1.name']);
			expect(await idsUnder('people')).toEqual([]);
		});

		test('rows that are deleted are gone, in their commune only', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				await tx.putRows(XA, [row('a'), row('b', { seq: 2 }), row('a', { c: 'visits', seq: 3 })]);
				await tx.putRows(OTHER, [row('a')]);
				await tx.deleteRows(XA, [
					{ c: 'people', id: 'a' },
					{ c: 'people', id: 'none' }
				]);
			});
			await storage.read(async (tx) => {
				expect((await tx.rowsOf(XA, 'people')).map(({ id }) => id)).toEqual(['b']);
				expect(await tx.rowsOf(XA, 'visits')).toHaveLength(1);
				expect(await tx.rowsOf(OTHER, 'people')).toHaveLength(1);
			});
		});

		test('[PS4] every departure of a row is known, with its time, and whether it was erased', async () => {
			const storage = await openEmpty();
			const moved = { s: 'h:h1', seq: 3, c: 'people', id: 'a', rv: 2, at: 9 } as const;
			const erased = { ...moved, s: 'h:h2', rv: 3, at: 12, erased: true } as const;
			await storage.write((tx) => tx.putDepartures(XA, [moved, erased, { ...moved, seq: 4, id: 'b' }]));
			await storage.read(async (tx) => {
				const known = await tx.departuresOf(XA, [
					{ c: 'people', id: 'a' },
					{ c: 'visits', id: 'a' }
				]);
				expect(known.sort((one, two) => one.at - two.at)).toEqual([moved, erased]);
				expect((await tx.changes(XA, 'h:h2', 0, 9, 5)).out).toEqual([
					{ c: 'people', id: 'a', rv: 3, seq: 3, erased: true }
				]);
			});
		});

		test('[PS4] what a member held stays, and a second line of one time replaces the first', async () => {
			const storage = await openEmpty();
			const lost: Grant = { member: HOA, s: 'h:h1', from: 1, until: 5 };
			const held: Grant = { member: HOA, s: '*', from: 5 };
			await storage.write(async (tx) => {
				await tx.putGrants(XA, [{ member: HOA, s: 'h:h1', from: 1 }, held]);
				await tx.putGrants(XA, [lost]);
				await tx.putGrants(OTHER, [{ ...lost, s: 'h:h9' }]);
			});
			const grants = await storage.read((tx) => tx.grants(XA, HOA));
			expect(grants.sort((one, two) => one.from - two.from)).toEqual([lost, held]);
			expect(await storage.read((tx) => tx.grants(XA, 'nobody' as MemberId))).toEqual([]);
		});

		test('rows of a collection come in parts, by id', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				await tx.putRows(
					XA,
					['c', 'a', 'b'].map((id, at) => row(id, { seq: at + 1 }))
				);
				await tx.putRows(OTHER, [row('d')]);
			});
			await storage.read(async (tx) => {
				const part = async (after: string) =>
					(await tx.rowsAfter(XA, 'people', after, 2)).map(({ id }) => id);
				expect([await part(''), await part('b'), await part('c')]).toEqual([['a', 'b'], ['c'], []]);
			});
		});

		test('[PS3] parked ops wait, oldest first, until somebody settles them', async () => {
			const storage = await openEmpty();
			const op = (id: string, at: number, label?: string): StoredParkedOp => ({
				id,
				member: HOA,
				raw: '{"n":1}',
				code: 'scope',
				at,
				state: 'waiting',
				...(label === undefined ? {} : { label })
			});
			await storage.write(async (tx) => {
				await tx.putParkedOps(XA, [op('4.2', 9), op('4.1', 7, 'Nhà bà Hà'), op('5.1', 8)]);
				await tx.settleParkedOp(XA, '5.1', 'replayed');
			});
			await storage.read(async (tx) => {
				expect(await tx.waitingParkedOps(XA)).toEqual([op('4.1', 7, 'Nhà bà Hà'), op('4.2', 9)]);
				expect(await tx.parkedOp(XA, '5.1')).toEqual({ ...op('5.1', 8), state: 'replayed' });
				expect(await tx.parkedOp(OTHER, '5.1')).toBeUndefined();
				const part = async (after: string) => (await tx.parkedOpsAfter(XA, after, 2)).map(({ id }) => id);
				expect([await part(''), await part('4.2'), await part('5.1')]).toEqual([['4.1', '4.2'], ['5.1'], []]);
				expect(await tx.parkedOpsAfter(OTHER, '', 2)).toEqual([]);
			});
		});

		test('[PL1] changes come by seq, rows and departures as one sequence, and no more than the limit', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				await tx.putRows(
					XA,
					[1, 2, 4, 6].map((seq) => row(`p${seq}`, { seq }))
				);
				await tx.putRows(XA, [row('elsewhere', { s: 'h:h2', seq: 3 })]);
				await tx.putDepartures(XA, [{ s: 'h:h1', seq: 3, c: 'people', id: 'gone', rv: 4, at: 9 }]);
			});
			await storage.read(async (tx) => {
				const some = await tx.changes(XA, 'h:h1', 1, 6, 2);
				expect(some.rows.map(({ seq }) => seq)).toEqual([2]);
				expect(some.out).toEqual([{ c: 'people', id: 'gone', rv: 4, seq: 3 }]);
				const rest = await tx.changes(XA, 'h:h1', 3, 5, 10);
				expect(rest).toEqual({ rows: [{ c: 'people', id: 'p4', rv: 1, seq: 4, f: row('').f }], out: [] });
			});
		});

		test('device numbers count up in their commune, and a device keeps what was put', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				await tx.addCommune(XA);
				expect([await tx.addDevice(XA, newDevice), await tx.addDevice(XA, newDevice)]).toEqual([1, 2]);
				const device: Device = {
					...newDevice,
					device: 2,
					lastN: 9,
					lastTe: 8,
					unsent: 7,
					former: [1],
					revokedAt: 6,
					outboxKey: '{"kty":"oct"}',
					wipedAt: 7
				};
				await tx.putDevice(XA, device);
				expect(await tx.lockDevice(XA, 2)).toEqual(device);
				expect(await tx.lockDevice(XA, 3)).toBeUndefined();
				expect(await tx.devices(XA, [1, 2, 3])).toHaveLength(2);
				await tx.addDevice(XA, { ...newDevice, kind: 'import' });
				expect((await tx.phones(XA)).map((phone) => phone.device)).toEqual([1, 2]);
				expect(await tx.phones(OTHER)).toEqual([]);
				expect((await tx.devicesOf(XA, HOA)).map((one) => one.device)).toEqual([1, 2, 3]);
				expect(await tx.devicesOf(XA, 'lan' as MemberId)).toEqual([]);
				expect([await tx.lastDevice(XA), await tx.lastDevice(OTHER)]).toEqual([3, 0]);
				await tx.setLastDevice(XA, 100);
				expect(await tx.addDevice(XA, newDevice)).toBe(101);
			});
		});

		test('receipts and identities are found by their numbers', async () => {
			const storage = await openEmpty();
			const parked = { n: 2, r: 'parked', code: 'shape' } as const;
			await storage.write(async (tx) => {
				await tx.putReceipts(XA, 4, [
					{ n: 1, h: 'x' },
					{ n: 2, h: 'y', result: parked },
					{ n: 3, h: 'z' }
				]);
				await tx.putIdentities(XA, [{ originDevice: 4, originN: 2, h: 'y', result: parked }]);
			});
			await storage.read(async (tx) => {
				expect(await tx.receipts(XA, 4, 2, 3)).toEqual([
					{ n: 2, h: 'y', result: parked },
					{ n: 3, h: 'z' }
				]);
				const asked = [
					{ originDevice: 4, originN: 2, h: 'y' },
					{ originDevice: 4, originN: 9, h: 'y' }
				];
				expect(await tx.identities(XA, asked)).toEqual([{ ...asked[0], result: parked }]);
			});
		});

		test('an invite is found by either code and used once, however many try', async () => {
			const storage = await openEmpty();
			const invite = {
				codeHash: 'link',
				digitsHash: 'digits',
				member: HOA,
				invitedBy: 'Bác Tâm',
				expiresAt: 9
			};
			await storage.write((tx) => tx.putInvite(XA, invite));
			expect(await storage.read((tx) => tx.invite('digits'))).toEqual({ ...invite, commune: XA });
			const tries = [3, 4, 5].map((at) => storage.write((tx) => tx.useInvite(XA, 'link', at, `by ${at}`)));
			expect((await Promise.all(tries)).filter((used) => used)).toHaveLength(1);
			await storage.write((tx) => tx.setInviteDevice(XA, 'link', 7));
			const used = { usedAt: 3, usedBy: 'by 3', device: 7 };
			expect(await storage.read((tx) => tx.invite('link'))).toEqual({ ...invite, ...used, commune: XA });
			expect(await storage.read((tx) => tx.invite('none'))).toBeUndefined();
		});

		test('a member’s unused invites are taken back, and nobody else’s', async () => {
			const storage = await openEmpty();
			const invite = { member: HOA, invitedBy: '', expiresAt: 9 };
			const left = await storage.write(async (tx) => {
				await tx.putInvite(XA, { ...invite, codeHash: 'unused', digitsHash: '1' });
				await tx.putInvite(XA, { ...invite, codeHash: 'used', digitsHash: '2', usedAt: 3, usedBy: 'by' });
				await tx.putInvite(XA, { ...invite, codeHash: 'other', digitsHash: '3', member: 'lan' as MemberId });
				await tx.dropUnusedInvites(XA, HOA);
				return Promise.all(['unused', 'used', 'other'].map((code) => tx.invite(code)));
			});
			expect(left.map((one) => one?.codeHash)).toEqual([undefined, 'used', 'other']);
		});

		test('a session is found by its token’s hash, and putting it again prolongs it', async () => {
			const storage = await openEmpty();
			const session = { tokenHash: 't', device: 2, member: HOA, expiresAt: 5 };
			await storage.write((tx) => tx.putSession(XA, session));
			await storage.write((tx) => tx.putSession(XA, { ...session, device: 3, expiresAt: 8 }));
			expect(await storage.read((tx) => tx.session('t'))).toEqual({
				...session,
				device: 3,
				expiresAt: 8,
				commune: XA
			});
		});

		test('ending the sessions of a device leaves those of others', async () => {
			const storage = await openEmpty();
			const put = (commune: CommuneId, tokenHash: string, device: number): Promise<void> =>
				storage.write((tx) => tx.putSession(commune, { tokenHash, device, member: HOA, expiresAt: 5 }));
			await put(XA, 'a', 2);
			await put(XA, 'b', 2);
			await put(XA, 'c', 3);
			await put(OTHER, 'd', 2);
			await storage.write((tx) => tx.endSessions(XA, 2));
			const left = ['a', 'b', 'c', 'd'].map((token) => storage.read((tx) => tx.session(token)));
			expect((await Promise.all(left)).map((session) => session?.tokenHash)).toEqual([
				undefined,
				undefined,
				'c',
				'd'
			]);
		});

		test('counts go over all communes, and imports are no phones', async () => {
			const storage = await openEmpty();
			await storage.write(async (tx) => {
				await tx.addCommune(XA);
				await tx.addDevice(XA, newDevice);
				await tx.addDevice(XA, { ...newDevice, kind: 'import' });
				await tx.putRows(XA, [row('a')]);
				await tx.putRows(OTHER, [row('a'), row('v', { c: 'visits', seq: 2 })]);
				await tx.audit(XA, 1, 'hoa', 'signed in');
			});
			expect(await storage.read((tx) => tx.counts())).toEqual({ rows: { people: 2, visits: 1 }, phones: 1 });
		});

		test('after closing, reading and writing fail instead of waiting', async () => {
			const storage = await openEmpty();
			await storage.close();
			await expect(storage.read((tx) => tx.communes())).rejects.toThrow();
			await expect(storage.write((tx) => tx.addCommune(XA))).rejects.toThrow();
		});

		test('a fault of the work stays itself, and is not taken for a busy database', async () => {
			const storage = await openEmpty();
			await storage.write((tx) => tx.addCommune(XA));
			await expect(storage.write((tx) => tx.addCommune(XA))).rejects.not.toBeInstanceOf(StorageBusy);
		});
	});
}
