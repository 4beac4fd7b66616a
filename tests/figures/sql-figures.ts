// The figures of the boards, counted once more in SQL from the server's own tables. No rule of the domain is used: who is
// eligible, asked, reached or invited is said here a second time, from the glossary and the product's rules.
import Database from 'better-sqlite3';

/** A figure by its name: what it is of, in which hamlet, counted how. */
export type Figures = Record<string, number>;

const VIEWS = `
create temp view live as select c, id, f from rows where s <> 'e';

create temp view door as
	select id, f ->> 'hamlet' as hamlet, coalesce(f ->> 'group', '') as grp, coalesce(f ->> 'noRecord', 0) as refused
	from live
	where c = 'households' and f ->> 'status' = 'active' and f ->> 'mergedInto' is null;

create temp view last_word as
	select person, purpose, kind from (
		select f ->> 'person' as person, f ->> 'purpose' as purpose, f ->> 'kind' as kind,
			row_number() over (
				partition by f ->> 'person', f ->> 'purpose' order by cast(f ->> 'at' as integer) desc
			) as newest
		from live where c = 'notices' and f ->> 'person' is not null and f ->> 'kind' <> 'notice-given'
	) where newest = 1;

create temp table twice as
	select id, f ->> 'sameAs' as next from live as row
	where c = 'people' and exists (select 1 from live where live.c = 'people' and live.id = row.f ->> 'sameAs');

create temp table leads_to as
	with recursive path (start, id) as (
		select id, next from twice union select start, twice.next from path join twice using (id)
	) select start, id from path;

create temp table same_person as
	with recursive linked (one, other) as (
		select id, next from twice union select next, id from twice
		union select linked.one, twice.next from linked join twice on twice.id = linked.other
		union select linked.one, twice.id from linked join twice on twice.next = linked.other
	) select one, other from linked;

/* In a circle the lowest id stands. */
create temp table does_not_stand as
	select id from twice where not (
		exists (select 1 from leads_to where start = twice.id and leads_to.id = twice.id)
		and twice.id = (select min(id) from leads_to where start = twice.id)
	);

create temp view has_refused as
	select person as id from last_word
	where purpose = 'help-at-the-door' and kind in ('refused', 'consent-withdrawn');

create temp table listed as
	select person.id, door.id as household, door.hamlet, door.grp,
		coalesce(person.f ->> '$.residence.kind', 'home') as lives,
		person.f ->> '$.birth.year' as year, person.f ->> '$.birth.month' as month, person.f ->> '$.birth.day' as day
	from live as person join door on door.id = person.f ->> 'household'
	where person.c = 'people' and door.refused = 0
		and person.id not in (select id from does_not_stand)
		and person.id not in (select id from has_refused)
		and person.id not in (select one from same_person join has_refused on has_refused.id = other);
create index temp.listed_by_id on listed (id);
create index temp.listed_by_household on listed (household);

create temp table answer as
	select live.c, live.id as of_row, one.key as item, one.value ->> 'status' as status, one.value ->> 'reason' as reason,
		one.value ->> 'stage' as stage, one.value ->> 'despite' as despite, one.value ->> 'evidence' as evidence,
		one.value ->> 'atDoor' as at_door
	from live, json_each(live.f) as one
	where live.c in ('answers', 'householdAnswers');
create index temp.answer_by_row on answer (of_row, item);

create temp view offered as
	select id as item, f ->> 'of' as of_whom, f ->> 'main' as main, f ->> 'order' as place, f ->> 'fromAge' as from_age,
		coalesce(f ->> 'needsVneid', 0) as needs_vneid, f ->> 'counted' as counted
	from live
	where c = 'items' and f ->> 'on' = 1
		and coalesce(f ->> 'from', '0') <= (select today from day_of_count)
		and coalesce(f ->> 'until', '9') >= (select today from day_of_count);

create temp view by_campaign as
	select item from (
		select wish.value as item, min(running.turn * 100 + wish.key) as turn
		from (
			select f, row_number() over (order by f ->> 'from' desc, id) as turn from live
			where c = 'campaigns' and coalesce(f ->> 'cancelled', 0) = 0
				and f ->> 'from' <= (select today from day_of_count) and f ->> 'until' >= (select today from day_of_count)
		) as running, json_each(running.f, '$.mainItems') as wish
		where wish.value not in ('VN2', 'DVC1', 'SK', 'MM')
		group by wish.value
	) order by turn limit 2;

create temp table main_item as
	select item, from_age, needs_vneid from offered
	where of_whom = 'person' and case
		when exists (select 1 from by_campaign)
			then item in ('VN2', 'DVC1', 'SK', 'MM') or item in (select item from by_campaign)
		else main = 1 end
	order by place limit 6;

create temp table state as
	select listed.id as person, listed.household, listed.hamlet, listed.grp, listed.lives, asked.item, asked.is_main,
		answer.reason, answer.stage,
		case
			when answer.status in ('not-yet', 'blocked', 'done') then answer.status
			when asked.needs_vneid = 1 and coalesce(vneid.status, '') <> 'done' then 'waiting'
			else 'unasked'
		end as state,
		answer.despite is null and asked.from_age is not null and (
			listed.year is null
			or listed.year + asked.from_age = today.year and (
				listed.month is null or listed.month = today.month and listed.day is null
			)
		) as flagged
	from listed
	join (
		select offered.*, item in (select item from main_item) as is_main from offered where of_whom = 'person'
	) as asked
	join (
		select cast(substr(today, 1, 4) as integer) as year, cast(substr(today, 6, 2) as integer) as month,
			cast(substr(today, 9, 2) as integer) as day from day_of_count
	) as today
	left join answer on answer.c = 'answers' and answer.of_row = listed.id and answer.item = asked.item
	left join answer as vneid on vneid.c = 'answers' and vneid.of_row = listed.id and vneid.item = 'VN2'
	where coalesce(answer.status, '') <> 'exempt' and (
		answer.despite is not null or asked.from_age is null or listed.year is null
		or listed.year + asked.from_age < today.year
		or listed.year + asked.from_age = today.year and (
			listed.month is null or listed.month < today.month
			or listed.month = today.month and (listed.day is null or listed.day <= today.day)
		)
	);
create index temp.state_by_person on state (person);
create index temp.state_by_household on state (household);

create temp table knock as
	select id, f ->> 'household' as household, f ->> 'outcome' as outcome, cast(f ->> 'at' as integer) as at
	from live where c = 'visits' and coalesce(f ->> 'voided', 0) = 0;
create index temp.knock_by_household on knock (household);

create temp view recorded as
	select c, of_row from answer
	where status <> 'unasked' and not (status = 'done' and evidence = 'confirmed' and at_door is null);

create temp table reached as
	select door.id as household, door.hamlet, door.grp,
		exists (select 1 from knock where knock.household = door.id and outcome <> 'not-home')
		or exists (select 1 from recorded where c = 'householdAnswers' and of_row = door.id)
		or exists (
			select 1 from listed join recorded on c = 'answers' and of_row = listed.id where listed.household = door.id
		) as is_reached,
		(select count(*) from state where state.household = door.id and is_main and lives in ('home', 'temporary')
			and state = 'unasked') as open,
		(select outcome from knock where knock.household = door.id order by at desc limit 1) as last,
		(select count(*) from knock as shut where shut.household = door.id and shut.outcome = 'not-home' and shut.at > (
			select coalesce(max(at), 0) from knock where knock.household = door.id and outcome <> 'not-home'
		)) as shut_in_a_row
	from door;
`;

