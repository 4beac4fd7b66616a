// The import command on a real database in a folder of its own, asked and answered without a terminal.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStorage } from '#server/open-storage.ts';
import { stats } from '#server/operator/stats.ts';
import { StorageBusy, type Storage } from '#server/storage/storage.ts';
import { acceptAsImport } from '#server/sync/accept-import.ts';
import { commandIn, type CommandNamed } from './command-line.ts';
import { runImport } from './run-import.ts';

const CSV = fileURLToPath(new URL('../../tests/fixtures/thon-dong-households.csv', import.meta.url));
const COMMUNE = ['--commune', 'Xã Đại Thạnh', '--hamlet', 'Thôn Đông'];
const now = Date.UTC(2026, 10, 22);

let folder: string;
let storage: Storage;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tung-nha-import-'));
	storage = await openStorage({ DATA_DIR: folder });
});
afterEach(async () => {
	await storage.close();
	rmSync(folder, { recursive: true });
});

/** Runs the command; `answer` is typed when it asks. Gives all it said. */
async function importing(words: string[], answer?: string, into = storage): Promise<string[]> {
	const said: string[] = [];
	const command = commandIn(['import', ...words]) as CommandNamed<'import'>;
	const terminal = {
		say: (line: string) => void said.push(line),
		ask: () => Promise.resolve(answer),
		complain: () => {},
		hasColour: false
	};
	await runImport(command, into, terminal, now);
	return said;
}

const sizes = async (): Promise<number[]> => {
	const { hamlets, households, people } = await stats(storage);
	return [hamlets, households, people];
};

function fileOf(text: string, name = 'thon-dong.csv'): string {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
}

describe('an import', { timeout: 30_000 }, () => {
	test('changes nothing until it is accepted', async () => {
		expect(await importing([CSV, ...COMMUNE])).toContain('Chưa nhập gì. Thêm --accept để nhập.');
		expect(await importing([CSV, ...COMMUNE], 'k')).toContain('Không nhập gì.');
		expect(await sizes()).toEqual([0, 0, 0]);
	});

	test('is made on a yes; a second one adds nothing and says so', async () => {
		expect((await importing([CSV, ...COMMUNE], 'c')).at(-1)).toContain('Đã nhập 1 thôn, 248 hộ, 821 người.');
		expect(await sizes()).toEqual([1, 248, 821]);
		expect(await importing([CSV, ...COMMUNE, '--accept'])).toContain(
			'Mọi hộ và mọi người đã có. Không thêm gì.'
		);
		expect(await sizes()).toEqual([1, 248, 821]);
	});

	test('[F37] says before it asks that the ground for recording is not chosen; not once it is', async () => {
		const missing = 'Xã chưa chọn căn cứ ghi thông tin của dân.';
		const file = fileOf('Mã hộ,Họ và tên\nH1,Trần An\n');
		const warned = (said: string[]) => said.some((line) => line.startsWith(missing));
		expect(warned(await importing([file, ...COMMUNE, '--accept']))).toBe(true);
		const more = fileOf('Mã hộ,Họ và tên\nH1,Trần An\nH2,Lê Bình\n');
		expect(warned(await importing([more, ...COMMUNE]))).toBe(true);

		const [commune] = await storage.read((tx) => tx.communes());
		const dataTerms = { basis: 'consent', contact: 'Mai', phone: '0912345678', months: 12 };
		const ops = [{ k: 'set', c: 'commune', id: commune!, a: { dataTerms } }] as const;
		await acceptAsImport(storage, { commune: commune!, ops: [...ops], now });
		expect(warned(await importing([more, ...COMMUNE]))).toBe(false);
	});

	test('that was cut off says its number, and goes on under it with what is missing', async () => {
		const words = [CSV, ...COMMUNE, '--accept'];
		/** The disk is full as soon as the first people are in. */
		const failing: Storage = {
			read: (work) => storage.read(work),
			write: async (work) => {
				if ((await stats(storage)).people > 0) throw new StorageBusy('disk full');
				return storage.write(work);
			},
			backup: (file) => storage.backup(file),
			damage: () => storage.damage(),
			close: () => storage.close()
		};
		const fault = await importing(words, undefined, failing).catch((thrown: unknown) => String(thrown));
		const device = /--device (\d+)/.exec(String(fault))?.[1] ?? '';
		expect(await sizes()).toEqual([1, 248, 237]);

		const said = await importing([...words, '--device', device]);
		expect(said.at(-1)).toContain(`Đã nhập 0 thôn, 0 hộ, 584 người. Mã lần nhập: ${device}.`);
		expect(await sizes()).toEqual([1, 248, 821]);
	});

	test('under a number that is no import is refused', async () => {
		const file = fileOf('Mã hộ,Họ và tên\nH1,Trần An\n');
		await expect(importing([file, ...COMMUNE, '--accept', '--device', '77'])).rejects.toThrow(
			'Không có lần nhập số 77.'
		);
		expect(await sizes()).toEqual([0, 0, 0]);
	});

	test.each([
		['a file that is not there', ['nowhere.xlsx'], 'Không mở được tệp “nowhere.xlsx”.'],
		['no file at all', [], 'Hãy cho biết tên tệp'],
		['a number that is none', [CSV, '--device', 'x'], 'Không hiểu “--device x”.'],
		['a hamlet nobody named', [CSV, '--commune', 'Xã Đại Thạnh'], 'Chưa rõ danh sách của nơi nào.'],
		['a commune nobody named', [CSV, '--hamlet', 'Thôn Đông'], 'Chưa biết tên xã.']
	])('of %s is refused in one sentence', async (_, words, sentence) => {
		await expect(importing(words)).rejects.toThrow(sentence);
	});

	test('of a file that is no list says what it is not', async () => {
		await expect(importing([fileOf('\0\0', 'anh.xlsx'), ...COMMUNE])).rejects.toThrow(
			'anh.xlsx: Tệp này không phải tệp Excel (.xlsx) hay CSV. Chưa nhập gì.'
		);
		await expect(importing([fileOf('Chỉ tiêu,Số\nHộ,5\n'), ...COMMUNE])).rejects.toThrow(
			'Danh sách không có ai để nhập.'
		);
	});

	test('into another commune than the one that is there is refused', async () => {
		await importing([CSV, ...COMMUNE, '--accept']);
		await expect(importing([CSV, '--commune', 'Xã Đại Thành'])).rejects.toThrow(
			'Không có xã “Xã Đại Thành”.'
		);
	});
});

