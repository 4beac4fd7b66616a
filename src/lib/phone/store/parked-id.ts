import type { Origin } from '#protocol/op.ts';

/** Id of the row that holds a parked op: the identity it was recorded under (sync-spec RC3, PS3). */
export const parkedIdOf = ({ d, n }: Origin): string => `${d}.${n}`;
