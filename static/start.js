/* Runs before everything else, in every browser that ever was: plain old script, no modules, nothing new.
   1. Letters in the size chosen on this phone, before the first paint.
   2. A browser too old for the app gets the page #too-old from app.html instead of a blank one. */
(function () {
	var root = document.documentElement;
	try {
		var size = window.localStorage.getItem('text-size');
		if (size === 'large' || size === 'largest') root.setAttribute('data-text', size);
	} catch (refused) {
		/* A browser that keeps nothing shows the usual size. */
	}

	/* What Chromium 111, Safari 16.4 and Firefox 114 have in common and the app stands on. */
	function isNewEnough() {
		try {
			return (
				'noModule' in document.createElement('script') &&
				!!window.indexedDB &&
				typeof window.structuredClone === 'function' &&
				typeof window.CompressionStream === 'function' &&
				typeof Array.prototype.at === 'function' &&
				typeof Array.prototype.findLast === 'function' &&
				typeof window.AbortSignal.timeout === 'function'
			);
		} catch (missing) {
			return false;
		}
	}

	/* Browsers hand these out to https (and localhost) only. */
	function isOverHttps() {
		return !!(window.crypto && window.crypto.subtle && navigator.locks);
	}

	var page = isNewEnough() ? (isOverHttps() ? '' : 'not-https') : 'too-old';
	if (!page) return;
	document.getElementById(page).removeAttribute('hidden');
	/* Stops the page here, so that nothing of the app starts behind it. */
	if (window.stop) window.stop();
	else document.execCommand('Stop');
})();
