import { base64urlOf } from '#phone/vault/bytes.ts';
import type { WrappedToServer } from '#phone/vault/server-wrap.ts';
import type { WrappedKey } from '#protocol/bundle.ts';

/** The outbox key as it travels and as the second copy's first line holds it. */
export const asText = ({ ephemeral, iv, key }: WrappedToServer): WrappedKey => ({
	ephemeral: base64urlOf(ephemeral),
	iv: base64urlOf(iv),
	key: base64urlOf(key)
});
