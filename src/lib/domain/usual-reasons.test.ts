import { expect, test } from 'vitest';
import { defaultChecklist } from './default-checklist.ts';
import { Reason } from './reason.ts';
import { reasonsFor } from './usual-reasons.ts';

test('every reason is offered for every item, each once', () => {
	for (const { code } of defaultChecklist()) {
		const { usual, others } = reasonsFor(code);
		expect([...usual, ...others].sort(), code).toEqual([...Reason.options].sort());
	}
});

test('what usually stands in the way of an item comes first', () => {
	expect(reasonsFor('MM').usual[0]).toBe('V05');
	expect(reasonsFor('CC').usual[0]).toBe('V08');
});

test("an item of the commune's own gets the reasons that fit any item", () => {
	expect(reasonsFor('XYZ').usual).toEqual(['V01', 'V02', 'V17', 'V15']);
});
