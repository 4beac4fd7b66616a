// Written during the build by scripts/precache-list.ts, after the service worker's types are checked.
declare module '*/.svelte-kit/precache.json' {
	const addresses: string[];
	export default addresses;
}
