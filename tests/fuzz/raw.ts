// Bytes that are no good HTTP, or are it only just: broken lines, wrong lengths, bodies that never end, headers without end.
import type { Chance } from './chance.ts';

export interface RawTalk {
	pieces: Buffer[];
	/** Between two pieces. */
	waitMs: number;
}

const PATHS = [
	...[
		'/',
		'/today',
		'/api/sync',
		'/api/sign-in',
		'/api/health',
		'/api/nothing',
		'/service-worker.js',
		'/manifest.webmanifest'
	],
	...[
		'/%',
		'/%E0%A4%A',
		'/api/%00',
		'/../../etc/passwd',
		'/%2e%2e/%2e%2e/etc/passwd',
		'//evil.example/',
		'/api/sync?a=%ff',
		'/api//sync'
	],
	...[
		'*',
		'http://evil.example/api/sync',
		'/_app/immutable/../../server/index.js',
		`/${'a'.repeat(9_000)}`,
		'/api/sync/',
		'/households/%F0%9F'
	]
];
const METHODS = [
	'GET',
	'POST',
	'PUT',
	'PATCH',
	'DELETE',
	'HEAD',
	'OPTIONS',
	'TRACE',
	'CONNECT',
	'get',
	'G\u0000T',
	'',
	'PRI',
	'QUERY'
];
const HEADERS = [
	...[
		'x-member: hoa',
		'x-member: ',
		`x-member: ${'a'.repeat(7_000)}`,
		'cookie: tn-hoa=1; tn-hoa=2;;;=',
		`cookie: ${'a=b; '.repeat(1_500)}`
	],
	...[
		'accept-encoding: br;q=0, *',
		'accept-encoding: ,,,',
		'content-type: text/html',
		'content-type: multipart/form-data',
		'content-encoding: br'
	],
	...[
		'origin: null',
		'origin: http://evil.example',
		'sec-fetch-site: cross-site',
		'expect: 100-continue',
		'expect: tea',
		'connection: upgrade'
	],
	...[
		'upgrade: websocket',
		'host: ',
		'host: evil.example',
		'host: a b',
		'range: bytes=0-0,5-',
		'if-none-match: *',
		'no colon at all',
		': empty'
	],
	...[
		'x-forwarded-for: 1.2.3.4',
		'x-forwarded-proto: gopher',
		'x\u0000y: z',
		'x-sveltekit-action: true',
		'te: trailers',
		'content-length: 5'
	],
	...[
		' folded: yes',
		'accept: text/html',
		'if-modified-since: never',
		'transfer-encoding: chunked, chunked',
		`x: ${'é'.repeat(500)}`
	]
];

export function rawTalk(chance: Chance): RawTalk {
	return chance.weighed<() => RawTalk>([
		[() => whole([chance.bytes(chance.pick([1, 16, 200, 3_000]))]), 2],
		[() => whole([text(`${line(chance)}\r\n${head(chance)}\r\n`)]), 6],
		[() => withLength(chance), 4],
		[() => chunked(chance), 4],
		[() => slow(chance), 0.5],
		[
			() =>
				whole([
					text(`${line(chance)}\r\n${head(chance)}\r\n`),
					text(`GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n`)
				]),
			1
		],
		[() => whole([text(`GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(3_000)}\r\n`)]), 0.2],
		[() => whole([text('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), chance.bytes(40)]), 0.3],
		[() => whole([Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), chance.bytes(100)]), 0.3]
	])();
}

const text = (words: string): Buffer => Buffer.from(words);
const whole = (pieces: Buffer[]): RawTalk => ({ pieces: [Buffer.concat(pieces)], waitMs: 0 });

function line(chance: Chance): string {
	const version = chance.pick([
		'HTTP/1.1',
		'HTTP/1.1',
		'HTTP/1.1',
		'HTTP/1.0',
		'HTTP/0.9',
		'HTTP/9.9',
		'http/1.1',
		''
	]);
	return `${chance.pick(METHODS.slice(0, chance.happens(0.7) ? 2 : METHODS.length))} ${chance.pick(PATHS)} ${version}`;
}

function head(chance: Chance): string {
	const lines = chance.happens(0.9) ? ['host: localhost'] : [];
	for (let more = chance.between(0, 4); more > 0; more -= 1) lines.push(chance.pick(HEADERS));
	const end = chance.pick(['\r\n', '\r\n', '\r\n', '\n', '\r']);
	return [...lines, 'connection: close'].map((one) => one + end).join('');
}

/** A length that is not that of the body. */
function withLength(chance: Chance): RawTalk {
	const body = chance.pick(['{}', '{"p":1}', '', 'x'.repeat(300)]);
	const length = chance.pick([
		'0',
		'1',
		'-1',
		'1e3',
		'+2',
		'0x10',
		'99999999999999999999',
		'5, 6',
		String(body.length + 50),
		''
	]);
	const twice = chance.happens(0.2) ? `content-length: ${chance.between(0, 9)}\r\n` : '';
	return whole([
		text(`POST /api/sync HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n${twice}\r\n${body}`)
	]);
}

function chunked(chance: Chance): RawTalk {
	const size = chance.pick(['2', '0', 'ffffffffffffffff', '-1', 'zz', '2;ext=1', '1\n', '0x2', '7fffffff']);
	const also = chance.happens(0.3) ? 'content-length: 4\r\n' : '';
	const path = chance.pick(['/api/sync', '/api/sign-in', '/api/invites', '/api/devices']);
	const start = `POST ${path} HTTP/1.1\r\nhost: x\r\n${also}transfer-encoding: chunked\r\n\r\n`;
	return whole([
		text(`${start}${size}\r\n{}\r\n${chance.pick(['0\r\n\r\n', '0\r\nx: y\r\n\r\n', '', 'ff\r\n'])}`)
	]);
}

/** A body that comes by drops, and sometimes stops. */
function slow(chance: Chance): RawTalk {
	const body = '{"code":"AbCdEfGhIjKlMnOpQrStUv"}';
	const length = chance.happens(0.5) ? body.length : body.length + 100;
	const start = `POST /api/invites HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`;
	return { pieces: [start, ...(body.match(/.{1,6}/g) ?? [])].map(text), waitMs: chance.between(5, 40) };
}

/** Statuses of all answers in what came back. */
export const statusesOf = (words: string): number[] =>
	[...words.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status));
