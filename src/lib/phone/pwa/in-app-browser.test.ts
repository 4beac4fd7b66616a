import { describe, expect, it } from 'vitest';
import { inAppBrowserOf, intentAddress, isAndroid, isAppleTouch } from './in-app-browser.ts';

const inApp = {
	zaloAndroid:
		'Mozilla/5.0 (Linux; Android 12; SM-A125F Build/SP1A.210812.016; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/108.0.5359.128 Mobile Safari/537.36 Zalo android/12010737 ZaloTheme/light ZaloLanguage/vi',
	zaloIphone:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/433 ZaloTheme/light ZaloLanguage/vn',
	facebookAndroid:
		'Mozilla/5.0 (Linux; Android 11; V2027 Build/RP1A.200720.012; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/114.0.5735.196 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/420.0.0.32.71;]',
	facebookIphone:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21E219 [FBAN/FBIOS;FBAV/457.0.0.38.109;FBDV/iPhone13,2;FBMD/iPhone;FBSN/iOS;FBSV/17.4]',
	messengerIphone:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 15_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/19F77 [FBAN/MessengerForiOS;FBAV/363.0.0.31.113;FBDV/iPhone12,1]',
	otherAndroid:
		'Mozilla/5.0 (Linux; Android 13; Redmi Note 11 Build/TKQ1.221114.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36'
};

const real = {
	chromeAndroid:
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36',
	samsung:
		'Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36',
	firefoxAndroid: 'Mozilla/5.0 (Android 12; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0',
	safariIphone:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1',
	// An app on the home screen leaves "Safari" out, and is where people should be.
	installedIphone:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
	cocCocWindows:
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/117.0.218 Chrome/111.0.5563.218 Safari/537.36'
};

const ipadAsMac =
	'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Safari/605.1.15';

describe('[F16] browsers inside other apps', () => {
	it('are known by name where they give one', () => {
		expect(inAppBrowserOf(inApp.zaloAndroid)).toBe('zalo');
		expect(inAppBrowserOf(inApp.zaloIphone)).toBe('zalo');
		expect(inAppBrowserOf(inApp.facebookAndroid)).toBe('facebook');
		expect(inAppBrowserOf(inApp.facebookIphone)).toBe('facebook');
		expect(inAppBrowserOf(inApp.messengerIphone)).toBe('facebook');
	});

	it('are known by the mark that Android gives every page inside an app', () => {
		expect(inAppBrowserOf(inApp.otherAndroid)).toBe('other');
	});

	it.each(Object.entries(real))('do not include a real one: %s', (_, userAgent) => {
		expect(inAppBrowserOf(userAgent)).toBeUndefined();
	});
});

describe('the way out of an app', () => {
	it('keeps host, port, path and the fragment that carries an invite', () => {
		expect(intentAddress('https://tungnha.example/invite#Zm9vYmFyYmF6cXV4MTIzNA')).toBe(
			'intent://tungnha.example/invite#Zm9vYmFyYmF6cXV4MTIzNA#Intent;scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end'
		);
		expect(intentAddress('http://localhost:3000/')).toContain('intent://localhost:3000/#Intent;scheme=http;');
	});

	it('is offered on Android only', () => {
		expect(isAndroid(inApp.zaloAndroid)).toBe(true);
		expect(isAndroid(inApp.zaloIphone)).toBe(false);
	});

	it('knows an iPad that calls itself a Mac by its touch screen', () => {
		expect(isAppleTouch(real.safariIphone, 5)).toBe(true);
		expect(isAppleTouch(ipadAsMac, 5)).toBe(true);
		expect(isAppleTouch(ipadAsMac, 0)).toBe(false);
	});
});
