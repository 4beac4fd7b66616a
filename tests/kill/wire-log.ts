// What passed between the phones and the server, as it stood on the wire: which op went under which number, and which
// numbers a phone was told are safe. Read from the messages themselves; nothing of the app is asked.
import { gunzipSync } from 'node:zlib';
import type { Change } from './intents.ts';

interface SentOps {
	device: number;
	ops: (Change & { n: number })[];
}

export class WireLog {
	/** What went out under `device.n`. */
	readonly sent = new Map<string, Change>();
	/** `device.n` that an answer, received whole, called safe. */
	readonly acknowledged = new Set<string>();

	/** A `fetch` that passes everything on and writes down what of it matters. */
	readonly listening =
		(send: typeof fetch): typeof fetch =>
		async (address, init) => {
			const sent = new URL(address as string).pathname === '/api/sync' ? sentOps(init?.body) : undefined;
			for (const { n, ...change } of sent?.ops ?? []) this.sent.set(keyOf(sent?.device, n), change);
			const answer = await send(address, init);
			if (sent === undefined || answer.status !== 200) return answer;
			const text = await answer.text();
			for (const n of acknowledgedIn(sent, text)) this.acknowledged.add(keyOf(sent.device, n));
			return new Response(text, { status: answer.status, headers: answer.headers });
		};
}

export const keyOf = (device: number | undefined, n: number): string => `${device}.${n}`;

function sentOps(body: unknown): SentOps {
	const text = typeof body === 'string' ? body : gunzipSync(body as ArrayBuffer).toString();
	const { d, ops } = JSON.parse(text) as { d: number; ops: SentOp[] | Packed };
	const list = Array.isArray(ops) ? ops : unpacked(ops);
	return { device: d, ops: list.map(({ n, c, id, a }) => ({ n, c, id, a })) };
}

type SentOp = Change & { n: number };
/** As decision 011 writes it: n in steps, each other member as its values and, where needed, a mark for every op. */
type Packed = Record<string, [values: unknown[], marks?: number[]]> & Record<'n', number[]>;

function unpacked({ n: steps, ...columns }: Packed): SentOp[] {
	let n = 0;
	const ops = steps.map((step) => ({ n: (n += step) }) as SentOp & Record<string, unknown>);
	for (const member of ['c', 'id', 'a'] as const) {
		const [values, marks] = columns[member] ?? [[]];
		let used = 0;
		for (const [at, op] of ops.entries()) {
			const mark = marks?.[at];
			const place = mark === undefined ? (values.length === 1 ? 0 : at) : mark === 1 ? used++ : mark - 2;
			Object.assign(op, { [member]: values[place] });
		}
	}
	return ops;
}

/** Half an answer says nothing. */
function acknowledgedIn({ ops }: SentOps, text: string): number[] {
	try {
		const { ack } = JSON.parse(text) as { ack: number };
		return ops.map(({ n }) => n).filter((n) => n <= ack);
	} catch {
		return [];
	}
}
