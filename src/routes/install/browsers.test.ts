import { describe, expect, it } from 'vitest';
import { browserOf, browsers } from './browsers.ts';

const chrome =
	'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36';
const samsung =
	'Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36';
const safari =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1';

describe('[F16] putting the app on the home screen', () => {
	it('proposes a browser only where it can be told: Cốc Cốc on a phone calls itself Chrome', () => {
		expect(browserOf(safari, 5)).toBe('safari');
		expect(browserOf(samsung, 5)).toBe('samsung');
		expect(browserOf(chrome, 5)).toBeUndefined();
	});

	it('tells three steps for each of the four', () => {
		expect(Object.keys(browsers)).toEqual(['chrome', 'coccoc', 'samsung', 'safari']);
		for (const { steps, picture } of Object.values(browsers)) {
			expect(new Set(steps.map((step) => step())).size).toBe(3);
			expect(picture.words().length).toBeLessThanOrEqual(28);
		}
	});
});
