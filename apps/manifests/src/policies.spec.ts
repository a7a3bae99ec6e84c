import { deployed, type Metric, metricsOf, processMetrics } from '@octollm/catalogue';
import { exporters, targetMetrics } from '@octollm/observability';
import { check, platformOptions, readableReport, seriesNames } from '@octollm/policies';
import { expect, it } from 'vitest';
import { manifests } from './fixtures/manifests.ts';

/** What the services and everything else that is scraped export. */
const exported = [
  ...deployed.flatMap(metricsOf),
  ...[processMetrics, targetMetrics, ...exporters.map(({ metrics }) => metrics)].flatMap((metrics) =>
    Object.values<Metric>(metrics),
  ),
];

it('The render breaks no rule, and names no metric that nobody exports', () => {
  const sources = manifests.map(({ path, ...body }) => ({ file: path, body }));
  const report = check(
    { sources, findings: [], skipped: [] },
    { ...platformOptions(), knownMetrics: seriesNames(exported) },
  );
  expect(readableReport(report)).toMatch(/^\d+ objects in \d+ namespaces, 64 rules, 0 findings/);
});
