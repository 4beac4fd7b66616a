import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenIdle } from './when-idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('[WR1] a page that is never idle gets to it nevertheless', () => {
	// As browsers do while a page is busy or hidden: only the time that was named counts.
	const neverIdle = (work: () => void, { timeout }: { timeout?: number } = {}): void => {
		if (timeout !== undefined) setTimeout(work, timeout);
	};
	vi.stubGlobal('requestIdleCallback', neverIdle);
	const work = vi.fn();
	whenIdle(work);
	expect(work).not.toHaveBeenCalled();
	vi.advanceTimersByTime(10_000);
	expect(work).toHaveBeenCalledTimes(1);
});

test('a browser that cannot tell gets to it a little later', () => {
	const work = vi.fn();
	whenIdle(work);
	expect(work).not.toHaveBeenCalled();
	vi.advanceTimersByTime(10_000);
	expect(work).toHaveBeenCalledTimes(1);
});
