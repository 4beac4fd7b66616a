// The wire's version, and what each version added. A test hashes the message schemas beside it (sync-spec WR5).

/** Version of requests and answers. 1: the first. 2: ops and rows are packed by column. */
export const PROTOCOL_VERSION = 2;

/** Who asks with this version or a later one reads packed pages; others get them row by row. Ops may come either way. */
export const PACKED_SINCE = 2;

/** Who asks for pages with an older version is told to update first; work is taken from every version (sync-spec WR5). */
export const OLDEST_PULL_VERSION = 1;

/** Schema version that new ops carry (sync-spec RC4). 1: the first. */
export const OP_VERSION = 1;

/** The server must accept every op version from here on: raising it would strand work on old phones. */
export const OLDEST_OP_VERSION = 1;

/** Hash of all message schemas, held by a test: whoever changes it has changed the wire, and raises a version above. */
export const WIRE_HASH = '73fcc3efe0b7d259';

/** Header by which a phone knows that an answer came from this server and not from a hall's Wi-Fi page (WR6). */
export const SERVER_HEADER = 'x-tung-nha';

/** Header naming the member whose session the request means; one browser may hold several members' (F18). */
export const MEMBER_HEADER = 'x-member';
