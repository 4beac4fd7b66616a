// The sample commune behind its real doors, in this process, and phones in front of them: the phone's own store, run and
// transport, the server's own hook and endpoints. What passes between them is weighed as it would lie on the wire.
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import type { LocalStore } from '#phone/store/local-store.ts';
import { runOnce } from '#phone/sync/run.ts';
import { httpTransport } from '#phone/sync/transport.ts';
import { FIRST_BATCH } from '#protocol/limits.ts';
import { Enrolment } from '#protocol/sign-in.ts';
import { issueInvite } from '#server/accounts/invites.ts';
import { makeRateLimits } from '#server/accounts/rate-limits.ts';
import { addMember } from '#server/commune.ts';
import { handleApi } from '#server/http/handle-api.ts';
import { openStorage } from '#server/open-storage.ts';
import type { Storage } from '#server/storage/storage.ts';
import { importSample } from '../scripts/demo/sample-commune.ts';
import { hamletsIn } from '../scripts/tungnha/commune-data.ts';
import manifest from '../package.json' with { type: 'json' };
import { POST as signIn } from '../src/routes/api/sign-in/+server.ts';
import { POST as sync } from '../src/routes/api/sync/+server.ts';
import { enrolledPhone } from '../tests/support/test-phone.ts';

const SAMPLE = 'tests/fixtures/dai-thanh-households.xlsx';
const HAMLET = 'Thôn Đông';
const doors: Record<string, Parameters<Handle>[0]['resolve']> = {
	'/api/sign-in': signIn,
	'/api/sync': sync
};

/** Bodies of one request and its answer as they lie on the wire; the headers are not in it. */
export interface Exchange {
	up: number;
	down: number;
}

export interface WirePhone {
	member: MemberId;
	store: LocalStore;
	/** One run, push and pull; what passed over the wire. `batch`: ops in its first batch. */
	run(batch?: number): Promise<Exchange[]>;
}

export class WireCommune {
	readonly storage: Storage;
	readonly commune: CommuneId;
	/** Thôn Đông. */
	readonly hamlet: HamletId;
	readonly #folder: string;
	readonly #limits = makeRateLimits(1_000_000);

	private constructor(storage: Storage, commune: CommuneId, hamlet: HamletId, folder: string) {
		this.storage = storage;
		this.commune = commune;
		this.hamlet = hamlet;
		this.#folder = folder;
	}

	/** The sample register, imported as the office imports it. */
	static async open(now: number): Promise<WireCommune> {
		const folder = await mkdtemp(join(tmpdir(), 'tung-nha-wire-'));
		const storage = await openStorage({ DATA_DIR: folder });
		const { commune } = await importSample(storage, SAMPLE, now);
		const hamlet = (await hamletsIn(storage, commune.id)).find(({ name }) => name === HAMLET);
		if (hamlet === undefined) throw new Error(`the sample has no ${HAMLET}`);
		return new WireCommune(storage, commune.id, hamlet.id, folder);
	}

	async close(): Promise<void> {
		await this.storage.close();
		await rm(this.#folder, { recursive: true, force: true });
	}

	/** A member who has just signed in, with nothing downloaded yet. */
	async phone(name: string, role: Role, clock: { now: number }): Promise<WirePhone> {
		const { commune, storage } = this;
		const now = Date.now();
		const hamlets = role === 'commune-official' ? [] : [this.hamlet];
		const member = await addMember(storage, { commune, member: { name, roles: [role], hamlets }, now });
		const { code } = await issueInvite(storage, { commune, member, kind: 'printed', now });
		const passed: Exchange[] = [];
		const fetch = this.#fetchOf(passed);
		const body = JSON.stringify({ code, attempt: 'a'.repeat(22) });
		const enrolment = Enrolment.parse(await (await fetch('/api/sign-in', { method: 'POST', body })).json());
		const { device, epoch } = enrolment;
		const { store } = await enrolledPhone({ member, device, epoch, clock });
		const ports = {
			store,
			transport: httpTransport(member, { fetch, timeoutMs: 300_000 }),
			now: () => clock.now,
			app: manifest.version
		};
		return {
			member,
			store,
			run: async (batch = FIRST_BATCH) => {
				passed.length = 0;
				const { kind } = await runOnce(ports, { batch });
				if (kind !== 'ok') throw new Error(`the run ended with: ${kind}`);
				return [...passed];
			}
		};
	}

	/** A browser's `fetch` that ends at this server's doors: it names what it takes, and unpacks what it got. */
	#fetchOf(passed: Exchange[]): typeof fetch {
		const jar = new Map<string, string>();
		return async (path, init) => {
			const url = new URL(path as string, 'http://localhost');
			const request = new Request(url, init);
			const up = (await request.clone().arrayBuffer()).byteLength;
			request.headers.set('accept-encoding', 'gzip, deflate, br, zstd');
			const resolve = doors[url.pathname];
			if (resolve === undefined) throw new Error(`no door at ${url.pathname}`);
			const event = {
				url,
				request,
				locals: { storage: this.storage, limits: this.#limits },
				route: { id: url.pathname },
				cookies: {
					get: (name: string) => jar.get(name),
					set: (name: string, value: string) => jar.set(name, value)
				},
				getClientAddress: () => '192.0.2.1'
			} as unknown as RequestEvent;
			const response = await handleApi({ event, resolve });
			const bytes = Buffer.from(await response.arrayBuffer());
			passed.push({ up, down: bytes.length });
			const { status, headers } = response;
			return new Response(unpacked(bytes, headers.get('content-encoding')), { status, headers });
		};
	}
}

function unpacked(bytes: Buffer, encoding: string | null): string {
	if (encoding === 'br') return brotliDecompressSync(bytes).toString();
	return (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

export const totalOf = (exchanges: readonly Exchange[], way: keyof Exchange): number =>
	exchanges.reduce((sum, exchange) => sum + exchange[way], 0);
