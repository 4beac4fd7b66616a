import { describe, expect, it } from 'vitest';
import { inThrees, typedCode } from './typed-code.ts';

describe('[F32] an invite as typed', () => {
	it('is twelve digits, whatever stands between them', () => {
		for (const typed of ['482913075664', '482 913 075 664', ' 482.913-075 664 '])
			expect(typedCode(typed)).toEqual({ kind: 'complete', code: '482913075664' });
	});

	it('says how many digits are missing, or that there are too many', () => {
		expect(typedCode('482 913 07')).toEqual({ kind: 'too-short', missing: 4 });
		expect(typedCode('')).toEqual({ kind: 'too-short', missing: 12 });
		expect(typedCode('482 913 075 6641')).toEqual({ kind: 'too-long' });
	});

	it('may be the whole link', () => {
		expect(typedCode('https://tungnha.example/invite#Zm9vYmFyYmF6cXV4MTIzNA')).toEqual({
			kind: 'complete',
			code: 'Zm9vYmFyYmF6cXV4MTIzNA'
		});
	});

	it('is shown in threes, and words are left as they are', () => {
		expect(inThrees('48291')).toBe('482 91');
		expect(inThrees('482913075664')).toBe('482 913 075 664');
		expect(inThrees('')).toBe('');
		expect(inThrees('https://a.example/1234')).toBe('https://a.example/1234');
	});
});
