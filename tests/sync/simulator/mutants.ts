// Rules switched off, one at a time: what each of them prevents must then be seen to happen. The source is changed while
// it is loaded; nothing in the app knows of it.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Backend } from './script.ts';

export interface Mutant {
	rule: string;
	/** Where it must be caught; absent: on SQLite. */
	backend?: Backend;
	/** What says so, more than one place where a second rule would hide that the first is gone. */
	edits: readonly Edit[];
}

interface Edit {
	/** Under src/lib. */
	file: string;
	find: string;
	replace: string;
}

export const MUTANTS: readonly Mutant[] = [
	{
		rule: 'PS1 receipt dedupe',
		edits: [
			{
				file: 'server/sync/accept.ts',
				find: 'if (one.raw.n <= lastN) sent.push(one);',
				replace: 'if (one.raw.n <= lastN) fresh.push(one);'
			},
			// Each alone would be stopped by the next: by its identity, by the keys of the tables.
			{
				file: 'server/sync/merge-batch.ts',
				find: 'const before = known.get(identityText(one.origin));',
				replace: 'const before = one.raw.o && known.get(identityText(one.origin));'
			},
			{
				file: 'server/storage/kysely-write.ts',
				find: '.values(some.map(({ n, h, result }) => ({ commune, device, n, h, result: resultText(result) })))',
				replace:
					'.values(some.map(({ n, h, result }) => ({ commune, device, n, h, result: resultText(result) }))).onConflict((keys) => keys.doNothing())'
			}
		]
	},
	{
		rule: 'PS1 mismatch detection',
		edits: [
			{
				file: 'server/sync/accept.ts',
				find: 'if (sent.some(({ raw, h }) => receipts.get(raw.n)?.h !== h)) throw new MustReKey();',
				replace: ''
			}
		]
	},
	{
		rule: 'PS3 one bad op holds nobody up',
		edits: [
			{
				file: 'server/sync/accept.ts',
				find: 'ack: Math.max(0, ...sent.map(({ raw }) => raw.n), ...fresh.map(({ raw }) => raw.n)),',
				replace:
					"ack: Math.min(Math.max(0, ...sent.map(({ raw }) => raw.n), ...fresh.map(({ raw }) => raw.n)), ...[...replayed, ...applied.results].filter(({ r }) => r === 'parked').map(({ n }) => n - 1)),"
			}
		]
	},
	{
		rule: 'PS2 verified ack',
		edits: [
			{
				file: 'phone/store/receive.ts',
				find: 'const ns = sent.filter((n) => n <= answer.ack);',
				replace:
					'const ns = (await db.outbox.toCollection().primaryKeys()).filter((n) => n <= Math.max(answer.last, answer.ack));'
			}
		]
	},
	{
		rule: 'RC3 origin identity',
		edits: [
			{
				file: 'phone/store/re-key.ts',
				find: 'o: o ?? { d: from, n },',
				replace: ''
			}
		]
	},
	{
		rule: 'RC3 identity as received',
		edits: [
			{
				file: 'server/sync/accept.ts',
				find: 'const ops = batch.ops.map((raw) => ({ raw, h: receiptHash(raw) }));',
				replace:
					'const ops = batch.ops.map((raw) => ({ raw, h: receiptHash(upcast(raw, options.upcasters ?? everyUpcaster)) }));'
			},
			{
				file: 'server/sync/accept.ts',
				find: "import { upcasters as everyUpcaster, type Upcasters } from '#protocol/upcast.ts';",
				replace: "import { upcast, upcasters as everyUpcaster, type Upcasters } from '#protocol/upcast.ts';"
			}
		]
	},
	{
		rule: 'RC4 older ops are told as new ones',
		edits: [
			{
				file: 'server/sync/merge-batch.ts',
				find: 'opOf(upcast(raw, upcasters))',
				replace: 'opOf(raw)'
			}
		]
	},
	{
		rule: 'RS2 journal re-send',
		edits: [
			{
				file: 'phone/store/re-key.ts',
				find: 'const records = [...again, ...waiting]',
				replace: 'const records = [...waiting]'
			}
		]
	},
	{
		rule: 'RS2 what no confirmed backup holds is kept',
		edits: [
			{
				file: 'phone/store/compact.ts',
				find: '.belowOrEqual(backedUp)',
				replace: '.above(0)'
			}
		]
	},
	{
		rule: 'PL4 purge on grant loss',
		edits: [
			{
				file: 'phone/store/receive.ts',
				find: "if (pull.lost.length > 0) await db.pages.where('scope').anyOf(pull.lost).delete();",
				replace: ''
			}
		]
	},
	{
		rule: 'TM2 te ≤ receipt',
		edits: [
			{
				file: 'server/sync/merge-batch.ts',
				find: 'Math.min(one.op.t, applying.now)',
				replace: 'one.op.t'
			}
		]
	},
	{
		rule: 'MG1 causal base',
		edits: [
			{
				file: 'protocol/merge.ts',
				find: '(write.sameEpoch && write.base >= stored.frv) || ',
				replace: ''
			}
		]
	},
	{
		rule: 'LS3 one active page',
		edits: [
			{
				file: 'phone/store/database.ts',
				find: "if ((state.owner ?? 0) > db.owner) throw new StoreLost('taken-over');",
				replace: ''
			}
		]
	},
	{
		rule: 'WR2 a wiping is gone on with',
		edits: [
			{
				file: 'phone/store/wipe.ts',
				find: 'noteBegun({ member, mustTell });',
				replace: ''
			}
		]
	},
	{
		rule: 'WR2 work of a shut-out phone waits',
		edits: [
			{
				file: 'server/sync/answer-revoked.ts',
				find: "		parkAs: 'revoked'",
				replace: ''
			}
		]
	},
	{
		rule: 'LS6 damaged ops are put right',
		edits: [
			{
				file: 'phone/store/second-copy.ts',
				find: 'if (isOurs) await mendOps(db, found, (await sealers).ops);',
				replace: ''
			}
		]
	},
	{
		rule: 'LS6 an open page knows what it recorded',
		edits: [
			{
				file: 'phone/store/local-store.ts',
				find: 'return { ...this.#pending.get(n)?.body, ...envelope };',
				replace: 'return envelope;'
			}
		]
	},
	{
		rule: 'PL7 taps stay until the page is here',
		edits: [
			{
				file: 'phone/store/receive.ts',
				find: 'return wait === 0 || (!short.has(scope) && (cursors[scope]?.at ?? 0) >= wait);',
				replace: 'return true;'
			}
		]
	},
	{
		rule: 'F37 what a family refuses stays here',
		edits: [
			{
				file: 'phone/store/local-store.ts',
				find: 'if (size > 0) await this.#withhold();',
				replace: ''
			}
		]
	},
	{
		rule: 'RC4 who had refused is known when their rows are gone',
		edits: [
			{
				file: 'phone/store/local-store.ts',
				find: 'refusals = refusalsOn(this.view, this.#refusals);',
				replace: ''
			}
		]
	},
	{
		rule: 'MG5 a split leads each by its own row',
		edits: [
			{
				file: 'protocol/commands.ts',
				find: "{ how: 'said', c, id, a: { household: into }, ...seen },",
				replace: "{ how: 'said', c, id, a: { household: into } },"
			}
		]
	},
	{
		rule: 'MG5 nobody is led out of a refusal',
		edits: [
			{
				file: 'server/sync/load-rows.ts',
				find: 'await this.load(homes);',
				replace: ''
			}
		]
	},
	{
		rule: 'MG5 claims go where their household went',
		edits: [
			{
				file: 'protocol/commands.ts',
				find: "...(['assignments', 'claims'] as const).flatMap((c) =>",
				replace: "...(['assignments'] as const).flatMap((c) =>"
			}
		]
	},
	{
		rule: 'RC1 that somebody came is said once',
		edits: [
			{
				file: 'server/sync/check-fields.ts',
				find: 'if (once !== true) return a;',
				replace: 'return a;'
			}
		]
	},
	{
		rule: 'RC1 who came after all stands again',
		edits: [
			{
				file: 'server/sync/check-fields.ts',
				find: 'return stored.voided === true ? { ...a, voided: null } : {};',
				replace: 'return {};'
			}
		]
	},
	{
		rule: 'RC5 who came is erased with the person',
		edits: [
			{
				file: 'protocol/commands.ts',
				find: 'return [...own, ...own.flatMap((one) => rows.naming(one)), ...behind];',
				replace: 'return [...own, ...behind];'
			}
		]
	},
	{
		rule: 'RC5 the phone rewrites its pages without who was erased',
		edits: [
			{
				file: 'phone/store/receive.ts',
				find: 'mustForget(page) ? { erases: 1 as const } : {};',
				replace: '{};'
			}
		]
	},
	{
		rule: 'RC5 the phone lets go of what it said of who was erased',
		edits: [
			{
				file: 'phone/store/forget.ts',
				find: 'if (ids.size === 0) return [];',
				replace: 'if (ids.size >= 0) return [];'
			}
		]
	},
	{
		rule: 'F37 where somebody of a refused family was stays here',
		edits: [
			{
				file: 'phone/store/withheld.ts',
				find: "\t'assists',\n\t'attendance'\n];",
				replace: "\t'assists'\n];"
			}
		]
	},
	{
		rule: 'RC4 that somebody did not come goes',
		edits: [
			{
				file: 'phone/store/withheld.ts',
				find: 'return isTaken && view.isReceived(c, body.id);',
				replace: 'return false;'
			}
		]
	},
	{
		rule: 'MG6 lists follow both rows of a person',
		edits: [
			{
				file: 'phone/store/view.ts',
				find: 'for (const id of this.#rowsOfPerson(person)) {',
				replace: 'for (const id of [person]) {'
			}
		]
	},
	{
		rule: 'ST1 scope locks',
		// SQLite has one writer: there nobody can come between.
		backend: 'postgres',
		edits: [
			{
				file: 'server/storage/kysely-write.ts',
				find: "conflict.columns(['commune', 's']).doUpdateSet((set) => ({ counter: set.ref('scopes.counter') }))",
				replace: 'conflict.doNothing()'
			},
			{
				file: 'server/storage/kysely-write.ts',
				find: `				.returning('counter')
				.executeTakeFirstOrThrow();
			heads.set(s, counter);`,
				replace: `				.returning('counter')
				.executeTakeFirst() ?? { counter: (await this.heads(commune, [s])).get(s) ?? 0 };
			heads.set(s, counter);`
			}
		]
	}
];

const pathOf = (file: string): URL => new URL(`../../../src/lib/${file}`, import.meta.url);

/** Throws when the source no longer says what the mutant changes: then the mutant proves nothing. */
export function assertFound({ rule, edits }: Mutant): void {
	for (const { file, find } of edits) {
		const parts = readFileSync(fileURLToPath(pathOf(file)), 'utf8').split(find).length - 1;
		if (parts !== 1)
			throw new Error(`${rule}: src/lib/${file} holds the snippet ${String(parts)} times: ${find}`);
	}
}

/** From here on the files are loaded without the rule. */
export function switchOff(mutant: Mutant): void {
	assertFound(mutant);
	registerHooks({
		load(url, context, nextLoad) {
			const loaded = nextLoad(url, context);
			const edits = mutant.edits.filter(({ file }) => pathOf(file).href === url);
			if (edits.length === 0) return loaded;
			let source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
			for (const { find, replace } of edits) source = source.replace(find, () => replace);
			return { ...loaded, source };
		}
	});
}
