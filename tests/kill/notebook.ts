// What was seen and meant during storms of taps, and what a reopened phone may therefore show.
import type { Seen, Tap } from './in-page.ts';
import { nothingFound, type Verdict } from './verdict.ts';

interface Register {
	/** What last stood there while the screen said that all is kept. */
	shown: string;
	/** What was tapped since, in order: it may have become durable or not. */
	tapped: string[];
}

/** The second copy of unsent work may be a second behind; the harness's own clock takes the rest. */
const SECOND_COPY_MS = 1_500;

type Noted = { at: number; tap: Tap } | { at: number; seen: Seen };

/** One household's page. */
export class Notebook {
	readonly #family: string;
	readonly #now: () => number;
	readonly #answers = new Map<string, Register>();
	#visits: string[] = [];
	#tappedVisits: string[] = [];
	/** Changes that were seen as kept, and changes that were tapped at all. */
	keptOps = 0;
	tappedOps = 0;
	#open: Tap[] = [];
	/** Where it began, and all that happened since. */
	#began: { seen: Seen; keptOps: number } | undefined;
	#noted: Noted[] = [];
	#history: string[] = [];
	/** Told of each tap before it is made. */
	onTap: ((tap: Tap) => void) | undefined;

	/** `now`: milliseconds. */
	constructor(family: string, now: () => number = Date.now) {
		this.#family = family;
		this.#now = now;
	}

	willTap(tap: Tap): void {
		this.onTap?.(tap);
		this.tappedOps += tap.ops;
		this.#noted.push({ at: this.#now(), tap });
		this.#tap(tap);
	}

	#tap(tap: Tap): void {
		this.#history.push(`tap ${JSON.stringify(tap)}`);
		this.#open.push(tap);
		for (const [label, word] of Object.entries(tap.answers)) this.#registerOf(label).tapped.push(word);
		if (tap.visit !== undefined) this.#tappedVisits.push(tap.visit);
	}

	/** A screen that says "saved" promises everything that stands on it. */
	sawScreen(seen: Seen): void {
		if (!seen.isSaved) return;
		this.#noted.push({ at: this.#now(), seen });
		this.#see(seen);
	}

	#see(seen: Seen): void {
		for (const [label, word] of Object.entries(seen.answers)) {
			const register = this.#registerOf(label);
			const at = register.tapped.lastIndexOf(word);
			if (at < 0 && word !== register.shown) continue;
			register.shown = word;
			register.tapped = register.tapped.slice(at + 1);
		}
		if (seen.visits.length >= this.#visits.length) this.#visits = seen.visits;
		const shown = this.#open.filter((tap) => isShown(tap, seen));
		this.#open = this.#open.filter((tap) => !shown.includes(tap));
		// Of equal taps the screen proves one: another may have been made in a tab that had just been shut out.
		for (const tap of new Map(shown.map((one) => [JSON.stringify(one), one])).values()) {
			this.keptOps += tap.ops;
			this.#history.push(`kept ${JSON.stringify(tap)}`);
		}
	}

	/** What happened since the page was opened, for whoever looks for a fault. */
	get history(): string {
		return this.#history.join(' | ');
	}

	/** Compares the page as it stands after the phone was opened again, and goes on from it. */
	reopened(seen: Seen): Verdict {
		const found = nothingFound();
		for (const [label, { shown, tapped }] of this.#answers) {
			const word = seen.answers[label] ?? '';
			if (shown !== '') found.acknowledged += 1;
			if (word === shown || tapped.includes(word)) continue;
			tell(found, 'lost', `${label} was shown as saved with "${shown}" and is "${word}"`);
		}
		const family = Object.entries(seen.answers).filter(([label]) => label.startsWith(`${this.#family}, `));
		if (new Set(family.map(([, word]) => word)).size > 1)
			tell(found, 'half', `of one tap for all: ${family.map(([, word]) => word || '–').join(' ')}`);
		this.#checkVisits(seen, found);
		this.begin(seen);
		return found;
	}

	/**
	 * Compares the page of a phone that lost its database and went on from its second copy: of what was shown as saved just
	 * before it died nothing is promised.
	 */
	reopenedFromSecondCopy(seen: Seen): Verdict {
		const noted = this.#noted;
		const until = (noted.at(-1)?.at ?? 0) - SECOND_COPY_MS;
		if (this.#began !== undefined) {
			this.keptOps = this.#began.keptOps;
			this.begin(this.#began.seen);
		}
		for (const one of noted) {
			if ('tap' in one) this.#tap(one.tap);
			else if (one.at <= until) this.#see(one.seen);
		}
		return this.reopened(seen);
	}

	#checkVisits(seen: Seen, found: Verdict): void {
		found.acknowledged += this.#visits.length;
		if (seen.visits.length < this.#visits.length)
			tell(
				found,
				'lost',
				`visits shown as saved: ${this.#visits.join('; ')}; there: ${seen.visits.join('; ')}`
			);
		if (seen.visits.length > this.#tappedVisits.length)
			tell(found, 'doubled', `${seen.visits.length} visits, tapped ${this.#tappedVisits.length}`);
		const saysGone = seen.visits.some((line) => line.startsWith('Đã chuyển đi'));
		if (saysGone !== seen.isGone) tell(found, 'half', 'of a visit and the household that moved away');
	}

	/** From here on this is what stands there. */
	begin(seen: Seen): void {
		for (const [label, word] of Object.entries(seen.answers))
			this.#answers.set(label, { shown: word, tapped: [] });
		this.#visits = seen.visits;
		this.#tappedVisits = [...seen.visits];
		this.#open = [];
		this.#began = { seen, keptOps: this.keptOps };
		this.#noted = [];
		this.#history = [];
	}

	#registerOf(label: string): Register {
		const register = this.#answers.get(label) ?? { shown: '', tapped: [] };
		this.#answers.set(label, register);
		return register;
	}
}

const isShown = ({ answers, visit }: Tap, seen: Seen): boolean =>
	Object.entries(answers).every(([label, word]) => seen.answers[label] === word) &&
	(visit === undefined || seen.visits.some((line) => line.startsWith(visit)));

function tell(found: Verdict, kind: 'lost' | 'doubled' | 'half', what: string): void {
	found[kind] += 1;
	found.problems.push(`${kind}: ${what}`);
}
