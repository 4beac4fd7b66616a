// Commands from their words to their exit code, on a real database in a folder of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { CommuneId } from '#domain/ids.ts';
import { openStorage } from '#server/open-storage.ts';
import { bundleOf, keysFor } from '../../tests/support/sealed-work.ts';
import { findCommune, membersIn } from './commune-data.ts';
import { runCommand } from './run-command.ts';

const CSV = fileURLToPath(new URL('../../tests/fixtures/thon-dong-households.csv', import.meta.url));

let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tung-nha-run-'));
	await run('import', CSV, '--commune', 'Xã Đại Thạnh', '--hamlet', 'Thôn Đông', '--accept');
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...words: string[]): ReturnType<typeof runIn> => runIn(folder, ...words);

async function runIn(
	DATA_DIR: string,
	...words: string[]
): Promise<{ code: number; said: string[]; complaints: string[] }> {
	const said: string[] = [];
	const complaints: string[] = [];
	const terminal = {
		say: (line: string) => void said.push(line),
		complain: (line: string) => void complaints.push(line),
		ask: () => Promise.resolve(undefined),
		hasColour: false
	};
	const code = await runCommand(words, terminal, { DATA_DIR });
	return { code, said, complaints };
}

test.each([
	[['import', 'nowhere.xlsx'], 'Không mở được tệp “nowhere.xlsx”.'],
	[['invite'], 'Thiếu tên. Thêm --name "Họ và tên".'],
	[['invite', '--name', 'A', '--role', 'king'], 'Không có vai trò “king”.'],
	[
		['invite', '--name', 'A', '--role', 'volunteer'],
		'Vai trò thành viên tổ cần --hamlet. Hiện có: Thôn Đông.'
	],
	[['invite', '--name', 'A', '--hamlet', 'Thôn Xa'], 'Không có “Thôn Xa”. Hiện có: Thôn Đông.'],
	[['invite', '--name', 'A', '--commune', 'Xã Xa'], 'Không có xã “Xã Xa”.'],
	[['backup'], 'Hãy cho biết tên tệp: npm run tungnha -- backup FILE'],
	[['backup', '--confirm', 'nowhere.db'], 'Không mở được tệp “nowhere.db”.'],
	[['backup', '--confirm', CSV], 'bị hỏng hoặc không phải bản sao lưu'],
	[['restore'], 'Hãy cho biết tên tệp: npm run tungnha -- restore FILE'],
	[['restore', CSV], 'không phải bản sao lưu đọc được'],
	[['receive'], 'Hãy cho biết tên tệp: npm run tungnha -- receive FILE'],
	[['receive', CSV], 'không phải gói việc chưa gửi'],
	[['revoke'], 'Hãy cho biết máy nào hoặc của ai'],
	[['revoke', '--device', '900'], 'Không có máy số 900.'],
	[['revoke', '--device', 'x'], 'Không hiểu “--device x”.'],
	[['revoke', '--member', 'Người Lạ'], 'Không có ai tên “Người Lạ” trong tổ.']
])('%j is refused in one sentence', async (words, sentence) => {
	const { code, said, complaints } = await run(...words);
	expect([code, said, complaints.length]).toEqual([1, [], 1]);
	expect(complaints[0]).toContain(sentence);
});

test('[TM3] a clock that was called bad is taken as good once the operator says so', async () => {
	const opened = await openStorage({ DATA_DIR: folder });
	await opened.write((tx) => tx.setMeta('highestTime', Date.UTC(2020, 0, 1)));
	await opened.close();
	const { code, complaints } = await run('doctor');
	expect(code).toBe(1);
	expect(complaints[0]).toMatch(/Đồng hồ máy này chỉ .* có lẽ sai\.\nHãy xem giờ của máy này\./);
	expect((await run('doctor', '--accept-clock')).code).toBe(0);
	const storage = await openStorage({ DATA_DIR: folder });
	expect(await storage.read((tx) => tx.meta('highestTime'))).toBeGreaterThan(Date.UTC(2026, 0, 1));
	await storage.close();
});

test('the doctor says in one sentence that all is well, and otherwise what is wrong and what to do', async () => {
	expect(await run('doctor')).toEqual({
		code: 0,
		said: ['Đã xem hết dữ liệu. Mọi thứ đều ổn.'],
		complaints: []
	});
	const opened = await openStorage({ DATA_DIR: folder });
	const [commune] = await opened.read((tx) => tx.communes());
	const change = (counter: number) => opened.write((tx) => tx.setHead(commune!, 'c', counter));
	const [head] = (await opened.read((tx) => tx.heads(commune!, ['c']))).values();
	await change(1);
	expect(await run('doctor')).toEqual({
		code: 1,
		said: [],
		complaints: ['Có 1 nơi có số thứ tự cao hơn bộ đếm: c.\nHãy sao lưu ngay, rồi báo người làm phần mềm.']
	});
	await change(head ?? 0);
	await opened.close();
});

test('a member invited again with the same role and hamlet stays one member', async () => {
	const invite = ['invite', '--name', 'Lê Thị Sen', '--role', 'volunteer', '--hamlet', 'Thôn Đông'];
	const links = [await run(...invite), await run(...invite)].map(({ said }) => said[1]);
	expect(new Set(links).size).toBe(2);
	const storage = await openStorage({ DATA_DIR: folder });
	const commune = await findCommune(storage, undefined);
	const members = await membersIn(storage, commune?.id ?? ('' as CommuneId));
	await storage.close();
	expect(members.filter(({ name }) => name === 'Lê Thị Sen')).toHaveLength(1);
});

