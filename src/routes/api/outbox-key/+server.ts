import { OutboxKeyNotice } from '#protocol/bundle.ts';
import { registerOutboxKey } from '#server/accounts/outbox-keys.ts';
import { guarded } from '#server/http/endpoint.ts';

/** The key this device seals its ops with, wrapped to the server: it proves later whose a sealed bundle is. */
export const POST = guarded('see-totals', OutboxKeyNotice, ({ locals }, { key }, caller) =>
	registerOutboxKey(locals.storage, caller, key)
);
