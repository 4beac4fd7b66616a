// The measure of success (product page): a household of four with five items each, in at most 30 taps and two minutes of the
// keystroke-level model, without a network.
import { expect, test } from '@playwright/test';
import { Finger } from '../support/finger.ts';
import { effortOf, type Effort } from '../support/keystroke-level.ts';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { Phone } from '../support/real-phone.ts';
import { itemOf, openHousehold, saved, signIn, untilReadyForTheRoad } from '../support/story.ts';

const HEAD = 'Lê An';
const [WIFE, SON, DAUGHTER] = ['Nguyễn Thị Thảo', 'Lê Ngọc Nở', 'Lê Như Nở'];
const FAMILY = [HEAD, WIFE, SON, DAUGHTER];
const [VNEID, DVC, HEALTH, MONEY, SCAMS] = [
	'VNeID mức 2',
	'Cổng Dịch vụ công',
	'Sổ sức khỏe điện tử',
	'Mobile money',
	'Phòng chống lừa đảo'
];

/** What the family says, by item and person: 12 Đã có, 6 Chưa, 2 Vướng. */
const SAID: Record<string, readonly string[]> = {
	[VNEID]: ['Đã có', 'Đã có', 'Đã có', 'Đã có'],
	[DVC]: ['Đã có', 'Chưa', 'Đã có', 'Chưa'],
	[HEALTH]: ['Đã có', 'Vướng', 'Đã có', 'Chưa'],
	[MONEY]: ['Vướng', 'Chưa', 'Chưa', 'Chưa'],
	[SCAMS]: ['Đã có', 'Đã có', 'Đã có', 'Đã có']
};
const WHY: Record<string, string> = { [HEALTH]: 'Quên mật khẩu', [MONEY]: 'SIM không chính chủ' };

let commune: CommuneServer;
let phone: Phone;

test.beforeEach(async () => {
	commune = await startCommune();
	phone = await Phone.make();
});

test.afterEach(async () => {
	await phone.dispose();
	await commune.close();
});

test('[F3] a household of four is recorded in 30 taps and two minutes, without a network', async () => {
	const { page } = phone;
	await signIn(page, commune.links.volunteer);
	await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await untilReadyForTheRoad(page);
	await phone.setOffline(true);
	await openHousehold(page, 'le an', HEAD);

	const paths: string[] = [];
	page.on('framenavigated', (frame) => paths.push(new URL(frame.url()).pathname.split('/').at(-1) ?? ''));
	const finger = new Finger(page);
	const button = (item: string, person: string, name: string) =>
		itemOf(page, item, person).getByRole('button', { name, exact: true });

	/** She looks for the next button once the last tap is kept: the bar that takes it back is there again then. */
	const pressed = async (item: string, person: string, name: string) => {
		await expect(button(item, person, name)).toHaveAttribute('aria-pressed', 'true');
		await expect(page.getByRole('button', { name: 'Hoàn lại' })).toBeVisible();
	};

	await test.step('what all four have is said once', async () => {
		await finger.tap(page.getByRole('button', { name: 'Cả nhà đã có' }));
		const offers = page.getByRole('group', { name: 'Cả nhà đã có' });
		for (const item of [VNEID, SCAMS]) {
			await finger.tap(offers.getByRole('button', { name: item }));
			await pressed(item, HEAD, 'Đã có');
		}
	});

	for (const [at, person] of FAMILY.entries()) {
		await test.step(`${person} is asked about the rest`, async () => {
			if (at < 2) {
				await finger.tap(button(VNEID, person, 'Đã xem trên máy'));
				await pressed(VNEID, person, 'Đã xem trên máy');
			}
			for (const item of [DVC, HEALTH, MONEY]) {
				const word = SAID[item]?.[at] ?? '';
				await finger.tap(button(item, person, word), { opensPage: word === 'Vướng' });
				if (word === 'Vướng')
					await finger.tap(page.getByRole('button', { name: WHY[item] ?? '' }), { opensPage: true });
				await pressed(item, person, word);
			}
		});
	}

	await finger.tap(page.getByRole('button', { name: 'Gặp', exact: true }));
	await expect(page.getByText(/Gặp, hôm nay lúc/)).toBeVisible();
	await expect(saved(page)).toBeVisible();

	const effort = effortOf(finger.steps);
	process.stdout.write(`${inWords(effort)}\n`);
	expect(effort.taps).toBeLessThanOrEqual(30);
	expect(effort.seconds).toBeLessThanOrEqual(120);
	// No page but the two of reasons, and back.
	const household = paths.at(-1);
	expect(paths).toEqual(['why', household, 'why', household]);

	await test.step('all twenty answers stand, two of them seen', async () => {
		for (const [item, words] of Object.entries(SAID)) {
			for (const [at, word] of words.entries())
				await expect(button(item, FAMILY[at] ?? '', word)).toHaveAttribute('aria-pressed', 'true');
		}
		await expect(page.getByRole('button', { name: 'Đã xem trên máy', pressed: true })).toHaveCount(2);
	});
});

function inWords({ taps, swipes, seconds }: Effort): string {
	return `a household of four: ${taps} taps (at most 30), ${swipes} swipes, ${seconds.toFixed(1)} s of the model (at most 120)`;
}
