/**
 * What people and their phones do, as it grew: a seed is the run that it was only with the actions that there were then.
 * 2: people claim doors, split families and lead people to others; and what was recorded about a family that has refused
 * goes out as an empty word.
 * 3: evenings are planned, run and taken back, several write down who came, and people who are written down twice become one
 * and two again.
 */
export const ACTIONS = 3;