const here = `(lives in ('home', 'temporary') or :away = 1 and lives = 'away')`;
const countsOfState = `
	count(*) as eligible,
	sum(state = 'done') as done,
	sum(state = 'not-yet') as notYet,
	sum(state = 'not-yet' and stage = 'approved') as approved,
	sum(state = 'blocked') as blocked,
	sum(state = 'waiting') as waiting,
	sum(state = 'unasked') as unasked,
	sum(flagged) as flagged`;

/** Each gives lines whose texts are the name of what its numbers count. */
const QUESTIONS: Record<string, string> = {
	board: `select hamlet, count(*) as total, sum(is_reached) as reached from reached group by hamlet`,
	away: `select hamlet, count(*) as away from listed where lives = 'away' group by hamlet`,
	item: `select hamlet, item, ${countsOfState} from state where ${here} group by hamlet, item`,
	group: `select hamlet, grp, count(*) as total, sum(is_reached) as reached from reached group by hamlet, grp`,
	'item by group': `
		select hamlet, grp, item, ${countsOfState} from state where is_main and ${here} group by hamlet, grp, item`,
	'blocked by reason': `
		select hamlet, reason, count(distinct person) as people from state
		join offered using (item) where state = 'blocked' and ${here} group by hamlet, reason`,
	invite: `
		select hamlet, count(distinct person) as invite from state
		where is_main and lives in ('home', 'temporary')
			and (state = 'not-yet' or state = 'blocked' and reason not in ('V14', 'V15', 'V17'))
			and case (select kind from last_word where last_word.person = state.person and purpose = 'invite')
				when 'consent-given' then 1
				when 'refused' then 0
				when 'consent-withdrawn' then 0
				else coalesce(
					(select f ->> '$.dataTerms.basis' from live where c = 'commune'), ''
				) <> 'consent' end
		group by hamlet`,
	'not reached': `
		select hamlet, count(*) as listed, sum(is_reached) as begun from reached
		where is_reached = 0
			or last = 'not-home' and shut_in_a_row >= 3 and not (is_reached and open = 0)
		group by hamlet`,
	'household item': `
		select hamlet, offered.item as item, count(*) as eligible, sum(status = 'done') as done, sum(status = 'not-yet') as notYet,
			sum(status = 'blocked') as blocked, sum(coalesce(status, 'unasked') = 'unasked') as unasked
		from door join offered on of_whom = 'household'
		left join answer on answer.c = 'householdAnswers' and of_row = door.id and answer.item = offered.item
		where coalesce(status, '') <> 'exempt' group by hamlet, offered.item`,
	assists: `
		select hamlet, f ->> 'item' as item, count(*) as assists from live join listed on listed.id = f ->> 'person'
		where c = 'assists' and coalesce(f ->> 'voided', 0) = 0 group by hamlet, f ->> 'item'`
};

