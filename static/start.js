/* Before all else of the app, in plain old script: a browser too old for it gets the page #too-old from app.html. */
(function () {
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
