// What both sides have to agree on so that the server can open what a phone sealed. Changing a word here locks old work away.

/** First byte of everything sealed, and authenticated with it. 1: JSON as UTF-8. */
export const SEAL_VERSION = 1;
/** After it the IV of AES-GCM, then the ciphertext with its tag. */
export const IV_BYTES = 12;
/** Authenticated with a sealed op, so that nothing else can be passed off as one. */
export const OP_PURPOSE = 'op';
/** Authenticated with an outbox key on its way to the server (HKDF's info). */
export const OUTBOX_KEY_INFO = 'tung-nha outbox key 1';
