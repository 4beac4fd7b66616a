// A count as people type it: 1200, 1.200, 1 200, "200 người". Nothing is guessed: what is unclear is asked again.
import type { Typed } from './typed-person.ts';

/** A dot, comma or space only where thousands are parted: 1.20 is no count. */
const WRITTEN = /^(\d{1,3}(?:[ .,]\d{3})+|\d+)(?:\s*(?:người|hộ))?$/iu;

export function countTyped(typed: string, most: number): Typed<number> {
	const text = typed
		.normalize('NFC')
		.replace(/[\s\u00a0]+/g, ' ')
		.trim();
	if (text === '') return { kind: 'empty' };
	const digits = WRITTEN.exec(text)?.[1]?.replace(/[ .,]/g, '');
	return digits === undefined || Number(digits) > most
		? { kind: 'unclear' }
		: { kind: 'read', value: Number(digits) };
}
