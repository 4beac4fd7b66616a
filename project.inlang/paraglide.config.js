// Read by the Vite plugin and by `paraglide-js compile` alike.
// The language is Vietnamese until someone picks another on this phone: no address, no cookie, no header decides.
/** @type {import('@inlang/paraglide-js').ParaglideConfig} */
export default {
	outdir: './src/lib/i18n/paraglide',
	strategy: ['localStorage', 'baseLocale'],
	localStorageKey: 'locale',
	outputStructure: 'message-modules',
	emitReadme: false
};
