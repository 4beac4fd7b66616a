// Where a command speaks, asks and gets its files from. Tests and the demo hand in their own.
import { createInterface } from 'node:readline/promises';

export interface Terminal {
	say(line: string): void;
	/** What went wrong, apart from what was said. */
	complain(line: string): void;
	/** The answer to a question; undefined when nobody sits there. */
	ask(question: string): Promise<string | undefined>;
	hasColour: boolean;
}

export const processTerminal: Terminal = {
	say: (line) => void process.stdout.write(`${line}\n`),
	complain: (line) => void process.stderr.write(`${line}\n`),
	async ask(question) {
		if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
		const lines = createInterface({ input: process.stdin, output: process.stdout });
		try {
			return await lines.question(`${question} `);
		} finally {
			lines.close();
		}
	},
	hasColour: process.stdout.isTTY === true && !process.env.NO_COLOR
};
