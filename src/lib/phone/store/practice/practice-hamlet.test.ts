import { describe, expect, test } from 'vitest';
import { dayOf } from '#domain/calendar.ts';
import { cardMayEnd } from '#domain/birth.ts';
import { doorStateOf, nextAppointmentOf, toRecheckOf } from '#domain/door-state.ts';
import { rowFields } from '#protocol/row-fields.ts';
import { Row } from '#protocol/row.ts';
import { Rows } from '../rows.ts';
import { View } from '../view.ts';
import { practiceRows } from './practice-hamlet.ts';

const NOW = Date.UTC(2026, 10, 28, 13);
const TODAY = dayOf(NOW);

function practised(): View {
	const rows = new Rows();
	const view = new View(rows);
	for (const [scope, page] of Object.entries(practiceRows(NOW)))
		rows.putPage({ scope, generation: 1, epoch: 'e' }, page, []);
	return view;
}

describe('[F8] the invented hamlet', () => {
	const view = practised();
	const [hamlet] = view.hamlets();
	const households = view.householdsOf(hamlet?.id as never);
	const { mainItems } = view.checklist(TODAY);
	const stateOf = (head: string) => {
		const household = households.find(({ id }) => view.peopleOf(id)[0]?.name === head);
		if (household === undefined) throw new Error(`${head} does not live here`);
		return doorStateOf(view.factsOf(household.id), mainItems, TODAY);
	};

	test('is made of rows that a server could have sent', () => {
		const rows = Object.values(practiceRows(NOW)).flat();
		for (const row of rows) {
			expect(Row.safeParse(row).success, row.id).toBe(true);
			expect(rowFields[row.c].safeParse(row.f).success, row.id).toBe(true);
		}
		expect(new Set(rows.map(({ c, id }) => `${c} ${id}`)).size).toBe(rows.length);
	});

	test('has twelve households, with something of everything to practise on', () => {
		expect(households).toHaveLength(12);
		expect(stateOf('Nguyễn Văn Thử')).toBe('not-visited');
		expect(stateOf('Phạm Thị Không Máy')).toBe('partial');
		expect(stateOf('Hoàng Văn Đi Xa')).toBe('not-visited');
		expect(stateOf('Vũ Văn Chưa Muốn')).toBe('refused');
		expect(stateOf('Đặng Thị Hẹn Hôm Nay')).toBe('follow-up');
		expect(stateOf('Bùi Văn Vắng Nhà')).toBe('not-home');
		expect(stateOf('Đỗ Thị Đã Xong')).toBe('complete');
		expect(stateOf('Hồ Văn Đang Dở')).toBe('partial');
		const due = households
			.map(({ id }) => nextAppointmentOf(view.factsOf(id))?.day)
			.filter((day) => day === TODAY);
		expect(due).toHaveLength(1);
		const again = households.flatMap(({ id }) =>
			toRecheckOf(view.factsOf(id), view.peopleOf(id), view.items())
		);
		expect(again).toHaveLength(1);
		const people = households.flatMap(({ id }) => view.peopleOf(id));
		expect(people.filter(({ residence }) => residence?.kind === 'away')).toHaveLength(1);
		const mayEnd = people.filter(({ birth }) => birth && cardMayEnd(birth, TODAY) === 'this-year');
		expect(mayEnd.length).toBeGreaterThanOrEqual(2);
	});

	test("rings at nobody's", () => {
		const people = households.flatMap(({ id }) => view.peopleOf(id));
		expect(people.filter(({ phone }) => phone !== undefined)).toEqual([]);
	});
});

test('a month after the turn of the year is one of the next', () => {
	const rows = Object.values(practiceRows(Date.UTC(2026, 11, 5))).flat();
	const away = rows.find(({ f }) => (f.residence as { kind?: string } | undefined)?.kind === 'away');
	expect(away?.f.residence).toEqual({ kind: 'away', until: '2027-02' });
});
