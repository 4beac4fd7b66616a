// All questions of the self-check. Only its page imports them.
import pool from './questions/vi.json';
import type { Question } from './question.ts';

export const questions: readonly Question[] = pool;
