import { describe, expect, it, vi } from 'vitest';
import { readAloud, watchVoice } from './read-aloud.ts';

const voice = (lang: string, localService: boolean) => ({
	lang,
	localService,
	name: `${lang} ${localService}`
});
const english = voice('en-US', true);
const remote = voice('vi-VN', false);
const local = voice('vi-VN', true);

/** The voices of a browser, which come when the test says so. */
function makeVoices(voices: ReturnType<typeof voice>[]) {
	const events = new EventTarget();
	const speech = {
		getVoices: () => voices,
		addEventListener: events.addEventListener.bind(events),
		removeEventListener: events.removeEventListener.bind(events)
	};
	const change = (to: typeof voices) => {
		voices = to;
		events.dispatchEvent(new Event('voiceschanged'));
	};
	return { speech, change };
}

describe('[F9] the voice that reads aloud', () => {
	it('is a Vietnamese one that lies on the phone', () => {
		const tell = vi.fn();
		watchVoice(makeVoices([english, remote, local]).speech, tell);
		expect(tell.mock.lastCall).toEqual([local]);
	});

	it.each(['vi', 'vi-VN', 'vi_VN', 'VI-vn'])('is known by its language, written as %s', (lang) => {
		const tell = vi.fn();
		watchVoice(makeVoices([voice(lang, true)]).speech, tell);
		expect(tell.mock.lastCall?.[0]).toMatchObject({ lang });
	});

	it.each([
		['no voice', []],
		['no Vietnamese one', [english, voice('vil-XX', true)]],
		['only one that needs a network', [english, remote]]
	])('is none where there is %s', (_, voices) => {
		const tell = vi.fn();
		watchVoice(makeVoices(voices).speech, tell);
		expect(tell.mock.lastCall).toEqual([undefined]);
	});

	it('may come late, and go', () => {
		const tell = vi.fn();
		const { speech, change } = makeVoices([]);
		const stop = watchVoice(speech, tell);
		change([english, local]);
		expect(tell.mock.lastCall).toEqual([local]);
		change([english]);
		expect(tell.mock.lastCall).toEqual([undefined]);
		stop();
		change([local]);
		expect(tell.mock.lastCall).toEqual([undefined]);
	});

	it('is looked for once where the browser does not tell of changes', () => {
		const tell = vi.fn();
		watchVoice({ getVoices: () => [local] }, tell)();
		expect(tell.mock.calls).toEqual([[local]]);
	});
});

/** A browser that reads when the test lets it. */
function makeReader() {
	const queue: { line: string; heard: EventTarget }[] = [];
	const utter = (line: string) => Object.assign(new EventTarget(), { line });
	const speech = {
		speak: (one: ReturnType<typeof utter>) => void queue.push({ line: one.line, heard: one }),
		cancel: () => void queue.splice(0)
	};
	const next = (event: 'end' | 'error' = 'end') => {
		const one = queue.shift();
		one?.heard.dispatchEvent(new Event(event));
		return one?.line;
	};
	return { speech, utter, queue, next };
}

describe('[F9] reading aloud', () => {
	it('reads line after line and tells its end once', () => {
		const { speech, utter, next } = makeReader();
		const done = vi.fn();
		readAloud(speech, ['Một.', 'Hai.'], utter, done);
		expect(next()).toBe('Một.');
		expect(done).not.toHaveBeenCalled();
		expect(next()).toBe('Hai.');
		expect(done).toHaveBeenCalledOnce();
	});

	it('stops on leaving, and then tells nothing', () => {
		const { speech, utter, queue } = makeReader();
		const done = vi.fn();
		const stop = readAloud(speech, ['Một.', 'Hai.'], utter, done);
		const [first] = queue;
		stop();
		expect(queue).toEqual([]);
		// What browsers say of an utterance that was cut off.
		first?.heard.dispatchEvent(new Event('error'));
		expect(done).not.toHaveBeenCalled();
	});

	it('ends when the voice fails', () => {
		const { speech, utter, queue, next } = makeReader();
		const done = vi.fn();
		readAloud(speech, ['Một.', 'Hai.', 'Ba.'], utter, done);
		next('error');
		expect(done).toHaveBeenCalledOnce();
		expect(queue).toEqual([]);
	});

	it('begins anew whatever was being read', () => {
		const { speech, utter, queue } = makeReader();
		readAloud(speech, ['Trang trước.'], utter, () => {});
		readAloud(speech, ['Trang này.'], utter, () => {});
		expect(queue.map(({ line }) => line)).toEqual(['Trang này.']);
	});
});
