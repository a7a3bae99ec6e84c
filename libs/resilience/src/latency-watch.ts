import { type Baseline, EwmaChart } from './ewma-chart.ts';

/** Something that is worse than it has been before. */
export interface Anomaly {
  readonly kind: 'latency' | 'error_rate';
  /** What was usual: milliseconds, or a share from 0 to 1. */
  readonly baseline: number;
  /** What it was when the anomaly was raised. */
  readonly observed: number;
  readonly since: Date;
}

export interface LatencyWatchOptions {
  /** Calls that the baselines are learned from. @default 100 */
  readonly learnFrom?: number;
  readonly onRaised?: (anomaly: Anomaly) => void;
  readonly onRecovered?: (anomaly: Anomaly) => void;
}

/** A latency is worth a word from 1.4 times the usual on, so 1.6 times is seen through the noise of an average. */
const worthwhileRatio = 1.4;
/** What takes a few milliseconds longer than usual is nobody's business. */
const worthwhileMs = 5;
/** An error rate is worth a word from 20 points above the usual on: five failures in a row, or one call in four. */
const worthwhileErrors = 0.2;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
};

/**
 * Median and median absolute deviation, which slow first calls do not move; 1.4826 makes the latter an estimate of
 * the standard deviation (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
 */
const learnLatency = (logarithms: readonly number[]): Baseline => {
  const centre = median(logarithms);
  return { centre, spread: 1.4826 * median(logarithms.map((value) => Math.abs(value - centre))) };
};

/** Laplace's rule of succession, so that no errors in a hundred calls do not mean that there never will be one. */
const learnErrors = (errors: readonly number[]): Baseline => {
  const centre = (errors.reduce((sum, value) => sum + value, 0) + 1) / (errors.length + 2);
  return { centre, spread: Math.sqrt(centre * (1 - centre)) };
};

/** Latencies are told apart from 0.1 ms on. */
const shortestMs = 0.1;

/**
 * Watches latency and error rate of one thing that is called again and again. It learns what is usual from the
 * first calls, raises one anomaly when one of them has clearly risen (see EwmaChart) and none more before it has
 * recovered. Latencies are compared as logarithms, since they are spread like ratios; those of failed calls are left
 * out, since failing fast is no virtue. A call costs a few additions and no memory.
 */
export class LatencyWatch {
  readonly #options: LatencyWatchOptions;
  readonly #latency: EwmaChart;
  readonly #errors: EwmaChart;
  readonly #anomalies = new Map<Anomaly['kind'], Anomaly>();

  constructor(options: LatencyWatchOptions = {}) {
    const { learnFrom = 100 } = options;
    this.#options = options;
    this.#latency = new EwmaChart({
      learnFrom,
      learn: learnLatency,
      floor: (centre) => Math.log(Math.max(worthwhileRatio, 1 + worthwhileMs / Math.exp(centre))),
      reach: (spread) => Math.max(3 * spread, Math.log(3)),
    });
    this.#errors = new EwmaChart({
      learnFrom,
      learn: learnErrors,
      floor: () => worthwhileErrors,
      reach: () => 1,
    });
  }

  /** The anomalies that have not recovered. */
  get anomalies(): readonly Anomaly[] {
    return [...this.#anomalies.values()];
  }

  /** Takes in a call: whether it succeeded, and how many milliseconds it took. */
  record(succeeded: boolean, ms: number): void {
    const identity = (value: number): number => value;
    this.#heed('error_rate', this.#errors, succeeded ? 0 : 1, identity);
    if (succeeded) this.#heed('latency', this.#latency, Math.log(Math.max(ms, shortestMs)), Math.exp);
  }

  #heed(kind: Anomaly['kind'], chart: EwmaChart, value: number, toUnit: (value: number) => number): void {
    const change = chart.add(value);
    if (change === 'raised') {
      const [baseline, observed] = [toUnit(chart.centre ?? 0), toUnit(chart.average)];
      const anomaly = { kind, baseline, observed, since: new Date() };
      this.#anomalies.set(kind, anomaly);
      this.#options.onRaised?.(anomaly);
    }
    const raised = this.#anomalies.get(kind);
    if (change === 'recovered' && raised !== undefined) {
      this.#anomalies.delete(kind);
      this.#options.onRecovered?.(raised);
    }
  }
}
