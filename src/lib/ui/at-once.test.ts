import { beforeEach, expect, test, vi } from 'vitest';
import { goto } from '$app/navigation';
import { atOnce } from './at-once.ts';

vi.mock('$app/navigation', () => ({ goto: vi.fn() }));

const href = 'https://xa.example/hamlet/more';

/** Whether the browser is kept from following the link itself. */
function tapWith(more: Partial<MouseEvent> = {}): boolean {
	const preventDefault = vi.fn();
	const keys = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
	const event = { defaultPrevented: false, button: 0, ...keys, ...more, preventDefault };
	atOnce({ ...event, currentTarget: { href } } as never);
	return preventDefault.mock.calls.length === 1;
}

beforeEach(() => {
	vi.mocked(goto).mockClear();
	vi.stubGlobal('location', { href: 'https://xa.example/hamlet' });
});

test('a tap goes where the link leads', () => {
	expect(tapWith()).toBe(true);
	expect(vi.mocked(goto).mock.calls).toEqual([[href, { replaceState: false }]]);
});

test('to the page that is open it leaves no second step behind', () => {
	vi.stubGlobal('location', { href });
	tapWith();
	expect(goto).toHaveBeenCalledWith(href, { replaceState: true });
});

test.each<Partial<MouseEvent>>([
	{ ctrlKey: true },
	{ metaKey: true },
	{ shiftKey: true },
	{ altKey: true },
	{ button: 1 },
	{ defaultPrevented: true }
])('%o is left to the browser', (more) => {
	expect(tapWith(more)).toBe(false);
	expect(goto).not.toHaveBeenCalled();
});
