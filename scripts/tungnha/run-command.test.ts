// Commands from their words to their exit code, on a real database in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommuneId } from '#domain/ids.ts';
import { openStorage } from '#server/open-storage.ts';
import { findCommune, membersIn } from './commune-data.ts';
import { runCommand } from './run-command.ts';

const CSV = fileURLToPath(new URL('../../tests/fixtures/thon-dong-households.csv', import.meta.url));

let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tung-nha-run-'));
	await run('import', CSV, '--commune', 'Xã Đại Thạnh', '--hamlet', 'Thôn Đông', '--accept');
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; said: string[]; complaints: string[] }> {
	const said: string[] = [];
	const complaints: string[] = [];
	const terminal = {
		say: (line: string) => void said.push(line),
		complain: (line: string) => void complaints.push(line),
		ask: () => Promise.resolve(undefined),
		hasColour: false
	};
	const code = await runCommand(words, terminal, { DATA_DIR: folder });
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
	[['backup'], 'Hãy cho biết tên tệp: npm run tungnha -- backup FILE']
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
