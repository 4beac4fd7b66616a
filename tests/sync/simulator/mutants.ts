// Rules switched off, one at a time: what each of them prevents must then be seen to happen. The source is changed while
// it is loaded; nothing in the app knows of it.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface Mutant {
	rule: string;
	/** Under src/lib. */
	file: string;
	find: string;
	replace: string;
}

export const MUTANTS: readonly Mutant[] = [
	{
		rule: 'PS1 receipt dedupe',
		file: 'server/sync/accept.ts',
		find: 'if (one.raw.n <= lastN) sent.push(one);',
		replace: 'if (one.raw.n <= lastN) fresh.push(one);'
	},
	{
		rule: 'PS1 mismatch detection',
		file: 'server/sync/accept.ts',
		find: 'if (sent.some(({ raw, h }) => receipts.get(raw.n)?.h !== h)) throw new MustReKey();',
		replace: ''
	},
	{
		rule: 'PS2 verified ack',
		file: 'phone/store/receive.ts',
		find: 'const ns = sent.filter((n) => n <= answer.ack);',
		replace:
			'const ns = (await db.outbox.toCollection().primaryKeys()).filter((n) => n <= Math.max(answer.last, answer.ack));'
	},
	{
		rule: 'RC3 origin identity',
		file: 'phone/store/re-key.ts',
		find: 'o: o ?? { d: from, n }, ',
		replace: ''
	},
	{
		rule: 'RS2 journal re-send',
		file: 'phone/store/re-key.ts',
		find: 'const records = [...again, ...waiting]',
		replace: 'const records = [...waiting]'
	},
	{
		rule: 'PL4 purge on grant loss',
		file: 'phone/store/receive.ts',
		find: "if (pull.lost.length > 0) await db.pages.where('scope').anyOf(pull.lost).delete();",
		replace: ''
	},
	{
		rule: 'TM2 te ≤ receipt',
		file: 'server/sync/merge-batch.ts',
		find: 'Math.min(one.op.t, applying.now)',
		replace: 'one.op.t'
	},
	{
		rule: 'MG1 causal base',
		file: 'protocol/merge.ts',
		find: '(write.sameEpoch && write.base >= stored.frv) || ',
		replace: ''
	},
	{
		rule: 'PL7 taps stay until the page is here',
		file: 'phone/store/receive.ts',
		find: 'return wait === 0 || (!short.has(scope) && (cursors[scope]?.at ?? 0) >= wait);',
		replace: 'return true;'
	}
];

const pathOf = (file: string): URL => new URL(`../../../src/lib/${file}`, import.meta.url);

/** Throws when the source no longer says what the mutant changes: then the mutant proves nothing. */
export function assertFound({ rule, file, find }: Mutant): void {
	const parts = readFileSync(fileURLToPath(pathOf(file)), 'utf8').split(find).length - 1;
	if (parts !== 1)
		throw new Error(`${rule}: src/lib/${file} holds the snippet ${String(parts)} times: ${find}`);
}

/** From here on the file is loaded without its rule. */
export function switchOff(mutant: Mutant): void {
	assertFound(mutant);
	const { href } = pathOf(mutant.file);
	registerHooks({
		load(url, context, nextLoad) {
			const loaded = nextLoad(url, context);
			if (url !== href) return loaded;
			const source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
			return { ...loaded, source: source.replace(mutant.find, () => mutant.replace) };
		}
	});
}
