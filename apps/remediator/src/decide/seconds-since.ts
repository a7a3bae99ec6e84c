/** The seconds between two times; fewer than none when the first lies after the second. */
export const secondsSince = (past: Date, now: Date): number => (now.getTime() - past.getTime()) / 1_000;
