/** The names of sync-spec, "What must hold". */
export type Rule =
	| 'DURABLE_LOCAL'
	| 'NO_LOST_WRITE'
	| 'EXACTLY_ONCE'
	| 'SAFE_TRUTH'
	| 'PREFIX'
	| 'CONVERGE'
	| 'NO_LEAK'
	| 'SCOPE_NO_LOSS'
	| 'CAUSAL_WINS'
	| 'TIME_BOUND'
	| 'CONFLICT_VISIBLE'
	| 'NO_HEAD_BLOCK'
	| 'READ_YOUR_WRITES'
	| 'RESUME'
	| 'UPGRADE'
	| 'RESTORE'
	| 'WIPE'
	| 'TERMINATE'
	/** MG6: who is written down twice is on a phone's lists once. */
	| 'LISTED_ONCE'
	/** F12: recorded = received + unsent + to be looked at. */
	| 'SUM'
	/** Something threw that nobody caught, or the server found a fault of its own. */
	| 'FAULT';

export class Violation extends Error {
	readonly rule: Rule;

	constructor(rule: Rule, says: string) {
		super(says);
		this.rule = rule;
	}
}
