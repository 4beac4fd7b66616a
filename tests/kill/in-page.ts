// What runs inside the page during a storm of taps: fingers and eyes. Everything is found and read as a person would, by
// role and Vietnamese words; nothing of the app is imported or asked. Each function is sent over whole, so it uses
// nothing from outside itself.

/** What stood on the screen when it was painted. */
export interface Seen {
	/** "Đã lưu trên máy" stood there. */
	isSaved: boolean;
	/** The pressed answer by "item, person"; '' where none is. Only rows that have buttons. */
	answers: Record<string, string>;
	/** Visits of today as listed, the newest first. */
	visits: string[];
	/** The notice that the household has moved away. */
	isGone: boolean;
}

/** What the finger is about to do, told before it does. */
export interface Tap {
	/** What each row will show, by its label. */
	answers: Record<string, string>;
	visit?: string;
	/** Changes it makes. */
	ops: number;
}

declare global {
	interface Window {
		look: () => Seen;
		/** The harness: resolves when it has written it down. */
		sawScreen: (seen: Seen, path: string) => Promise<void>;
		willTap: (tap: Tap, path: string) => Promise<void>;
		stopTapping?: boolean;
	}
}

/** Installed before the app starts: tells each screen after it was painted, when it differs from the one before. */
export function openEyes(): void {
	const textOf = (element: Element): string => element.textContent?.trim() ?? '';
	window.look = () => {
		const states = [...document.querySelectorAll('[role=status], [role=alert]')];
		const answers: Record<string, string> = {};
		for (const group of document.querySelectorAll('[role=group][aria-label*=", "]')) {
			const choices = [...group.querySelectorAll('button[aria-pressed]')].filter((button) =>
				['Đã có', 'Chưa', 'Vướng'].includes(textOf(button))
			);
			const pressed = choices.find((button) => button.getAttribute('aria-pressed') === 'true');
			if (choices.length > 0)
				answers[group.getAttribute('aria-label') ?? ''] = pressed ? textOf(pressed) : '';
		}
		const visits = [...document.querySelectorAll('li')].map(textOf).filter((line) => / hôm nay /.test(line));
		return {
			isSaved: states.some((state) => textOf(state) === 'Đã lưu trên máy'),
			answers,
			visits,
			isGone: document.body.textContent?.includes('Nhà này đã chuyển đi') === true
		};
	};
	let last = '';
	let isAsked = false;
	const lookAfterPaint = (): void => {
		if (isAsked) return;
		isAsked = true;
		requestAnimationFrame(() => {
			isAsked = false;
			const seen = window.look();
			if (last === (last = JSON.stringify(seen))) return;
			void window.sawScreen(seen, location.pathname);
		});
	};
	new MutationObserver(lookAfterPaint).observe(document, {
		subtree: true,
		childList: true,
		attributes: true,
		characterData: true
	});
}

/** Taps until it is told to stop or the browser dies. `chances`: numbers between 0 and 1, used in turn. */
export async function storm({ single, family, withVisits, chances }: StormWish): Promise<void> {
	let used = 0;
	const chance = (): number => chances[(used += 1) % chances.length] ?? 0;
	const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
	const textOf = (element: Element): string => element.textContent?.trim() ?? '';
	const button = (within: ParentNode, text: string): HTMLButtonElement | undefined =>
		[...within.querySelectorAll('button')].find((one) => textOf(one) === text);
	const rowsOf = (item: string): Element[] => [
		...document.querySelectorAll(`[role=group][aria-label^="${item}, "]`)
	];
	const nameOf = (row: Element): string => row.getAttribute('aria-label') ?? '';
	const tap = async (target: HTMLButtonElement, what: Tap): Promise<void> => {
		await window.willTap(what, location.pathname);
		target.click();
	};

	const answerOne = async (): Promise<void> => {
		const rows = rowsOf(single[Math.floor(chance() * single.length)] ?? '');
		const row = rows[Math.floor(chance() * rows.length)];
		if (row === undefined) return;
		const word = window.look().answers[nameOf(row)] === 'Đã có' ? 'Chưa' : 'Đã có';
		const target = button(row, word);
		if (target !== undefined) await tap(target, { answers: { [nameOf(row)]: word }, ops: 1 });
	};

	// All of them or none: one tap for the whole family, taken back by one tap.
	const answerAll = async (): Promise<void> => {
		const names = rowsOf(family).map(nameOf);
		const all = (word: string): Tap => ({
			answers: Object.fromEntries(names.map((name) => [name, word])),
			ops: names.length
		});
		const offers = document.querySelector('[role=group][aria-label="Cả nhà đã có"]');
		const offer = offers === null ? undefined : button(offers, family);
		if (offer === undefined) return;
		await tap(offer, all('Đã có'));
		await pause(chance() * 60);
		const bar = document.querySelector('section[aria-label="Việc vừa làm"]');
		const undo = bar === null ? undefined : button(bar, 'Hoàn lại');
		if (undo !== undefined) await tap(undo, all(''));
	};

	[...document.querySelectorAll<HTMLButtonElement>('button[aria-expanded=false]')]
		.find((one) => textOf(one).startsWith('Cả nhà đã có'))
		?.click();
	while (window.stopTapping !== true) {
		const kind = chance();
		if (kind < 0.25) await answerAll();
		else if (kind < 0.3 && withVisits) {
			const met = button(document, 'Gặp');
			const isNew = met !== undefined && met.getAttribute('aria-pressed') !== 'true';
			if (isNew && window.look().visits.length === 0) await tap(met, { answers: {}, visit: 'Gặp', ops: 1 });
		} else if (kind < 0.32 && withVisits) {
			const away = button(document, 'Đã chuyển đi');
			const isNew = away !== undefined && away.getAttribute('aria-pressed') !== 'true';
			if (isNew && !window.look().isGone) await tap(away, { answers: {}, visit: 'Đã chuyển đi', ops: 2 });
		} else await answerOne();
		await pause(chance() * 40);
	}
}

export interface StormWish {
	/** Items that are answered one by one. */
	single: string[];
	/** The item that is answered for the whole family, and for nobody alone. */
	family: string;
	/** How the visit ended is tapped too. */
	withVisits: boolean;
	chances: number[];
}
