// Writes the second copy of unsent work (phone page LS6): a thread of its own, since only there a file of the browser's
// can be written in place and put on the disk without a tap waiting for it.
import type { MemberId } from '#domain/ids.ts';
import { leftName, mirrorFolder, slotNames } from './mirror-files.ts';
import {
	isLeftBehind,
	latestCopy,
	MirrorBook,
	type MirrorCommand,
	type MirrorCopy,
	type Writing
} from './mirror-lines.ts';
import type { MirrorState } from './mirror.ts';

/** The browser's handle; TypeScript knows it in workers only. */
interface File {
	getSize(): number;
	read(buffer: Uint8Array, options: { at: number }): number;
	write(buffer: Uint8Array, options: { at: number }): number;
	truncate(size: number): void;
	flush(): void;
	close(): void;
}
type FileMaker = FileSystemFileHandle & { createSyncAccessHandle(): Promise<File> };

interface Opened {
	found: MirrorCopy | undefined;
	book: MirrorBook;
	/** The file that stands, and the one that the next whole copy goes to. */
	standing: File;
	other: File;
}

const HANDLE_HELD_MS = 200;
const TRY_AGAIN_MS = 10_000;

let member: MemberId;
let work: Promise<unknown> = Promise.resolve();
let opened: Opened | undefined;

type Message = { open: MemberId } | MirrorCommand;

globalThis.onmessage = ({ data }: MessageEvent<Message>): void => {
	if ('open' in data) member = data.open;
	else work = work.then(() => keep(data)).catch(() => tell('missing'));
};

const tell = (state: MirrorState): void => globalThis.postMessage(state);

async function keep(command: MirrorCommand): Promise<void> {
	opened ??= await open();
	if (command.do === 'begin' && isLeftBehind(opened.found, command.header)) await setAside(opened.found);
	opened.found = undefined;
	const writing = opened.book.take(command);
	if (writing !== undefined) perform(opened, writing);
}

function perform(files: Opened, { how, text }: Writing): void {
	const bytes = new TextEncoder().encode(text);
	try {
		if (how === 'append') add(files.standing, bytes);
		else {
			rewrite(files.other, bytes);
			// The copy before goes only when the new one is on the disk.
			files.standing.truncate(0);
			[files.standing, files.other] = [files.other, files.standing];
		}
		tell('kept');
	} catch {
		// No room, most often. Work goes on: the outbox holds it. Tried again by the next tap, and by itself.
		files.book.failed();
		tell('behind');
		setTimeout(() => {
			if (files.book.isBehind) work = work.then(() => keep({ do: 'append', ops: [] }));
		}, TRY_AGAIN_MS);
	}
}

function add(file: File, bytes: Uint8Array): void {
	written(file, bytes, file.getSize());
	file.flush();
}

function rewrite(file: File, bytes: Uint8Array): void {
	file.truncate(0);
	written(file, bytes, 0);
	file.flush();
}

function written(file: File, bytes: Uint8Array, at: number): void {
	if (file.write(bytes, { at }) < bytes.length) throw new Error('the browser wrote a part only');
}

async function open(): Promise<Opened> {
	const folder = await mirrorFolder();
	const [one, two] = await Promise.all(slotNames(member).map((name) => handleOf(folder, name)));
	if (one === undefined || two === undefined) throw new Error('two files take turns');
	const found = latestCopy([textOf(one), textOf(two)]);
	const isTwo = found !== undefined && latestCopy([textOf(two)])?.generation === found.generation;
	const [standing, other] = isTwo ? [two, one] : [one, two];
	return { found, book: new MirrorBook(found?.generation ?? 0), standing, other };
}

/** Waits while the page that was active before still holds it: browsers let go when that page's worker ends. */
async function handleOf(folder: FileSystemDirectoryHandle, name: string): Promise<File> {
	const file = (await folder.getFileHandle(name, { create: true })) as FileMaker;
	for (;;) {
		try {
			return await file.createSyncAccessHandle();
		} catch (error) {
			if ((error as Error).name !== 'NoModificationAllowedError') throw error;
			await new Promise((done) => setTimeout(done, HANDLE_HELD_MS));
		}
	}
}

function textOf(file: File): string {
	const bytes = new Uint8Array(file.getSize());
	file.read(bytes, { at: 0 });
	return new TextDecoder().decode(bytes);
}

/** Work of an earlier enrolment gets a file of its own, until the server has it. */
async function setAside({ header, ops }: MirrorCopy): Promise<void> {
	const { text } = new MirrorBook(0).take({ do: 'begin', header, ops }) ?? { text: '' };
	const file = await handleOf(await mirrorFolder(), leftName(member, header.device));
	try {
		rewrite(file, new TextEncoder().encode(text));
	} finally {
		file.close();
	}
}
