import type { AlertSpec, Installation } from '../alerts/alert.ts';
import type { Pace } from '../alerts/pace.ts';
import {
  type Duration,
  durationText,
  hours,
  minutes,
  promql,
  type Query,
  type Recorded,
  recorded,
} from '../promql/index.ts';
import { type Burn, burns } from './burn.ts';
import type { Slo } from './slo.ts';

/** The share of a window that was bad; the name keeps the window of real time whatever the pace. */
const badShareOver = (slo: Slo, window: Duration, expr: Query): Recorded =>
  recorded({
    name: `slo:${slo.name}:bad_share_${durationText(window)}`,
    help: `${slo.title}: the share that was not, over ${durationText(window)}`,
    expr,
  });

/** The series that rules record for a promise. */
export interface SloSeries {
  readonly slo: Slo;
  /** By the window in seconds, those of the burns and the period. */
  readonly badShare: ReadonlyMap<number, Recorded>;
  /** The share of the budget of errors that is left for the period; negative when more was used. */
  readonly budgetLeft: Recorded;
  /** Those that alerts need at once... */
  readonly quick: readonly Recorded[];
  /** ...and those over so long that a few minutes make no difference, and that cost more to evaluate. */
  readonly slow: readonly Recorded[];
}

const quickUpTo = hours(1);

export const seriesOf = (slo: Slo, pace: Pace): SloSeries => {
  const shareOver = (window: Duration): Recorded => badShareOver(slo, window, slo.badShare(pace(window)));
  const shares = burns
    .flatMap(({ short, long }) => [short, long])
    .map((window) => ({ window, series: shareOver(window) }));
  // Every five minutes count alike, however much was asked in them: to read a month of every counter costs too much.
  const overPeriod = badShareOver(
    slo,
    slo.period,
    promql`avg_over_time(${shareOver(minutes(5))}[${pace(slo.period)}])`,
  );
  const budgetLeft = recorded({
    name: `slo:${slo.name}:budget_left`,
    help: `${slo.title}: the share of the budget of errors that is left`,
    expr: promql`1 - ${overPeriod} / ${budgetOf(slo)}`,
  });
  const isQuick = ({ seconds }: Duration): boolean => seconds <= quickUpTo.seconds;
  return {
    slo,
    badShare: new Map([
      ...shares.map(({ window, series }) => [window.seconds, series] as const),
      [slo.period.seconds, overPeriod],
    ]),
    budgetLeft,
    quick: shares.filter(({ window }) => isQuick(window)).map(({ series }) => series),
    slow: [
      ...shares.filter(({ window }) => !isQuick(window)).map(({ series }) => series),
      overPeriod,
      budgetLeft,
    ],
  };
};

/** The share that may be bad. Rounded, because 1 - 0.999 is not 0.001 in floating point. */
export const budgetOf = ({ objective }: Slo): number => Number((1 - objective).toFixed(6));

const inWords = (name: string): string =>
  name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const burnAlert = ({ slo, badShare }: SloSeries, burn: Burn, { pace }: Installation): AlertSpec => {
  const long = badShare.get(burn.long.seconds);
  const short = badShare.get(burn.short.seconds);
  if (long === undefined || short === undefined) throw new RangeError(`${slo.name} records no such window.`);
  const limit = Number((burn.factor * budgetOf(slo)).toFixed(6));
  return {
    name: `${inWords(slo.name)}Burn`,
    severity: burn.severity,
    service: slo.service,
    labels: { slo: slo.name, window: durationText(burn.long) },
    expr: promql`${long} > ${limit} and ${short} > ${limit}`,
    for: pace(burn.for),
    summary: `The error budget of ${slo.name} burns ${burn.factor} times too fast in {{ $labels.namespace }}`,
    description: `${slo.title}: {{ $value | humanizePercentage }} were not, over ${durationText(burn.long)}; ${budgetOf(slo) * 100} % may be, over ${durationText(slo.period)}.`,
    runbook: slo.runbook,
    samples: slo.samples(limit * 0.5, limit * 1.3),
  };
};

/** The four alerts of a promise: two that wake somebody, two that wait for the day. */
export const burnAlerts = (series: SloSeries, installation: Installation): readonly AlertSpec[] =>
  burns.map((burn) => burnAlert(series, burn, installation));
