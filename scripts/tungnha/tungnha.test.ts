// The command as whoever runs the server meets it: real processes on one folder of data, beside each other.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = 'tests/fixtures/dai-thanh-households.xlsx';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tung-nha-command-'))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
	code: number;
	out: string;
	err: string;
}

function tungnha(...words: string[]): Promise<Ran> {
	const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '', ORIGIN: 'https://xa.example.vn' };
	return new Promise((resolve) => {
		execFile(process.execPath, ['scripts/tungnha.ts', ...words], { cwd: ROOT, env }, (fault, out, err) => {
			resolve({ code: typeof fault?.code === 'number' ? fault.code : fault ? 1 : 0, out, err });
		});
	});
}

const counts = async (): Promise<unknown> => JSON.parse((await tungnha('stats', '--json')).out);

test('the sample goes in once, when it is accepted, and not twice', { timeout: 60_000 }, async () => {
	const preview = await tungnha('import', SAMPLE);
	expect(preview.out).toContain('Sẽ thêm 5 thôn, 1.236 hộ, 4.056 người.');
	expect(preview.out).toContain('Chưa nhập gì. Thêm --accept để nhập.');
	expect(await counts()).toMatchObject({ communes: 0, hamlets: 0, households: 0, people: 0 });

	const accepted = await tungnha('import', SAMPLE, '--accept');
	expect(accepted).toMatchObject({ code: 0, err: '' });
	expect(accepted.out).toContain('Đã nhập 5 thôn, 1.236 hộ, 4.056 người.');
	const whole = { hamlets: 5, households: 1_236, people: 4_056, answers: 0, visits: 0, devices: 0 };
	expect(await counts()).toMatchObject(whole);

	const again = await tungnha('import', SAMPLE, '--accept');
	expect(again).toMatchObject({ code: 0, err: '' });
	expect(again.out).toContain('Mọi hộ và mọi người đã có. Không thêm gì.');
	expect(await counts()).toMatchObject(whole);
});

test(
	'an invite shows a link, twelve digits, how long it lasts, and a QR code',
	{ timeout: 30_000 },
	async () => {
		const { code, out } = await tungnha(
			'invite',
			'--name',
			'Lê Thị Sen',
			'--role',
			'hamlet-head',
			'--hamlet',
			'thon dong'
		);
		expect(code).toBe(0);
		expect(out).toMatch(/https:\/\/xa\.example\.vn\/invite#[A-Za-z0-9_-]{22}\n/);
		expect(out).toMatch(/Mã 12 số: \d{3} \d{3} \d{3} \d{3}\n/);
		expect(out).toMatch(/Dùng được một lần, đến \d\d:\d\d ngày \d\d\/\d\d\/\d{4}\./);
		expect(out).toContain('▀');
	}
);

test('a backup is written once and never over another', { timeout: 30_000 }, async () => {
	const file = join(folder, 'backup.sqlite');
	expect((await tungnha('backup', file)).code).toBe(0);
	expect(existsSync(file)).toBe(true);
	const again = await tungnha('backup', file);
	expect(again.code).toBe(1);
	expect(again.err.trim().split('\n')).toEqual([`Tệp “${file}” đã có. Hãy chọn tên khác.`]);
});

test('what cannot be done is one sentence on stderr and an exit code', { timeout: 30_000 }, async () => {
	const { code, out, err } = await tungnha('fly');
	expect([code, out]).toEqual([1, '']);
	expect(err).toBe('Không có lệnh “fly”. Xem: npm run tungnha -- help\n');
});
