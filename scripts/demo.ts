// `npm run demo`: the sample commune on this machine, with three links to try it. Ctrl-C ends it.
import { once } from 'node:events';
import { prepareMessages } from './prepare-messages.ts';

prepareMessages();
// Only now is there anything to say it with.
const { runDemo } = await import('./demo/run-demo.ts');
const { sentenceFor } = await import('./tungnha/run-command.ts');

const json = process.argv.includes('--json');
const print = (text: string): void => void process.stdout.write(`${text}\n`);

try {
	await runDemo({
		json,
		env: process.env,
		print,
		say: json ? (line) => void process.stderr.write(`${line}\n`) : print,
		hasColour: process.stdout.isTTY === true && !process.env.NO_COLOR,
		stopped: Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
	});
} catch (fault) {
	process.stderr.write(`${sentenceFor(fault)}\n`);
	process.exitCode = 1;
}
