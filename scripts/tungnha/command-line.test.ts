import { describe, expect, test } from 'vitest';
import { commandIn } from './command-line.ts';

describe('a command line', () => {
	test('without words asks for help', () => {
		expect(commandIn([]).name).toBe('help');
		expect(commandIn(['--help']).name).toBe('help');
	});

	test('is read with its file and options', () => {
		expect(commandIn(['import', 'a.xlsx', '--hamlet', 'Thôn Đông', '--accept'])).toMatchObject({
			name: 'import',
			file: 'a.xlsx',
			options: { hamlet: 'Thôn Đông', accept: true }
		});
		expect(commandIn(['invite', '--role', 'volunteer', '--role', 'hamlet-head'])).toMatchObject({
			options: { role: ['volunteer', 'hamlet-head'] }
		});
	});

	test.each([
		[['fly'], 'Không có lệnh “fly”.'],
		[['stats', '--jsn'], 'Không hiểu “--jsn”.'],
		[['stats', 'now'], 'Không hiểu “now”.'],
		[['import', 'a', 'b'], 'Không hiểu “b”.'],
		[['invite', '--name'], 'Không hiểu “--name”.']
	])('%j is refused in one sentence', (words, sentence) => {
		expect(() => commandIn(words)).toThrow(sentence);
	});
});
