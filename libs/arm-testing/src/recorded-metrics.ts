import type { Metric } from '@octollm/catalogue';
import { createMetrics, type Metrics } from '@octollm/service-kit';
import { Registry } from 'prom-client';

/** Real instruments in a registry of their own, for a test that looks at what was counted. */
export class RecordedMetrics {
  readonly metrics: Metrics;
  readonly #registry = new Registry();

  constructor(...groups: readonly Readonly<Record<string, Metric>>[]) {
    this.metrics = createMetrics(
      groups.flatMap((group) => Object.values(group)),
      this.#registry,
    );
  }

  /**
   * The samples of a name, by the values of their labels in the order of their names.
   * @param name as it is scraped, so that of a histogram with `_sum`, `_count` or `_bucket`
   */
  async read(name: string): Promise<Readonly<Record<string, number>>> {
    const text = await this.#registry.metrics();
    const samples = text.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, 'gm'));
    return Object.fromEntries(
      [...samples].map(([, labels = '', value]) => [
        labels
          .split(',')
          .toSorted()
          .map((label) => /"(.*)"/.exec(label)?.[1] ?? '')
          .join(' '),
        Number(value),
      ]),
    );
  }
}
