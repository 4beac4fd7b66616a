// What a source file imports, read from its syntax: a word in a comment or a string is no import.
import ts from 'typescript';

export interface Import {
	/** As written: `#domain/item.ts`, `./row.ts`, `kysely`. */
	name: string;
	/** `later` is `import('…')`, fetched when reached; `type` vanishes before anything runs. */
	kind: 'now' | 'later' | 'type';
}

/** Imports of a TypeScript or Svelte file, re-exports included, in the order they stand. */
export function importsOf(path: string, text: string): Import[] {
	const found: Import[] = [];
	const visit = (node: ts.Node): void => {
		const one = importAt(node);
		if (one) found.push(one);
		ts.forEachChild(node, visit);
	};
	visit(syntaxOf(path, text));
	return found;
}

/** Whether a file does nothing but pass on what other files export. */
export function onlyReExports(path: string, text: string): boolean {
	const { statements } = syntaxOf(path, text);
	return (
		statements.length > 0 && statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)
	);
}

function syntaxOf(path: string, text: string): ts.SourceFile {
	const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
	return ts.createSourceFile(path, code, ts.ScriptTarget.Latest);
}

const scriptsOf = (svelte: string) =>
	[...svelte.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join('\n');

function importAt(node: ts.Node): Import | undefined {
	if (ts.isImportDeclaration(node)) {
		return named(
			node.moduleSpecifier,
			node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'now'
		);
	}
	if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'now');
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
		return named(node.argument.literal, 'type');
	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
		return named(node.arguments[0], 'later');
	}
	return undefined;
}

function named(name: ts.Node | undefined, kind: Import['kind']): Import | undefined {
	return name && ts.isStringLiteralLike(name) ? { name: name.text, kind } : undefined;
}
