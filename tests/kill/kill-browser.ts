// A real Chromium killed while somebody taps in the real app, and opened again on the same profile; profiles put back to
// an earlier day; two tabs; a browser that loses its database because it was killed in the middle of a write. What the page showed as saved, as a person read it, has to be there.
import { startCommune } from '../support/real-commune.ts';
import { Phone } from '../support/real-phone.ts';
import { Hand } from './hand.ts';
import type { Random } from './random.ts';
import type { Told } from './run.ts';

export async function killBrowser(kills: number, random: Random): Promise<Told> {
	const commune = await startCommune();
	const phone = await Phone.make();
	try {
		const hand = await Hand.takeUp(commune, phone, random);
		for (let kill = 0; kill < kills; kill += 1) {
			if (kill % 5 === 2) await hand.putBackToAnEarlierDay();
			await hand.tapUntilKilled({ tearing: kill % 5 === 0, withTwoTabs: kill % 5 === 3 });
		}
		await hand.handIn();
		await commune.kill();
		hand.checkServer();
		const { said, alsoDone, verdict } = hand;
		return { lines: [`browser: ${kills} kills, ${said}`, alsoDone], kills, verdict };
	} finally {
		await phone.dispose();
		await commune.close();
	}
}
