import type { MemberId } from '#domain/ids.ts';

/** Whoever practises (F8). No member of a commune has this id, and no server knows it. */
export const PRACTICE = 'practice' as MemberId;
