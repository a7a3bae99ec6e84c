import { type Duration, seconds } from '../promql/index.ts';

/** What becomes of every window and every `for`; the rules stay the same. */
export type Pace = (duration: Duration) => Duration;

export const realTime: Pace = (duration) => duration;

/**
 * For tests with a running Prometheus: five minutes become ten seconds, and every other length moves by the fourth root
 * of its ratio to that, so that a day still is longer than an hour but both are over within a minute.
 */
export const hurried: Pace = ({ seconds: length }) =>
  seconds(Math.round(10_000 * (length / 300) ** 0.25) / 1_000);

/** What may be spent or counted in a window when it is a limit for another: limits shrink with their windows. */
export const share = (limit: number, of: Duration, window: Duration): number =>
  of.seconds === window.seconds ? limit : (limit * window.seconds) / of.seconds;
