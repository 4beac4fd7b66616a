/** The three buttons at the door: Đã có · Chưa · Vướng. */
export type Choice = 'done' | 'not-yet' | 'blocked';
