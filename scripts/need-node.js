// Loaded before the scripts, which are TypeScript that Node runs as it is. In the oldest JavaScript, for an old Node.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
	process.stderr.write(
		`Node ${process.versions.node} is too old: run \`npm ci\` (without --omit=optional), which brings Node 24 along, or install Node 24.\n`
	);
	process.exit(1);
}
