// The one page that exists as a file: the shell the service worker answers every address with.
export const prerender = true;
