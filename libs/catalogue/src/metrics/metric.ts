interface Described<Label extends string> {
  /** The name as Prometheus sees it (https://prometheus.io/docs/practices/naming/). */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
}

export interface Counter<Label extends string = string> extends Described<Label> {
  readonly kind: 'counter';
}

export interface Gauge<Label extends string = string> extends Described<Label> {
  readonly kind: 'gauge';
}

export interface Histogram<Label extends string = string> extends Described<Label> {
  readonly kind: 'histogram';
  /** Upper bounds, in the unit the name ends with. */
  readonly buckets: readonly number[];
}

export type Metric<Label extends string = string> = Counter<Label> | Gauge<Label> | Histogram<Label>;

type Options<Label extends string> = {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
};

/** A count that only grows. */
export const counter = <const Label extends string = never>(options: Options<Label>): Counter<Label> => ({
  kind: 'counter',
  labels: [],
  ...options,
});

/** A value that goes up and down. */
export const gauge = <const Label extends string = never>(options: Options<Label>): Gauge<Label> => ({
  kind: 'gauge',
  labels: [],
  ...options,
});

/** A distribution. */
export const histogram = <const Label extends string = never>(
  options: Options<Label> & { readonly buckets: readonly number[] },
): Histogram<Label> => ({ kind: 'histogram', labels: [], ...options });
