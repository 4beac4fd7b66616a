import 'fake-indexeddb/auto';
import { clear } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tap } from '../../../../../tests/support/test-phone.ts';
import { askServer } from '../ask-server.ts';
import { openDatabase } from '../database.ts';
import { currentMember, rememberMember, switchTo } from '../members-here.ts';
import { PhoneSession } from '../phone-session.svelte.ts';
import { PRACTICE } from './practice-member.ts';
import { startPractising, stopPractising } from './practising.ts';

const HOA = { member: 'm1' as never, name: 'Hoa', roles: ['volunteer' as const] };

const pages: PhoneSession[] = [];
async function page(): Promise<PhoneSession> {
	const session = new PhoneSession();
	pages.push(session);
	await session.start();
	return session;
}

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);
const households = (session: PhoneSession) => session.store?.view.all('households').length;

beforeEach(() => clear());
afterEach(async () => {
	vi.unstubAllGlobals();
	for (const session of pages.splice(0)) session.close();
	await openDatabase(PRACTICE).delete();
});

test('[F8] practises before anybody has signed in, in a database of its own, and hands in nothing', async () => {
	await startPractising();
	const session = await page();
	expect(session.state).toBe('active');
	expect(session.store?.isPractice).toBe(true);
	expect(households(session)).toBe(12);
	expect(session.store?.me).toMatchObject({ name: 'Người Đang Tập', roles: ['volunteer'] });
	expect(await databases()).toContain('tung-nha-practice');
	expect(await session.store?.record([tap('practice-1.1', 'VN2')], 'Chưa')).toBe(true);
	expect(session.local, 'what handing in works on').toBeUndefined();
	expect(session.store?.status).toMatchObject({ recorded: 1, unsentOps: 0, unsentHouseholds: 0 });
	expect(session.store?.unsentHouseholds.size).toBe(0);
	expect(await session.store?.bundle(), 'a file to hand over').toBeUndefined();
});

test('[F8] nothing is asked of the server for who practises', async () => {
	const ask = vi.fn<typeof fetch>();
	expect(await askServer('/api/sync', {}, { member: PRACTICE, fetch: ask })).toEqual({ kind: 'unreachable' });
	expect(ask).not.toHaveBeenCalled();
});

test('[F8] killed in the middle, it goes on with what was practised, and is taken back like a real tap', async () => {
	await startPractising();
	const killed = await page();
	await killed.store?.record([tap('practice-1.1', 'VN2', 'done')], 'Đã có');
	await killed.store?.record([tap('practice-1.1', 'MM')], 'Chưa');
	await killed.store?.lastAction?.undo();
	killed.close();
	const session = await page();
	expect(session.store?.isPractice).toBe(true);
	const answers = session.store?.view.answersOf('practice-1.1' as never);
	expect([answers?.VN2?.status, answers?.MM?.status ?? 'unasked']).toEqual(['done', 'unasked']);
});

test('[F8] leaving it deletes all of it, and whoever was here before is back', async () => {
	await rememberMember(HOA);
	await startPractising();
	await startPractising();
	expect(await currentMember()).toBe(PRACTICE);
	const session = await page();
	await session.store?.record([tap('practice-1.1', 'VN2')], 'Chưa');
	expect(await session.store?.leave()).toBe(true);
	expect(session.state, 'nothing opens it again').toBe('active');
	expect(await session.store?.record([tap('practice-1.1', 'MM')], 'Chưa'), 'a tap too late').toBe(false);
	expect(await databases()).not.toContain('tung-nha-practice');
	expect(await currentMember()).toBe('m1');
});

test('[F8] leaving it where nobody has signed in leads to nobody', async () => {
	await startPractising();
	(await page()).close();
	await stopPractising();
	expect(await currentMember()).toBeUndefined();
	expect((await page()).state).toBe('signed-out');
});

test('[F8] whoever signs in, or is chosen, while it practises ends the practice', async () => {
	await startPractising();
	(await page()).close();
	await switchTo('m1' as never);
	expect(await databases()).not.toContain('tung-nha-practice');
});
