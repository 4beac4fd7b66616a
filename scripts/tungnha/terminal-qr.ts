import { renderUnicodeCompact } from 'uqr';

const BLACK_AND_WHITE = '\u001b[40;97m';
const RESET = '\u001b[0m';

/** A QR code as lines of text. In colour the paper is white in every terminal; phones do not read it the other way round. */
export function terminalQr(text: string, inColour: boolean): string {
	const lines = renderUnicodeCompact(text, { border: 2, ecc: 'L' }).split('\n');
	return lines.map((line) => (inColour ? `${BLACK_AND_WHITE}${line}${RESET}` : line)).join('\n');
}
