// What a page that did not open is told as: a part of it that has not come to this phone is no fault of the app.
import type { HandleClientError } from '@sveltejs/kit';

/** As Chromium, Firefox and Safari say that a script did not come, and Vite that a style sheet did not. */
const DID_NOT_COME = /dynamically imported module|module script failed|preload CSS/i;

export const handleError: HandleClientError = ({ error, message }) => {
	// eslint-disable-next-line no-console -- as it is told where nobody handles it: to whoever looks for the fault
	console.error(error);
	return { message, isNotHere: error instanceof Error && DID_NOT_COME.test(error.message) };
};
