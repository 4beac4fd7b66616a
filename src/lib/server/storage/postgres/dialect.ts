// PostgreSQL through Kysely, with text as SQLite has it: compared byte by byte, and never refused.
import {
	type ColumnDefinitionNode,
	DataTypeNode,
	PostgresDialect,
	PostgresQueryCompiler,
	type QueryCompiler,
	RawNode
} from 'kysely';

/** A database made for Vietnamese sorts "đ" among the d's; a page of ids cut by such an order is another one than SQLite's. */
const BINARY_TEXT = RawNode.createWithSql('text collate "C"');

export class BinaryTextDialect extends PostgresDialect {
	override createQueryCompiler(): QueryCompiler {
		return new BinaryTextCompiler();
	}
}

class BinaryTextCompiler extends PostgresQueryCompiler {
	/** The one character that text cannot hold here. JSON writes it as an escape; elsewhere it says nothing. */
	protected override appendValue(value: unknown): void {
		super.appendValue(typeof value === 'string' ? value.replaceAll('\0', '') : value);
	}

	protected override visitColumnDefinition(node: ColumnDefinitionNode): void {
		const { dataType } = node;
		const isText = DataTypeNode.is(dataType) && dataType.dataType === 'text';
		super.visitColumnDefinition(isText ? { ...node, dataType: BINARY_TEXT } : node);
	}
}
