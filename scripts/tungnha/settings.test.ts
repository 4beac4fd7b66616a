import { expect, test } from 'vitest';
import { settingsFrom } from './settings.ts';

test('links begin with the address of this machine until ORIGIN says another', () => {
	expect(settingsFrom({}).origin).toBe('http://localhost:3000');
	expect(settingsFrom({ PORT: '4100' }).origin).toBe('http://localhost:4100');
	expect(settingsFrom({ ORIGIN: 'https://xa.example.vn/' }).origin).toBe('https://xa.example.vn');
});
