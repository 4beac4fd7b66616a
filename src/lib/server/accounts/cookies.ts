// One session cookie per member, so that several may use one browser (F18).
import { type MemberId, RowId } from '#domain/ids.ts';
import { MEMBER_HEADER } from '#protocol/version.ts';
import { SESSION_MS } from './sessions.ts';

/** As the framework takes them. `__Host-` needs https; a trial on http://localhost goes without. */
export function sessionCookie(member: MemberId, url: URL) {
	const secure = url.protocol === 'https:';
	const name = secure ? `__Host-tn-${member}` : `tn-${member}`;
	const options = {
		path: '/',
		httpOnly: true,
		sameSite: 'strict',
		secure,
		maxAge: SESSION_MS / 1_000
	} as const;
	return { name, options };
}

/** The member that a request says it speaks for. It grants nothing: the cookie of that member has to be there. */
export function claimedMember(headers: Headers): MemberId | undefined {
	const claimed = RowId.safeParse(headers.get(MEMBER_HEADER));
	// A colon cannot stand in a cookie's name.
	return claimed.success && !claimed.data.includes(':') ? (claimed.data as MemberId) : undefined;
}
