type Loose<T> = { [K in keyof T]: T[K] | undefined };

/** The same record without its undefined members: an absent field and an undefined one are two things to a schema. */
export function withoutUndefined<T extends object>(record: Loose<T>): T {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
