// What most journeys begin with: a server on a commune of its own and phones, taken away again when the test is over.
import { test } from '@playwright/test';
import { startCommune, type CommuneServer } from './real-commune.ts';
import { Phone } from './real-phone.ts';
import { signIn } from './story.ts';

export interface Here {
	/** Of the test that runs. */
	readonly commune: CommuneServer;
	/** A new phone; with `link`, signed in. */
	aPhone(link?: string): Promise<Phone>;
}

/** To be called once at the top of a file of journeys. */
export function communePerTest(): Here {
	let commune: CommuneServer | undefined;
	let phones: Phone[] = [];

	test.beforeEach(async () => {
		commune = await startCommune();
	});

	test.afterEach(async () => {
		await Promise.all(phones.map((phone) => phone.dispose()));
		phones = [];
		await commune?.close();
		commune = undefined;
	});

	return {
		get commune() {
			if (commune === undefined) throw new Error('no test runs');
			return commune;
		},
		async aPhone(link) {
			const phone = await Phone.make();
			phones.push(phone);
			if (link !== undefined) await signIn(phone.page, link);
			return phone;
		}
	};
}
