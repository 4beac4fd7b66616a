// What the report reads of the phone's view (F26).
import type { Day, Instant } from '#domain/calendar.ts';
import type { HamletId, MemberId } from '#domain/ids.ts';
import { mayReport } from '#domain/notice.ts';
import type { Period, ReportFigures } from '#domain/report.ts';
import { reportFigures } from '#domain/report-figures.ts';
import { timesOf } from '#domain/session.ts';
import { teamOf } from '#domain/team.ts';
import { isStanding } from '#domain/visit.ts';
import type { View } from '#phone/store/view.ts';

/** The figures of the hamlet for the period, as they are at `now`. */
export function figuresFor(
	view: View,
	hamlet: HamletId,
	period: Period,
	{ today, now }: { today: Day; now: Instant }
): ReportFigures {
	const isCounted = mayReport(view.commune()?.dataTerms, view.all('notices'));
	const { people, answersByPerson } = view.populationOf(hamlet);
	return reportFigures(
		{
			doors: view.householdsOf(hamlet).map(({ id }) => view.factsOf(id)),
			population: { people: people.filter(({ id }) => isCounted(id)), answersByPerson },
			assists: view.all('assists'),
			sessions: sessionsIn(view, hamlet, period, now).map(({ kind, people: came }) => ({
				kind,
				came: came.filter(isCounted).length
			})),
			team: teamOf(view.all('members'), hamlet, today).map(({ id }) => id as MemberId),
			targetOf: (item) => view.targetOf(hamlet, item)?.count
		},
		view.checklist(today),
		period,
		today
	);
}

/** Those that were held, with who came. */
function sessionsIn(view: View, hamlet: HamletId, { from, until }: Period, now: Instant) {
	const came = Map.groupBy(view.all('attendance').filter(isStanding), ({ session }) => String(session));
	const helped = Map.groupBy(view.all('assists').filter(isStanding), ({ session }) => String(session));
	return (
		view
			.all('sessions')
			.filter((one) => one.hamlet === hamlet && from <= one.day && one.day < until)
			.filter((one) => {
				const marks = [...(came.get(one.id) ?? []), ...(helped.get(one.id) ?? [])].map(({ at }) => at);
				const { state } = timesOf(one, marks, now);
				return state === 'running' || state === 'ended';
			})
			// Whom two wrote down came once.
			.map(({ id, kind }) => ({
				kind,
				people: [...new Set((came.get(id) ?? []).map(({ person }) => view.standingPerson(person)))]
			}))
	);
}
