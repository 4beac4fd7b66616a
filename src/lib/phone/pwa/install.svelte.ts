// "Thêm vào màn hình chính". Chromium hands over its own question once; it is kept until the person asks for it.

interface InstallQuestion extends Event {
	prompt(): Promise<unknown>;
}

export class Install {
	/** The browser is ready to ask. */
	isOffered = $state(false);
	#question: InstallQuestion | undefined;

	/** `page`: the window; listen before the first paint, the event comes early and once. */
	constructor(page: EventTarget) {
		page.addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault();
			this.#question = event as InstallQuestion;
			this.isOffered = true;
		});
		page.addEventListener('appinstalled', () => (this.isOffered = false));
	}

	/** Lets the browser ask; it answers only once. */
	async ask(): Promise<void> {
		const question = this.#question;
		this.#question = undefined;
		this.isOffered = false;
		await question?.prompt();
	}
}

/** Whether the app runs from the home screen. */
export function isInstalled(): boolean {
	const { standalone } = navigator as { standalone?: boolean };
	return standalone === true || matchMedia('(display-mode: standalone)').matches;
}
