import { expect, test } from 'vitest';
import { lastLived, saidGone } from './gone.ts';

test('[F2] who is said to be gone is said so with where they lived until then, home left out', () => {
	const away = { kind: 'away', until: '2027-02' } as const;
	const moved = saidGone('moved', away, 5);
	expect(moved).toEqual({ kind: 'moved', at: 5, before: away });
	expect(saidGone('deceased', { kind: 'home' }, 5)).toEqual({ kind: 'deceased', at: 5 });
	expect(saidGone('deceased', moved, 9)).toEqual({ kind: 'deceased', at: 9, before: away });
});

test('[F2] where somebody lived last', () => {
	expect(lastLived({ kind: 'temporary' })).toEqual({ kind: 'temporary' });
	expect(lastLived({ kind: 'moved', at: 5, before: { kind: 'temporary' } })).toEqual({ kind: 'temporary' });
	expect(lastLived({ kind: 'moved', at: 5 })).toEqual({ kind: 'home' });
});
