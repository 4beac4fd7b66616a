// Written during the build by scripts/precache-list.ts, after the service worker's types are checked.
declare module '*/.svelte-kit/precache.json' {
	const files: { always: string[]; board: string[] };
	export default files;
}
