// The course of a campaign in words, which carry it; the line beside them is for the eye (F39).
import { daysBetween, type Day } from '#domain/calendar.ts';
import { daysLeft } from '#domain/campaign-pace.ts';
import { formatDay, formatNumber, formatShortDay } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Course, DoorCourse, HelpCourse } from './campaign-course.ts';

export interface CourseWords {
	/** With ** around what is heavy. */
	text: string;
	/** What stands under the end of the line. */
	last: string;
	/** The upper edge. */
	most: number;
	goal?: { value: number; after: number };
}

const sumOf = ({ sums }: Pick<Course, 'sums'>) => sums.at(-1) ?? 0;

export const courseWords = (course: Course, today: Day): CourseWords =>
	course.kind === 'item' ? helpWords(course, today) : doorWords(course, today);

function doorWords(course: DoorCourse, today: Day): CourseWords {
	const count = formatNumber(sumOf(course));
	return {
		text: m.campaign_course_met({ count, total: formatNumber(course.total) }),
		last: m.campaign_course_end({ day: formatShortDay(today), count: m.board_households({ count }) }),
		most: course.total
	};
}

function helpWords({ lacking, ...course }: HelpCourse, today: Day): CourseWords {
	const sum = sumOf(course);
	const helped = m.campaign_course_helped({ count: formatNumber(sum) });
	if (lacking === undefined) {
		const count = m.board_people({ count: formatNumber(sum) });
		return {
			text: helped,
			last: m.campaign_course_end({ day: formatShortDay(today), count }),
			most: sum
		};
	}
	const count = formatNumber(lacking.count);
	const days = daysLeft(lacking.until, today);
	return {
		text: `${helped} ${m.campaign_course_lacking({
			count,
			day: formatDay(lacking.until),
			perDay: formatNumber(Math.ceil(lacking.count / days))
		})}`,
		last: m.campaign_course_goal({ day: formatShortDay(lacking.until), count }),
		most: sum + lacking.count,
		goal: { value: sum + lacking.count, after: daysBetween(today, lacking.until) }
	};
}
