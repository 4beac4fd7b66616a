import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phoneOf } from './phone-cell.ts';

/** Nine digits after the zero of a mobile number. */
const national = fc
	.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.integer({ min: 0, max: 99_999_999 }))
	.map(([first, rest]) => first + String(rest).padStart(8, '0'));

const ways: ((nine: string) => string | number)[] = [
	(nine) => `0${nine}`,
	(nine) => nine,
	(nine) => Number(nine),
	(nine) => `+84${nine}`,
	(nine) => `84${nine}`,
	(nine) => Number(`84${nine}`),
	(nine) => `0084${nine}`,
	(nine) => `+84 (0)${nine}`,
	(nine) => `'0${nine}`,
	(nine) => `0${nine.slice(0, 3)}.${nine.slice(3, 6)}.${nine.slice(6)}`,
	(nine) => ` 0${nine.slice(0, 2)} ${nine.slice(2, 5)}\u00a0${nine.slice(5)} `
];

describe('a phone number', () => {
	test('loses no digit, however it is written', () => {
		fc.assert(
			fc.property(national, fc.constantFrom(...ways), (nine, way) => {
				expect(phoneOf(way(nine)).phone).toBe(`0${nine}`);
			})
		);
	});

	test('is never made up: what is kept stands in the cell', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9 .+/;-]{0,24}$/), (text) => {
				const { phone } = phoneOf(text);
				expect(phone === undefined || text.replace(/\D/g, '').includes(phone.slice(1))).toBe(true);
			})
		);
	});

	test('says when the zero was put back', () => {
		expect(phoneOf(323890696)).toEqual({ phone: '0323890696', zeroAdded: true });
		expect(phoneOf('0323890696')).toEqual({ phone: '0323890696' });
	});

	test.each(['038303672', '03830367245', '0383o36724', 'không có', '12', 3.5])(
		'%s is left out, and said',
		(cell) => {
			expect(phoneOf(cell)).toEqual({ complaint: { code: 'phone-wrong', params: { value: String(cell) } } });
		}
	);

	test('of several keeps the first whole one', () => {
		expect(phoneOf('12 / 0383036724; 0912345678')).toMatchObject({
			phone: '0383036724',
			complaint: { code: 'phone-several' }
		});
	});

	test('that is an identity card is not repeated', () => {
		expect(phoneOf('001198000001')).toEqual({ complaint: { code: 'phone-id-card', params: {} } });
	});
});
