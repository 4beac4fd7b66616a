/** Limits of one `POST /api/sync` (sync-spec WR3). */
export const limits = {
	ops: 500,
	compressedBytes: 256 * 1024,
	inflatedBytes: 2 * 1024 * 1024,
	/** Nesting of JSON inside an op. */
	depth: 8,
	/** Characters of one text value inside an op. */
	textLength: 2_000,
	/** Rows of an answer. Twice as many would hold up a slow phone for 200 ms; half as many take it half as long again. */
	pageRows: 1_000,
	/** An answer, unpacked: a phone reads no more of it. A full page of rows is far below. */
	answerBytes: 16 * 1024 * 1024,
	/** Above this many bytes a body travels gzipped (WR1). */
	plainBytes: 1_024
} as const;

/** First batch of a run; doubled on success, halved on failure or 413 down to 1 (WR3). */
export const FIRST_BATCH = 100;