/** Every figure, counted with people far away and without. Zero is left out: what is not there and zero are one. */
export function figuresInSql(file: string, today: string): Figures {
	const db = new Database(file, { readonly: true });
	try {
		db.exec('pragma temp_store = memory; create temp table day_of_count (today text)');
		db.prepare('insert into temp.day_of_count values (?)').run(today);
		db.exec(VIEWS);
		const figures: Figures = {};
		for (const [what, question] of Object.entries(QUESTIONS))
			for (const countsAway of question.includes(':away') ? [0, 1] : [0])
				for (const line of linesOf(db, question, countsAway)) note(figures, what, countsAway === 1, line);
		return figures;
	} finally {
		db.close();
	}
}

type Line = Record<string, string | number | null>;

function linesOf(db: Database.Database, question: string, away: number): Line[] {
	return question.includes(':away')
		? db.prepare<[{ away: number }], Line>(question).all({ away })
		: db.prepare<[], Line>(question).all();
}

function note(figures: Figures, what: string, countsAway: boolean, line: Line): void {
	const texts = Object.values(line).filter((value) => typeof value === 'string');
	for (const [name, value] of Object.entries(line))
		if (typeof value === 'number' && value !== 0)
			figures[[what, ...texts, ...(countsAway ? ['with away'] : []), name].join(' · ')] = value;
}
