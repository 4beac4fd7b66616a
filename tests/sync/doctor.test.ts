import { expect, test } from 'vitest';
import { examine } from '#server/operator/examine.ts';
import { makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };

test('[ST4] the doctor asks the same of both databases, and finds what is broken', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync(phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }));
	expect(await examine(at.storage)).toEqual([]);
	await at.storage.write(async (tx) => {
		const [person] = await tx.rows(at.commune, [{ c: 'people', id: 'hh2.2' }]);
		await tx.setHead(at.commune, 'h:h1', 2);
		await tx.putDepartures(at.commune, [{ ...person!, s: 'h:h2', at: NOW }]);
		await tx.putReceipts(at.commune, phone.device, [{ n: 2, h: 'unknown' }]);
		const op = { id: 'x.1', member: phone.asker.member, raw: '{}', at: NOW } as const;
		await tx.putParkedOps(at.commune, [{ ...op, code: 'shape', state: 'waiting' }]);
		await tx.deleteRows(at.commune, [{ c: 'people', id: 'hh1.1' }]);
	});
	expect(await examine(at.storage)).toEqual([
		{ kind: 'beyond-counter', many: 1, some: ['h:h1'] },
		{ kind: 'number-twice', many: 1, some: ['h:h2 3'] },
		{ kind: 'receipts', many: 1, some: [String(phone.device)] },
		{ kind: 'identity', many: 1, some: [`${phone.device}.2`] },
		{ kind: 'parked', many: 1, some: ['x.1'] },
		{ kind: 'parent', many: 1, some: ['answers/hh1.1'] }
	]);
});
