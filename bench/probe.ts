// A watcher put into the page from outside, before the app starts: when rows were drawn, a tap was answered and saved,
// a key found its list, received pages were on the disk. The app knows nothing of it.

/** Milliseconds from the finger's lifting to the next frame drawn, and to the frame that says "Đã lưu trên máy". */
export interface TapTimes {
	paint: number;
	saved: number;
}

export interface Probe {
	/** When the first household row was drawn, in ms since the navigation began. */
	rowsAt: number | undefined;
	/** When transactions that added received pages were complete. */
	pagesAt: number[];
	longTasks: { start: number; duration: number }[];
	/** Watches the next tap until it has been answered and saved. */
	watchTap(): void;
	tap: Promise<TapTimes> | undefined;
	/** Watches the next key until the list has changed: milliseconds from the key, undefined when nothing changed. */
	watchKey(): void;
	key: Promise<number | undefined> | undefined;
}

declare global {
	interface Window {
		probe: Probe;
		tellRows?: (at: string) => void;
	}
}

/** A link to a household: a row of the door list, and not the way to a new one. */
export const ROW = 'main a[href^="/households/"]:not([href^="/households/new"])';

/**
 * What the probe looks for; `patience`: milliseconds after which a key that changed nothing is given up; `tellRows`: the
 * function called when the first row was drawn, if the driver has put one there.
 */
export const watched = { row: ROW, saved: 'Đã lưu trên máy', patience: 1_000, tellRows: 'tellRows' } as const;

/** Runs in the page, so it can use nothing from outside but its argument. */
export function installProbe({ row, saved, patience, tellRows }: typeof watched): void {
	const probe: Probe = {
		rowsAt: undefined,
		pagesAt: [],
		longTasks: [],
		watchTap: () => void (probe.tap = nextTap()),
		tap: undefined,
		watchKey: () => void (probe.key = nextKey()),
		key: undefined
	};
	window.probe = probe;

	/** Calls back after the frame that shows what has changed until now. */
	function afterPaint(then: (at: number) => void): void {
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => then(performance.now());
			port2.postMessage(null);
		});
	}

	function watch(react: (changes: MutationRecord[]) => boolean): void {
		const observer = new MutationObserver((changes) => {
			if (react(changes)) observer.disconnect();
		});
		observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
	}

	function once(event: string, then: (at: number) => void): void {
		addEventListener(event, ({ timeStamp }) => then(timeStamp), { capture: true, once: true });
	}

	function nextTap(): Promise<TapTimes> {
		return new Promise((resolve, reject) => {
			once('pointerup', (start) => {
				setTimeout(() => reject(new Error('a tap was not answered and saved')), 10 * patience);
				const times: Partial<TapTimes> = {};
				const done = (): void => {
					if (times.paint !== undefined && times.saved !== undefined) resolve(times as TapTimes);
				};
				const keep = (name: keyof TapTimes) =>
					afterPaint((at) => {
						times[name] = at - start;
						done();
					});
				keep('paint');
				// The line says "Đang lưu…" at once and the other words when it is durable.
				let wasSaving = false;
				watch(() => {
					const isSaved = linesOfState().includes(saved);
					if (!isSaved) wasSaving = true;
					else if (wasSaving) keep('saved');
					return isSaved && wasSaving;
				});
			});
		});
	}

	function linesOfState(): (string | undefined)[] {
		return [...document.querySelectorAll('[role=status]')].map((line) => line.textContent?.trim());
	}

	function nextKey(): Promise<number | undefined> {
		return new Promise((resolve) => {
			once('keydown', (start) => {
				setTimeout(resolve, patience, undefined);
				// The field itself changes too (its button to clear it): only what lies outside is the list.
				const isOutside = ({ target }: MutationRecord): boolean =>
					!(target instanceof Element ? target : target.parentElement)?.closest('search');
				watch((changes) => {
					if (!changes.some(isOutside)) return false;
					afterPaint((at) => resolve(at - start));
					return true;
				});
			});
		});
	}

	watch(() => {
		if (document.querySelector(row) === null) return false;
		afterPaint((at) => {
			probe.rowsAt = at;
			window[tellRows]?.(String(at));
		});
		return true;
	});

	new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries())
			probe.longTasks.push({ start: startTime, duration });
	}).observe({ type: 'longtask', buffered: true });

	// eslint-disable-next-line @typescript-eslint/unbound-method -- called below with the store it was called on
	const { add } = IDBObjectStore.prototype;
	const seen = new WeakSet<IDBTransaction>();
	IDBObjectStore.prototype.add = function (...given) {
		if (this.name === 'pages' && !seen.has(this.transaction)) {
			seen.add(this.transaction);
			this.transaction.addEventListener('complete', () => probe.pagesAt.push(performance.now()));
		}
		return add.apply(this, given);
	};
}
