import { expect, test, vi } from 'vitest';
import { isPage } from './go-up.ts';

vi.mock('$app/navigation', () => ({ goto: vi.fn() }));

const at = (address: string) => `https://xa.example${address}`;

test.each([
	['/today', '/today', true],
	['/today', '/hamlet', false],
	['/hamlet/more?h=d1', '/hamlet/more?h=d1', true],
	['/hamlet/more?h=d2', '/hamlet/more?h=d1', false],
	['/hamlet/more', '/hamlet/more?h=d1', false],
	['/hamlet/not-lately?h=d1&n=30', '/hamlet/not-lately?h=d1', true],
	['/households/h1?call', '/households/h1', true]
])('from %s up to %s is a step back: %s', (before, href, is) => {
	expect(isPage(at(before), href)).toBe(is);
});
