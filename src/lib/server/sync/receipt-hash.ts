import { createHash } from 'node:crypto';
import { canonicalJson } from '#protocol/canonical.ts';

/** Hash of what an op says, as received, before anything reads it (sync-spec RC3): 22 characters of base64url, 132 bits. */
export function receiptHash(raw: Record<string, unknown>): string {
	const { t, k, c, id, a } = raw;
	return createHash('sha256').update(canonicalJson({ t, k, c, id, a })).digest('base64url').slice(0, 22);
}
