// Who uses this browser. A tab keeps its own member, so that three people's links may be open in three tabs; a new tab
// begins with the last one. All of it may be lost without harm (phone page LS5): the databases are the truth.
import { del, get, set, update } from 'idb-keyval';
import type { MemberId } from '#domain/ids.ts';
import { databaseName, type Enrolled } from './database.ts';
import { forgetEvening } from './evening.ts';
import { PRACTICE } from './practice/practice-member.ts';

const LIST = 'members';
const LAST = 'last-member';

export async function membersOnThisPhone(): Promise<Enrolled[]> {
	return (await get<Enrolled[]>(LIST)) ?? [];
}

/** The member of this tab, or the browser's last; undefined when nobody is enrolled here. `PRACTICE` while it practises. */
export async function currentMember(): Promise<MemberId | undefined> {
	const members = await membersOnThisPhone();
	const named = tabMember() ?? (await get<MemberId>(LAST));
	if (named === PRACTICE) return named;
	return members.find(({ member }) => member === named)?.member ?? members[0]?.member;
}

/** This tab, and tabs opened later, belong to `member`. The page is to be loaded again. What was practised is over. */
export async function switchTo(member: MemberId): Promise<void> {
	globalThis.sessionStorage?.setItem('member', member);
	await set(LAST, member);
	if (member !== PRACTICE) await endPractice();
}

/** This tab, and tabs opened later, belong to nobody in particular. */
export async function switchToAnybody(): Promise<void> {
	globalThis.sessionStorage?.removeItem('member');
	await del(LAST);
}

/** Deletes what was practised (F8), if anything was; while another page still holds it, as soon as that lets go. */
export function endPractice(): Promise<void> {
	forgetEvening(PRACTICE);
	const deleting = indexedDB.deleteDatabase(databaseName(PRACTICE));
	return new Promise((done) => {
		deleting.onsuccess = deleting.onerror = deleting.onblocked = () => done();
	});
}

export async function rememberMember(enrolled: Enrolled): Promise<void> {
	await update<Enrolled[]>(LIST, (list) => [...without(enrolled.member, list), enrolled]);
	await switchTo(enrolled.member);
}

/** Returns who is left. The next page belongs to one of them. */
export async function forgetMember(member: MemberId): Promise<Enrolled[]> {
	const others = without(member, await membersOnThisPhone());
	await set(LIST, others);
	await del(LAST);
	return others;
}

const without = (member: MemberId, list: Enrolled[] = []): Enrolled[] =>
	list.filter((one) => one.member !== member);

/** Whose page this tab shows. */
export function tabMember(): MemberId | undefined {
	return (globalThis.sessionStorage?.getItem('member') as MemberId | null | undefined) ?? undefined;
}
