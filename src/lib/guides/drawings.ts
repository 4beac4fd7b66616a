// Simple line drawings, in the hand of the icons: a 96 × 64 field, one round stroke, no fill. One path each.
import type { Drawing } from './guide.ts';

export const drawings: Record<Drawing, string> = {
	'card-and-phone':
		'M8 16h44a4 4 0 0 1 4 4v24a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V20a4 4 0 0 1 4-4zM12 26h10v12H12zM28 26h20M28 32h16M28 38h20M68 6h18a4 4 0 0 1 4 4v44a4 4 0 0 1-4 4H68a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4zM74 52h6M70 30l5 5 9-10',
	'address-bar':
		'M8 8h80a4 4 0 0 1 4 4v40a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V12a4 4 0 0 1 4-4zM4 24h88M14 16h52M74 16h8M16 34h28M16 42h20M60 32h22v14H60zM66 39l4 4 8-8',
	'health-book':
		'M48 12c-8-6-22-7-40-7v46c18 0 32 1 40 7 8-6 22-7 40-7V5c-18 0-32 1-40 7zM48 12v46M62 24h16M70 16v16M18 20h20M18 30h20M18 40h12',
	shield: 'M48 4l30 9v18c0 14-11 24-30 29C29 55 18 45 18 31V13zM36 31l9 9 16-18',
	sim: 'M30 6h24l14 14v34a4 4 0 0 1-4 4H30a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4zM36 30h22v18H36zM36 39h22M47 30v18',
	qr: 'M10 8h20v20H10zM16 14h8v8h-8zM10 36h20v20H10zM16 42h8v8h-8zM38 8h20v20H38zM44 14h8v8h-8zM38 36h8v8h-8zM50 48h8v8h-8zM50 36h8M38 56h8M68 20h20v32H68zM74 46h8'
};
