// A value that a schema takes, made from the schema itself: what a new field or message is, the fuzzer knows at once.
import type * as z from 'zod/mini';
import type { Chance } from './chance.ts';

/** As much of a schema as is read here; zod keeps it in one place for all its kinds. */
interface Definition {
	type: string;
	shape?: Record<string, Schema>;
	innerType?: Schema;
	element?: Schema;
	keyType?: Schema;
	valueType?: Schema;
	options?: Schema[];
	entries?: Record<string, unknown>;
	values?: unknown[];
	in?: Schema;
	out?: Schema;
}
type Schema = z.ZodMiniType & { _zod: { def: Definition } };

/** Candidates for texts and numbers: whichever the schema takes. */
const TEXTS = [
	...[
		'VN2',
		'DVC1',
		'MM',
		'SIM',
		'2026-11-22',
		'2027-01-31',
		'2027-02',
		'0912345678',
		'Lê Thị Hà',
		'c',
		'h:d1',
		'u:m1'
	],
	...[
		'Sau trường',
		'Bờ kênh',
		'a',
		'018f0000-0000-7000-8000-000000000001',
		'AbCdEfGhIjKlMnOpQrStUv',
		'123 456 789 012'
	]
];
const NUMBERS = [1, 0, 2, 3, 7, 18, 60, 100, 1_950, 1_999, 500, 1_795_502_794_000];

/** `texts`: further candidates, tried first: ids that are there. Undefined where nothing was found that fits. */
export function shaped(schema: z.ZodMiniType, chance: Chance, texts: readonly string[] = []): unknown {
	const { def } = (schema as Schema)._zod;
	const inside = (one: Schema | undefined): unknown => one && shaped(one, chance, texts);
	if (def.type === 'object') return shapedObject(schema, chance, texts);
	if (def.type === 'optional') return chance.happens(0.5) ? inside(def.innerType) : undefined;
	if (def.type === 'array') return Array.from({ length: chance.between(1, 3) }, () => inside(def.element));
	if (def.type === 'record')
		return Object.fromEntries([[inside(def.keyType), inside(def.valueType)]]) as object;
	if (def.type === 'union') return inside(chance.pick(def.options ?? []));
	if (def.type === 'enum') return chance.pick(Object.values(def.entries ?? {}));
	if (def.type === 'literal') return chance.pick(def.values ?? []);
	if (def.type === 'boolean') return chance.happens(0.5);
	if (def.type === 'pipe') return inside(def.out);
	if (def.type === 'unknown') return chance.pick([{ status: 'not-yet' }, 'x', 1, null, [], true]);
	return fitting(schema, chance, texts);
}

/** Tried again while its members don't go together: a birth's day without its month. */
function shapedObject(schema: Schema, chance: Chance, texts: readonly string[], tries = 8): object {
	const shape = Object.entries(schema._zod.def.shape ?? {});
	const members = shape.map(([name, one]) => [name, shaped(one, chance, texts)] as const);
	const made = Object.fromEntries(members.filter(([, value]) => value !== undefined)) as object;
	const isDone = tries === 0 || schema.safeParse(made).success;
	return isDone ? made : shapedObject(schema, chance, texts, tries - 1);
}

function fitting(schema: z.ZodMiniType, chance: Chance, texts: readonly string[]): unknown {
	const preferred = texts.length > 0 && chance.happens(0.7) ? texts : [];
	for (let tries = 0; tries < 12; tries += 1) {
		const candidate = chance.pick<unknown>([
			...preferred,
			...(preferred.length > 0 ? [] : [...TEXTS, ...NUMBERS])
		]);
		if (schema.safeParse(candidate).success) return candidate;
	}
	return [...TEXTS, ...NUMBERS].find((candidate) => schema.safeParse(candidate).success);
}
