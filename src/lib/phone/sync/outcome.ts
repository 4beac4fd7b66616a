// What became of one request or one run, as the schedule and the screens need to know it.

/**
 * `captive`: a Wi-Fi page answered. `sign-in`: the server asks who this is, the queue is untouched. `re-key`: this
 * device number cannot go on. `too-large`: fewer ops at a time. `busy`: come back later. `refused`: the server did not
 * take the request. `unreachable`: no answer. `stale`: another page of this phone got there first.
 */
export type Failure =
	| { kind: 'captive' | 'sign-in' | 're-key' | 'too-large' | 'refused' | 'unreachable' | 'stale' }
	| { kind: 'busy'; retryAfterMs?: number };

/** `outdated`: everything was handed in, and pages are not for a version as old as this one (sync-spec WR2). */
export type Outcome = { kind: 'ok' } | { kind: 'outdated' } | Failure;
