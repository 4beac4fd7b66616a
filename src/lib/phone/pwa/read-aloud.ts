// Reading aloud (F9), only with a Vietnamese voice that lies on the phone: one that needs a network falls silent at a
// door without signal, and would send what is read to a stranger.

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'name'>;
type Listens = (type: 'voiceschanged', listener: () => void) => void;

/** What is used of the browser's speechSynthesis. Older Safari cannot be listened to. */
export interface Speech<V extends Voice = SpeechSynthesisVoice, U = SpeechSynthesisUtterance> {
	getVoices(): readonly V[];
	speak(utterance: U): void;
	cancel(): void;
	addEventListener?: Listens;
	removeEventListener?: Listens;
}

/** Android writes the language with a low line. */
function voiceOnThePhone<V extends Voice>(voices: readonly V[]): V | undefined {
	return voices.find(({ lang, localService }) => localService && /^vi([-_]|$)/i.test(lang));
}

/** Tells the voice there is, now and whenever the list of voices changes: most browsers have none at first. */
export function watchVoice<V extends Voice>(
	speech: Pick<Speech<V>, 'getVoices' | 'addEventListener' | 'removeEventListener'>,
	tell: (voice: V | undefined) => void
): () => void {
	const look = () => tell(voiceOnThePhone(speech.getVoices()));
	look();
	speech.addEventListener?.('voiceschanged', look);
	return () => speech.removeEventListener?.('voiceschanged', look);
}

/**
 * Reads line after line, each by itself: Chromium breaks a long text off. `ondone` is called at the end or at a failure;
 * not after the function returned, which stops the reading.
 */
export function readAloud<U extends EventTarget>(
	speech: Pick<Speech<never, U>, 'speak' | 'cancel'>,
	lines: readonly string[],
	utter: (line: string) => U,
	ondone: () => void
): () => void {
	let isOver = false;
	const end = () => {
		if (isOver) return;
		isOver = true;
		speech.cancel();
		ondone();
	};
	// Kept until the end: Chromium forgets to tell of one that nobody holds.
	const utterances = lines.map(utter);
	for (const one of utterances) one.addEventListener('error', end);
	utterances.at(-1)?.addEventListener('end', end);
	// Whatever another page left in the queue.
	speech.cancel();
	for (const one of utterances) speech.speak(one);
	return () => {
		isOver = true;
		speech.cancel();
	};
}
