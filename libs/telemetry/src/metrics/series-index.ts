/** The values of labels, by their names. */
export type Labels = Readonly<Record<string, string | number>>;

type Branch<Series> = Map<string | number | undefined, Branch<Series> | Series>;

/**
 * Finds the series that a set of labels stands for. prom-client makes a text of the labels for every measurement and checks
 * their names; here that happens once for each set.
 */
export class SeriesIndex<Series> {
  readonly #names: readonly string[];
  readonly #open: (labels: Labels) => Series;
  readonly #tree: Branch<Series> = new Map();

  /**
   * @param names of all labels
   * @param open gives the series of labels that come for the first time. Throws when they are not among the names
   */
  constructor(names: readonly string[], open: (labels: Labels) => Series) {
    // A metric without labels has one series, under a label that is never given.
    this.#names = names.length === 0 ? [''] : names;
    this.#open = open;
  }

  /** @throws what `open` fails with */
  of(labels: Labels): Series {
    let branch = this.#tree;
    const last = this.#names.length - 1;
    for (let index = 0; index < last; index += 1) {
      const value = labels[this.#names[index] ?? ''];
      let next = branch.get(value) as Branch<Series> | undefined;
      if (next === undefined) {
        next = new Map();
        branch.set(value, next);
      }
      branch = next;
    }
    const value = labels[this.#names[last] ?? ''];
    let series = branch.get(value) as Series | undefined;
    if (series === undefined) {
      series = this.#open(labels);
      branch.set(value, series);
    }
    return series;
  }

  /** Forgets all series: those of the metric are gone. */
  clear(): void {
    this.#tree.clear();
  }
}

/** The name that prom-client gives a series within its metric: its labels as a text. */
export const seriesKey = (names: readonly string[], labels: Labels): string =>
  names
    .toSorted()
    .filter((name) => labels[name] !== undefined)
    .map((name) => `${name}:${labels[name]},`)
    .join('');
