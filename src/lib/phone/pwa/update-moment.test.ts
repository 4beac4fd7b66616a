import { describe, expect, it } from 'vitest';
import { mayOfferUpdate } from './update-moment.ts';

describe('[F16] the moment to offer a newer version', () => {
	it('is a calm page with everything saved', () => {
		for (const path of ['/today', '/hamlet', '/hamlet/groups', '/commune', '/device'])
			expect(mayOfferUpdate(path, true), path).toBe(true);
	});

	it('is never a household, a sign-in, or a page that only begins alike', () => {
		for (const path of ['/households/abc', '/households/abc/why', '/sign-in', '/invite', '/', '/devices'])
			expect(mayOfferUpdate(path, true), path).toBe(false);
	});

	it('is not while something is being saved', () => {
		expect(mayOfferUpdate('/today', false)).toBe(false);
	});
});