describe('taking an import back', { timeout: 30_000 }, () => {
	const numberIn = (said: string[]): string => /Mã lần nhập: (\d+)/.exec(said.at(-1) ?? '')?.[1] ?? '';

	test('asks first, takes its rows away, and the same list can be imported again', async () => {
		const number = numberIn(await importing([CSV, ...COMMUNE], 'c'));
		expect(await importing(['--undo', number])).toEqual(['Chưa nhập gì. Thêm --accept để nhập.']);
		expect(await sizes()).toEqual([1, 248, 821]);
		expect(await importing(['--undo', number], 'c')).toEqual([
			`Đã bỏ lần nhập ${number}: 1 thôn, 248 hộ, 821 người.`
		]);
		expect(await sizes()).toEqual([0, 0, 0]);
		expect((await importing([CSV, ...COMMUNE], 'c')).at(-1)).toContain('Đã nhập 1 thôn, 248 hộ, 821 người.');
	});

	test('refuses once somebody has written there, and a number that is none', async () => {
		const number = numberIn(await importing([CSV, ...COMMUNE], 'c'));
		const [commune] = await storage.read((tx) => tx.communes());
		const [person] = await storage.read((tx) => tx.rowsOf(commune!, 'people'));
		const told = { k: 'set', c: 'answers', id: person!.id, a: { VN2: { status: 'not-yet' } } } as const;
		await acceptAsImport(storage, { commune: commune!, ops: [told], now });
		await expect(importing(['--undo', number, '--accept'])).rejects.toThrow(
			`Không bỏ được lần nhập ${number}. Đã có 1 dòng được người khác ghi thêm.`
		);
		expect(await sizes()).toEqual([1, 248, 821]);
		await expect(importing(['--undo', '99', '--accept'])).rejects.toThrow('Không có lần nhập số 99.');
	});
});
