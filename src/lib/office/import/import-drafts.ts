// An accepted plan → rows to be written, parents before children. Whoever accepted it makes them ops (import device number).
import type { ImportPlan } from './import-plan.ts';

/** One new row: collection, id, fields. */
export interface ImportDraft {
	k: 'add';
	c: keyof ImportPlan['added'];
	id: string;
	a: Record<string, unknown>;
}

const parentsFirst = ['hamlets', 'groups', 'lanes', 'households', 'people'] as const;

export function draftsOf({ added }: ImportPlan): ImportDraft[] {
	return parentsFirst.flatMap((c) => added[c].map(({ id, ...a }): ImportDraft => ({ k: 'add', c, id, a })));
}
