// What people type or paste as an invite: twelve digits in threes as printed, or the whole link (F32).

export type TypedCode =
	{ kind: 'complete'; code: string } | { kind: 'too-short'; missing: number } | { kind: 'too-long' };

const DIGITS = 12;

/** Reads `typed`, forgiving spaces, dots and dashes. `code` is what the server is asked with. */
export function typedCode(typed: string): TypedCode {
	const linked = /#([A-Za-z0-9_-]{22})\s*$/.exec(typed)?.[1];
	if (linked !== undefined) return { kind: 'complete', code: linked };
	const digits = typed.replace(/\D/g, '');
	if (digits.length > DIGITS) return { kind: 'too-long' };
	if (digits.length < DIGITS) return { kind: 'too-short', missing: DIGITS - digits.length };
	return { kind: 'complete', code: digits };
}

/** The digits as they stand on the printed sheet: "482 913 075 664". Anything that is not a number stays as typed. */
export function inThrees(typed: string): string {
	if (!/^[\d\s.-]*$/.test(typed)) return typed;
	return (typed.replace(/\D/g, '').match(/\d{1,3}/g) ?? []).join(' ');
}
