import type { Cluster } from '../cluster/cluster.ts';
import { dashboards, queriesIn } from '../cluster/dashboards.ts';
import { prometheusRules, recordingRules } from '../cluster/prometheus-rules.ts';
import type { Resource } from '../cluster/resource.ts';
import { queryIn } from '../promql/query.ts';
import { at, listIn, textIn } from '../read/json.ts';
import { type Context, type Fault, fault, type Rule } from './rule.ts';

interface Query {
  readonly resource: Resource;
  readonly path: string;
  readonly expression: string;
}

/** What autoscalers ask Prometheus. */
const scalerQueries = (cluster: Cluster): readonly Query[] =>
  cluster.ofKind('ScaledObject', 'ScaledJob').flatMap((resource) =>
    listIn(at(resource.body, 'spec', 'triggers')).flatMap((trigger, index) => {
      const expression = textIn(at(trigger, 'metadata', 'query'));
      return at(trigger, 'type') !== 'prometheus' || expression === undefined
        ? []
        : [{ resource, path: `spec.triggers[${index}].metadata.query`, expression }];
    }),
  );

const queriesOf = (cluster: Cluster): readonly Query[] => [
  ...prometheusRules(cluster).map(({ resource, path, expression }) => ({
    resource,
    path: `${path}.expr`,
    expression,
  })),
  ...dashboards(cluster).flatMap(queriesIn),
  ...scalerQueries(cluster),
];

/** What Prometheus itself makes: of every target, and of its own alerts. */
const ofPrometheus = new Set([
  'up',
  'ALERTS',
  'ALERTS_FOR_STATE',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
]);

const queryFaults = (
  { resource, path, expression }: Query,
  isKnown: (metric: string) => boolean,
): readonly Fault[] => {
  const { broken, selectors } = queryIn(expression);
  if (broken) return [fault(resource, path, `This is no PromQL: ${expression}`, expression)];
  return [...new Set(selectors.map(({ metric }) => metric))]
    .filter((metric) => !isKnown(metric))
    .map((metric) =>
      metric === ''
        ? fault(resource, path, `A selector names no metric: ${expression}`, expression)
        : fault(resource, path, `Nobody exports the metric ${metric}.`, metric),
    );
};

const metricFaults = ({ cluster, knownMetrics }: Context): readonly Fault[] => {
  const recorded = recordingRules(cluster);
  const isKnown = (metric: string): boolean =>
    metric !== '' &&
    (knownMetrics === undefined ||
      knownMetrics.has(metric) ||
      recorded.has(metric) ||
      ofPrometheus.has(metric));
  return [
    ...dashboards(cluster)
      .filter(({ body }) => at(body, 'panels') === undefined)
      .map(({ resource, path }) =>
        fault(resource, path, 'This is no dashboard: an object of JSON with panels, and nothing around it.'),
      ),
    ...queriesOf(cluster).flatMap((query) => queryFaults(query, isKnown)),
  ];
};

/** What is asked of Prometheus: rule 61. */
export const metricRules: readonly Rule[] = [
  {
    id: 61,
    name: 'Rules, dashboards and autoscalers name metrics that somebody exports',
    why: 'An alert on a metric that is not there never fires, and a panel stays empty: nobody notices until they are needed.',
    mend: 'Name a metric of the catalogue or of an exporter that is listed; a dashboard is the bare JSON of Grafana.',
    check: metricFaults,
  },
];
