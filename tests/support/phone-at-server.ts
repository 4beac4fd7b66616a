// A member with a phone that was really enrolled: the real store and the real run, against a server in this process.
import { newPace } from '#phone/sync/pace.ts';
import { runOnce } from '#phone/sync/run.ts';
import { httpTransport } from '#phone/sync/transport.ts';
import { Enrolment } from '#protocol/sign-in.ts';
import { enrolledPhone, type TestPhone } from './test-phone.ts';
import type { TestServer } from './test-server.ts';

export interface PhoneAtServer {
	phone: TestPhone;
	/** One run; the fetch may be replaced to lose answers. */
	handIn(fetch?: typeof globalThis.fetch): Promise<string>;
	fetch: typeof globalThis.fetch;
	signInAgain(): Promise<Enrolment>;
}

/** `given`: roles and hamlets of the member, who is also called so. */
export async function phoneAt(
	server: TestServer,
	member: string,
	...given: [Parameters<TestServer['addMember']>[1]?, string[]?]
): Promise<PhoneAtServer> {
	await server.addMember(member, ...given);
	const jar = new Map<string, string>();
	const fetch: typeof globalThis.fetch = (path, init) => server.fetchWith(jar)(path, init);
	const signInAgain = async () => {
		const body = JSON.stringify({ code: await server.invite(member), attempt: 'a'.repeat(22) });
		return Enrolment.parse(await (await fetch('/api/sign-in', { method: 'POST', body })).json());
	};
	const { device, epoch } = await signInAgain();
	const phone = await enrolledPhone({ member, device, epoch, clock: { now: Date.now() } });
	const pace = newPace();
	const handIn = async (via = fetch) => {
		const transport = httpTransport(member as never, { fetch: via });
		return (await runOnce({ store: phone.store, transport, now: Date.now, app: 'test' }, pace)).kind;
	};
	return { phone, handIn, fetch, signInAgain };
}
