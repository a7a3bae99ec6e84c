import { describe, expect, it } from 'vitest';
import { exportedSeries } from '../policies/exported-series.ts';
import { root } from '../workspace/index.ts';
import { readDocuments } from './documents.ts';
import { fencedBlocks } from './markdown.ts';

/** Matchers, ranges, strings and lists of labels hold no metrics. A function is followed by a parenthesis. */
const noMetrics = /"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring) ?\([^)]*\)|\b[a-z_]+(?= ?\()/g;

/** The metrics of a query. */
const metricsOf = (query: string): readonly string[] =>
  query.replace(noMetrics, ' ').match(/\b[a-z][a-z0-9]*_[a-z0-9_]+/g) ?? [];

describe('The PromQL of the documents', () => {
  it('is about series that somebody exports', () => {
    const exported = exportedSeries();
    const named = readDocuments(root).flatMap(({ path, text }) =>
      fencedBlocks(text)
        .filter(({ language }) => language === 'promql')
        .flatMap((block) => metricsOf(block.text).map((metric) => ({ path, metric }))),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(({ metric }) => !exported.has(metric))).toEqual([]);
  });

  it('is taken apart into its metrics alone', () => {
    expect(
      metricsOf('sum by (job_name) (rate(tasks_total{a_b="c_d"}[5m])) / on(x_y) avg_over_time(up_share[1h])'),
    ).toEqual(['tasks_total', 'up_share']);
  });
});
