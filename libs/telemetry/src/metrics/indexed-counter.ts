import { Counter, type CounterConfiguration, type LabelValues, type Registry } from 'prom-client';
import { type Labels, SeriesIndex, seriesKey } from './series-index.ts';

/** What prom-client keeps of a counter. */
interface Kept {
  readonly hashMap: Readonly<Record<string, { value: number } | undefined>>;
}

/** What a counter is made of. */
export type CounterOptions = Pick<CounterConfiguration<string>, 'name' | 'help' | 'labelNames'>;

/** A counter of prom-client whose labels are given by their names, never by their places. */
export type IndexedCounter<Label extends string = string> = Omit<Counter<Label>, 'labels' | 'remove'> & {
  labels(labels: LabelValues<Label>): Counter.Internal;
  remove(labels: LabelValues<Label>): void;
};

/**
 * A counter that is used and read like that of prom-client, and finds its series by a `SeriesIndex`.
 * @throws Error when it is moved by less than nothing, or by what is no number. Also for a label that it does not know,
 * when the others come for the first time; later such a label is passed over
 */
export const indexedCounter = (options: CounterOptions, registry: Registry): IndexedCounter => {
  const counter = new Counter({ ...options, registers: [registry] });
  const names = [...(options.labelNames ?? [])];
  const inc = counter.inc.bind(counter);
  const reset = counter.reset.bind(counter);
  const remove = counter.remove.bind(counter) as (labels: Labels) => void;
  const index = new SeriesIndex(names, (labels) => {
    // Opens the series and checks its labels.
    inc(labels, 0);
    const series = (counter as unknown as Kept).hashMap[seriesKey(names, labels)];
    if (series === undefined) throw new Error(`${options.name} has no series for its labels.`);
    return series;
  });
  const moved = (labels: Labels, value: number): void => {
    // The series shows a mistake of the caller as prom-client does.
    if (value >= 0 && value < Infinity) index.of(labels).value += value;
    else inc(labels, value);
  };
  return Object.assign(counter, {
    inc: (labels?: Labels | number, value = 1): void =>
      typeof labels === 'object' ? moved(labels, value) : moved({}, labels ?? 1),
    labels: (labels: Labels) => ({ inc: (value = 1): void => moved(labels, value) }),
    reset: (): void => {
      reset();
      index.clear();
    },
    remove: (labels: Labels): void => {
      remove(labels);
      index.clear();
    },
  });
};
