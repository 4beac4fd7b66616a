import { expect, test } from 'vitest';
import { emptyForm, formOf, NO_FAULTS, readForm, readWithAdult } from './person-form.ts';

const TODAY = '2026-11-28';

test('[F2] a form says what was typed, read as people write it', () => {
	const form = { name: ' Lê  Thị Hà ', birth: '3/1/1961', phone: '0912 345 678', relation: 'wife' } as const;
	expect(readForm(form, TODAY)).toEqual({
		said: {
			name: 'Lê Thị Hà',
			birth: { day: 3, month: 1, year: 1961 },
			phone: '0912345678',
			relation: 'wife'
		}
	});
	expect(readForm({ ...emptyForm(), name: 'Hà' }, TODAY)).toEqual({ said: { name: 'Hà' } });
});

test('[F2] what is wrong is said at its field, and nothing else', () => {
	expect(readForm({ name: '', birth: '31/02/1961', phone: '09' }, TODAY)).toEqual({
		faults: {
			name: 'Chưa có tên. Hãy ghi họ và tên.',
			birth: 'Chưa đọc được ngày sinh. Hãy ghi như 23/10/1961 hoặc 1961.',
			phone: 'Số điện thoại phải có 10 số, bắt đầu bằng 0.'
		}
	});
	expect(readForm({ name: 'Hà', birth: '', phone: '12' }, TODAY)).toMatchObject({
		faults: { name: '', birth: '' }
	});
});

test('[F2] a person who is shown in the form and saved is the same person', () => {
	const person = {
		name: 'Hà',
		birth: { year: 1961, month: 10 },
		phone: '0912345678',
		relation: 'wife'
	} as const;
	const form = formOf({ ...person, household: 'h' as never, order: 1 });
	expect(readForm(form, TODAY)).toEqual({ said: person });
});

test('[F37] a child comes with an adult who speaks for them, whose own form is asked for and read', () => {
	const [child, adult] = [
		{ ...emptyForm(), name: 'Bé Na', birth: '2019' },
		{ ...emptyForm(), name: 'Mẹ Na', birth: '1990' }
	];
	const read = (...forms: [typeof child, typeof adult?]) =>
		readWithAdult(forms[0], forms[1], ({ birth }) => birth?.year === 2019, TODAY);
	expect(read(child)).toEqual({ kind: 'adult-missing' });
	const said = { name: 'Bé Na', birth: { year: 2019 } };
	expect(read(child, adult)).toEqual({
		...{ kind: 'read', said, adult: { name: 'Mẹ Na', birth: { year: 1990 } } }
	});
	expect(read(child, { ...adult, birth: '2015' })).toEqual({
		kind: 'faults',
		faults: NO_FAULTS,
		adultFaults: { ...NO_FAULTS, birth: 'Người này cũng chưa đủ 16 tuổi. Hãy ghi một người lớn.' }
	});
	expect(read({ ...child, name: '' }, adult)).toMatchObject({ kind: 'faults', adultFaults: NO_FAULTS });
	// A year that was typed wrong: nobody has to speak for who is grown up.
	expect(read({ ...child, birth: '1999' }, adult)).toMatchObject({ kind: 'read' });
	expect(read({ ...child, birth: '1999' }, adult)).not.toHaveProperty('adult');
});
