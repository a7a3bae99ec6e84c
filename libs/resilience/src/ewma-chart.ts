/** Where a measure lies when all is well, and how far single values stray from it (one standard deviation). */
export interface Baseline {
  readonly centre: number;
  readonly spread: number;
}

export interface EwmaChartOptions {
  /** Values that the baseline is learned from. */
  readonly learnFrom: number;
  readonly learn: (values: readonly number[]) => Baseline;
  /** How far above the centre the average must be to be worth a word, however little the values stray. */
  readonly floor: (centre: number) => number;
  /** How far from the centre one value counts at most, in the unit of the values. */
  readonly reach: (spread: number) => number;
}

/** The weight of the newest value: the average looks back on about 2 / weight - 1 = 39 values. */
const weight = 0.05;
/** How many standard deviations of the average away from the centre is out of control. */
const width = 4;
/** The weight of a value in the baseline, which follows slow drift (about 2,000 values) and nothing faster. */
const drift = 0.001;

/**
 * An exponentially weighted moving average control chart (S. W. Roberts, Control Chart Tests Based on Geometric
 * Moving Averages, Technometrics 1(3), 1959; NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4), one-sided:
 * only what rises is looked at. z(t) = w x(t) + (1 - w) z(t-1) is out of control above
 * centre + 4 spread sqrt(w / (2 - w)), and in control again below half of that. Values are cut off at `reach`, so
 * that no single one decides. The baseline rests while the chart is out of control.
 */
export class EwmaChart {
  readonly #options: EwmaChartOptions;
  #learning: number[] = [];
  #baseline: Baseline | undefined;
  #average = 0;
  #outOfControl = false;

  constructor(options: EwmaChartOptions) {
    this.#options = options;
  }

  /** The centre of the baseline; undefined while it is learned. */
  get centre(): number | undefined {
    return this.#baseline?.centre;
  }

  get average(): number {
    return this.#average;
  }

  /** Takes in a value. @returns whether it brought the chart out of control, or back */
  add(value: number): 'raised' | 'recovered' | undefined {
    const baseline = this.#baseline;
    if (baseline === undefined) {
      this.#learn(value);
      return undefined;
    }
    const reach = this.#options.reach(baseline.spread);
    const deviation = Math.min(Math.max(value - baseline.centre, -reach), reach);
    this.#average += weight * (baseline.centre + deviation - this.#average);
    const rise = this.#average - baseline.centre;
    const limit = this.#limit(baseline);
    if (!this.#outOfControl) {
      this.#follow(baseline, deviation);
      this.#outOfControl = rise > limit;
      return this.#outOfControl ? 'raised' : undefined;
    }
    this.#outOfControl = rise > limit / 2;
    return this.#outOfControl ? undefined : 'recovered';
  }

  #learn(value: number): void {
    this.#learning.push(value);
    if (this.#learning.length < this.#options.learnFrom) return;
    this.#baseline = this.#options.learn(this.#learning);
    this.#average = this.#baseline.centre;
    this.#learning = [];
  }

  #limit({ centre, spread }: Baseline): number {
    return Math.max(width * spread * Math.sqrt(weight / (2 - weight)), this.#options.floor(centre));
  }

  #follow({ centre, spread }: Baseline, deviation: number): void {
    this.#baseline = {
      centre: centre + drift * deviation,
      spread: Math.sqrt(spread ** 2 + drift * (deviation ** 2 - spread ** 2)),
    };
  }
}