test('an invite on a screen lasts a quarter of an hour, a printed one a week', async () => {
	const lifetime = async (...more: string[]): Promise<string> =>
		(await run('invite', '--name', 'Phạm Minh Đức', '--role', 'commune-official', ...more)).said[3] ?? '';
	const [printed, onScreen] = [await lifetime(), await lifetime('--screen')];
	expect([printed, onScreen]).toEqual([
		expect.stringContaining('Dùng được một lần'),
		expect.stringContaining('đến')
	]);
	expect(printed).not.toBe(onScreen);
});

test('help names every command', async () => {
	const { code, said } = await run('help');
	expect(code).toBe(0);
	for (const command of ['import FILE', 'invite --name', 'stats [--json]', 'backup FILE'])
		expect(said[0]).toContain(command);
});

test('a PostgreSQL that is not there is told in one sentence, without its password', async () => {
	const complaints: string[] = [];
	const silent = { say: () => {}, ask: () => Promise.resolve(undefined), hasColour: false };
	const terminal = { ...silent, complain: (line: string) => void complaints.push(line) };
	const DATABASE_URL = 'postgres://xa:secret@127.0.0.1:1/xa';
	expect(await runCommand(['stats'], terminal, { DATABASE_URL })).toBe(1);
	expect(complaints[0]).toContain('PostgreSQL cannot be opened: connect ECONNREFUSED');
	expect(complaints[0]).not.toContain('secret');
});

/** A folder with a copy of the commune, for what changes the whole of it. */
async function copied(): Promise<{ at: string; runThere: (...words: string[]) => ReturnType<typeof run> }> {
	const at = mkdtempSync(join(tmpdir(), 'tung-nha-copy-'));
	onTestFinished(() => rmSync(at, { recursive: true }));
	await run('backup', join(at, 'tung-nha.sqlite'));
	return { at, runThere: (...words) => runIn(at, ...words) };
}

test('[RS2] a backup is confirmed, restored while nothing runs, and looked at once more', async () => {
	const { at, runThere } = await copied();
	const file = join(at, 'backup.db');
	await runThere('backup', file);
	expect(await runThere('backup', '--confirm', file)).toMatchObject({ code: 0, complaints: [] });
	const running = await openStorage({ DATA_DIR: at });
	const refused = await runThere('restore', file);
	expect(refused.complaints).toEqual(['Phần mềm đang chạy. Hãy dừng nó rồi phục hồi. Chưa thay đổi gì.']);
	await running.close();
	const { code, said } = await runThere('restore', file, '--verify');
	expect(code).toBe(0);
	expect(said).toEqual([
		expect.stringContaining('Đã phục hồi từ'),
		expect.stringContaining('Dữ liệu cũ vẫn còn ở'),
		'Đã xem lại toàn bộ dữ liệu vừa phục hồi. Mọi thứ đều ổn.'
	]);
	// It was of the life before: it can be restored again, but confirms nothing.
	const old = await runThere('backup', '--confirm', file);
	expect(old.complaints[0]).toContain('không phải bản sao của dữ liệu đang chạy');
});

test('[WR1] bundles of several files are taken in and counted; what is none of ours is named at the end', async () => {
	const { at, runThere } = await copied();
	await runThere('invite', '--name', 'Lê Thị Sen', '--role', 'volunteer', '--hamlet', 'Thôn Đông');
	const storage = await openStorage({ DATA_DIR: at });
	const commune = await findCommune(storage, undefined);
	const [sen] = await membersIn(storage, commune!.id);
	const [home] = await storage.read((tx) => tx.rowsOf(commune!.id, 'households'));
	const from = { member: sen!.id, device: 77, epoch: 'e' };
	const op = { n: 1, t: 1, k: 'set', c: 'households', id: home!.id, b: 0, a: { nickname: 'Bà Sen' } };
	const bundle = await bundleOf(await keysFor({ storage }), from, [op]);
	const foreign = { ...bundle, member: 'nobody' };
	await storage.close();
	const files = { own: JSON.stringify(bundle), foreign: JSON.stringify(foreign), none: '{}' };
	const paths = Object.entries(files).map(([name, text]) => {
		writeFileSync(join(at, name), text);
		return join(at, name);
	});
	const { code, said, complaints } = await runThere('receive', ...paths);
	expect([code, said]).toEqual([1, [`${paths[0]}: có 1 mục, mới nhận 0, đã có 0, cần xem lại 1.`]]);
	expect(complaints).toEqual([
		`Gói “${paths[1]}” không phải của nơi này. Chưa nhận gì.\nTệp “${paths[2]}” không phải gói việc chưa gửi.`
	]);
	const again = await runThere('receive', paths[0]!);
	expect(again.said).toEqual([`${paths[0]}: có 1 mục, mới nhận 0, đã có 1, cần xem lại 0.`]);
});

test('a member’s phones are shut out by her name', async () => {
	const { at, runThere } = await copied();
	await runThere('invite', '--name', 'Lê Thị Sen', '--role', 'volunteer', '--hamlet', 'Thôn Đông');
	const storage = await openStorage({ DATA_DIR: at });
	const commune = await findCommune(storage, undefined);
	const [sen] = await membersIn(storage, commune!.id);
	const blank = {
		lastN: 0,
		lastTe: 0,
		unsent: 0,
		backedUpN: 0,
		former: [],
		app: '',
		createdAt: 1,
		lastContactAt: 1
	};
	const device = await storage.write((tx) =>
		tx.addDevice(commune!.id, { ...blank, member: sen!.id, kind: 'phone' })
	);
	const { code, said } = await runThere('revoke', '--member', 'lê thị sen');
	expect([code, said[0]]).toEqual([0, expect.stringContaining(`Đã khoá 1 máy: ${device}.`)]);
	const [phone] = await storage.read((tx) => tx.devices(commune!.id, [device]));
	expect(phone?.revokedAt).toBeGreaterThan(1);
	await storage.close();
});
