/* In the head, so before anything is drawn: letters and colours as chosen on this phone. Plain old script. */
(function () {
	var root = document.documentElement;
	/* --paper of src/app.css, for the bar above the page. */
	var grounds = { day: '#fffdf7', sun: '#ffffff', night: '#12130f' };
	try {
		var size = window.localStorage.getItem('text-size');
		var theme = window.localStorage.getItem('theme');
	} catch (refused) {
		return;
	}
	if (size === 'large' || size === 'largest') root.setAttribute('data-text', size);
	if (Object.keys(grounds).indexOf(theme) < 0) return;
	root.setAttribute('data-theme', theme);
	var bars = document.querySelectorAll('meta[name="theme-color"]');
	for (var at = 0; at < bars.length; at += 1) bars[at].setAttribute('content', grounds[theme]);
})();
