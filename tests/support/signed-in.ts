import type { MemberId } from '#domain/ids.ts';
import { issueInvite } from '#server/accounts/invites.ts';
import type { Call, TestApi } from './test-api.ts';
import { makePhone, type TestCommune } from './test-commune.ts';

/** A member's browser after sign-in: what it sends with every call. `given`: roles and hamlets of the member. */
export async function signedIn(
	at: TestCommune,
	api: TestApi,
	name = 'hoa',
	...given: [Parameters<typeof makePhone>[2]?, Parameters<typeof makePhone>[3]?]
): Promise<{ call: Call; device: number }> {
	await makePhone(at, name, ...given);
	return signedInAgain(at, api, name);
}

/** Another browser of a member who is there already. */
export async function signedInAgain(
	at: TestCommune,
	api: TestApi,
	name: string
): Promise<{ call: Call; device: number }> {
	const invite = { commune: at.commune, member: name as MemberId, kind: 'printed', now: Date.now() } as const;
	const { code } = await issueInvite(at.storage, invite);
	const { body, cookies } = await api.call('/api/sign-in', { body: { code, attempt: 'a'.repeat(22) } });
	const [cookie] = cookies;
	const call = { headers: { 'x-member': name }, cookies: { [cookie!.name]: cookie!.value } };
	return { call, device: Number(body.device) };
}
