import { beforeEach, expect, test } from 'vitest';
import { dropForm, leaveForm, openForm } from './kept-form.ts';

const KEY = 'm1 h1 p1';
const OLD = { rv: 3, epoch: 'e1' };
const NEW = { rv: 4, epoch: 'e1' };
const standing = { name: 'Lê An', phone: '0900000001', relation: 'child' };

beforeEach(() => {
	dropForm(KEY);
});

test('a form says what stands there, and says it of the version that is here', () => {
	expect(openForm(KEY, standing, OLD)).toEqual({ form: standing, standing, seen: OLD });
});

test('left and opened again it says what was typed', () => {
	const begun = openForm(KEY, standing, OLD);
	leaveForm(KEY, { ...begun, form: { ...standing, name: 'Lê Ân' } });
	expect(openForm(KEY, standing, OLD).form).toEqual({ ...standing, name: 'Lê Ân' });
});

test('[RC2] what another phone corrected meanwhile is not taken back by a form that did not touch it', () => {
	const begun = openForm(KEY, standing, OLD);
	leaveForm(KEY, { ...begun, form: { ...standing, name: 'Lê Ân' } });
	const corrected = { ...standing, phone: '0900000002' };
	expect(openForm(KEY, corrected, NEW).form).toEqual({ ...corrected, name: 'Lê Ân' });
});

test('[RC2] what was typed is said of the version that was seen, however often the form was left since', () => {
	const begun = openForm(KEY, standing, OLD);
	leaveForm(KEY, { ...begun, form: { ...standing, phone: '0900000009' } });
	const corrected = { ...standing, phone: '0900000002' };
	leaveForm(KEY, openForm(KEY, corrected, NEW));
	expect(openForm(KEY, corrected, NEW)).toEqual({
		form: { ...standing, phone: '0900000009' },
		standing: corrected,
		seen: OLD
	});
});

test('what was cleared stays cleared', () => {
	const begun = openForm<{ name: string; relation?: string | undefined }>(KEY, standing, OLD);
	leaveForm(KEY, { ...begun, form: { name: 'Lê An', relation: undefined } });
	expect(openForm<typeof begun.form>(KEY, standing, OLD).form.relation).toBeUndefined();
});

test('a form that nobody touched is begun anew', () => {
	leaveForm(KEY, openForm(KEY, standing, OLD));
	expect(openForm(KEY, standing, NEW).seen).toEqual(NEW);
});
