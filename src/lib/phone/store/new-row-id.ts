import { uuidv7 } from '#protocol/row-id.ts';

/** Id of a row that a screen makes, such as a visit (sync-spec RC1). `now` in milliseconds. */
export function newRowId(now: number): string {
	return uuidv7(now, crypto.getRandomValues(new Uint8Array(10)));
}
