// A QR code as one path, for whoever shows it on a screen. Fetched when first asked for: an invite needs the network anyway.
import { encode } from 'uqr';

/** The dark squares of `text`, each one unit wide, on a field of `size` units with a border of two. */
export function qrDrawing(text: string): { path: string; size: number } {
	const { data, size } = encode(text, { border: 2, ecc: 'M' });
	const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
	return { path: squares.join(''), size };
}
