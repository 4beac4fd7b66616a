import * as z from 'zod/mini';
import { Day } from './calendar.ts';
import { HamletId } from './ids.ts';

/** Roles add up: a hamlet head is also a volunteer of her hamlet. */
export const Role = z.enum(['volunteer', 'hamlet-head', 'commune-official', 'observer']);
export type Role = z.infer<typeof Role>;

/** Forces that work the same doors: team, Đề án 06 group, solidarity group, youth. */
export const Force = z.enum(['digital-team', 'project-06', 'solidarity-group', 'youth']);
export type Force = z.infer<typeof Force>;

export const Member = z.object({
	name: z.string().check(z.minLength(1), z.maxLength(80)),
	roles: z.array(Role).check(z.minLength(1), z.maxLength(4)),
	hamlets: z.array(HamletId).check(z.maxLength(60)),
	forces: z.optional(z.array(Force).check(z.maxLength(4))),
	from: z.optional(Day),
	until: z.optional(Day)
});
export type Member = z.infer<typeof Member>;
