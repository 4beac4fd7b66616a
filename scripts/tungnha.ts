// `npm run tungnha -- …`: what whoever runs the server does at the command line. It works beside the running server.
import { prepareMessages } from './prepare-messages.ts';

prepareMessages();
// Only now is there anything to say it with.
const { runCommand } = await import('./tungnha/run-command.ts');
const { processTerminal } = await import('./tungnha/terminal.ts');

process.exitCode = await runCommand(process.argv.slice(2), processTerminal, process.env);
