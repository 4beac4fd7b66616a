// Into "Tập làm thử" and out of it (F8). The page is to be loaded again after either: what it showed is forgotten with it.
import { del, get, set } from 'idb-keyval';
import type { MemberId } from '#domain/ids.ts';
import { currentMember, endPractice, switchTo, switchToAnybody } from '../members-here.ts';
import { PRACTICE } from './practice-member.ts';

const BEFORE = 'before-practice';

/** This browser practises from here on, also when it is killed and started again. Members' own stores stay as they are. */
export async function startPractising(): Promise<void> {
	const before = await currentMember();
	if (before === undefined) await del(BEFORE);
	else if (before !== PRACTICE) await set(BEFORE, before);
	await switchTo(PRACTICE);
}

/**
 * Everything practised is deleted, then whoever was here before is back. Killed between, the practice begins anew. A page
 * that has it open closes it first (`PracticeStore.leave`).
 */
export async function stopPractising(): Promise<void> {
	await endPractice();
	const before = await get<MemberId>(BEFORE);
	if (before === undefined) await switchToAnybody();
	else await switchTo(before);
	await del(BEFORE);
}
