// How each browser puts a site on the home screen. Cốc Cốc sends Chrome's name, so the person says which one it is; what
// can be told is only proposed. Signs are drawn by us, in the hand of ui/icons.ts.
import { isAppleTouch } from '#phone/pwa/in-app-browser.ts';
import { m } from '#i18n/paraglide/messages.js';

export type BrowserName = 'chrome' | 'coccoc' | 'samsung' | 'safari';

export interface BrowserWay {
	name: string;
	/** Its sign: one path on a field of 24 × 24. */
	icon: string;
	steps: (() => string)[];
	picture: {
		label: () => string;
		bar: 'top' | 'bottom';
		sign: 'dots' | 'dots-upright' | 'lines' | 'share';
		at: 'middle' | 'end';
		words: () => string;
	};
}

export const browsers: Record<BrowserName, BrowserWay> = {
	chrome: {
		name: 'Chrome',
		icon: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM12 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM12 8h8M8.5 14l-4.2-6.8M15.5 14L11.5 21',
		steps: [m.install_chrome_menu, m.install_chrome_choose, m.install_agree],
		picture: {
			label: m.install_picture_top,
			bar: 'top',
			sign: 'dots-upright',
			at: 'end',
			words: m.install_words_add
		}
	},
	coccoc: {
		name: 'Cốc Cốc',
		icon: 'M19 7.5a8.5 8.5 0 1 0 0 9M15.5 10a4.2 4.2 0 1 0 0 4M14 4.5c.5-1.5 1.5-2.2 3-2.5',
		steps: [m.install_coccoc_menu, m.install_chrome_choose, m.install_agree],
		picture: {
			label: m.install_picture_bottom,
			bar: 'bottom',
			sign: 'lines',
			at: 'end',
			words: m.install_words_add
		}
	},
	samsung: {
		name: 'Samsung',
		icon: 'M12 5.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM6 9.8c-2.5 2-3.6 3.9-3 5 1.1 1.9 6.5.9 11.9-2.2s8.8-7.3 7.7-9.1c-.7-1.2-2.9-1.1-5.7 0',
		steps: [m.install_samsung_menu, m.install_samsung_choose, m.install_agree],
		picture: {
			label: m.install_picture_bottom,
			bar: 'bottom',
			sign: 'lines',
			at: 'end',
			words: m.install_words_samsung
		}
	},
	safari: {
		name: 'Safari',
		icon: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM16.5 7.5l-3 6-6 3 3-6z',
		steps: [m.install_safari_share, m.install_safari_choose, m.install_safari_agree],
		picture: {
			label: m.install_picture_share,
			bar: 'bottom',
			sign: 'share',
			at: 'middle',
			words: m.install_words_safari
		}
	}
};

/** The browser that this is, where it can be told. */
export function browserOf(userAgent: string, touchPoints: number): BrowserName | undefined {
	if (isAppleTouch(userAgent, touchPoints)) return 'safari';
	if (/SamsungBrowser/.test(userAgent)) return 'samsung';
	return /coc_coc/i.test(userAgent) ? 'coccoc' : undefined;
}
