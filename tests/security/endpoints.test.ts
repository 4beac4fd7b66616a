import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isGuarded } from '#server/http/endpoint.ts';
import { endpointsOf } from '../support/test-api.ts';

/** Endpoints that anybody may call: sign-in itself, and whether the server lives. */
const PUBLIC = ['api/health GET', 'api/invites POST', 'api/sign-in POST'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback'];

test('every endpoint asks who is calling, but for those named here', async () => {
	const files = globSync('src/routes/**/+server.ts');
	const open: string[] = [];
	for (const file of files) {
		const module = await endpointsOf(file);
		for (const method of METHODS) {
			const endpoint = module[method];
			if (typeof endpoint !== 'function' || isGuarded(endpoint as never)) continue;
			open.push(`${file.replace('src/routes/', '').replace('/+server.ts', '')} ${method}`);
		}
	}
	expect(files.length).toBeGreaterThan(4);
	expect(open.sort()).toEqual(PUBLIC);
});
