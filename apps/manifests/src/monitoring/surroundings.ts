import { clusterMetricsPort, type Service, services } from '@octollm/catalogue';
import type { Allowed, Peer, Quantities } from '@octollm/constructs';
import {
  alertmanagerPort,
  ForeignMonitor,
  jaegerPorts,
  lokiPort,
  longTermPort,
  platformLabels,
  podsIn,
  podsNamed,
  prometheusPort,
  selectorLabels,
  sizes,
} from '@octollm/constructs';
import type { DataSourceUrls } from '@octollm/observability';
import type { Chart } from 'cdk8s';
import { edgePods, systemNamespace } from '../edge.ts';
import type { Environment } from '../environments/environment.ts';
import { quotaOf } from '../namespace-quota.ts';

const at = (name: string, port: number): string => `http://${name}.${systemNamespace}:${port}`;

/** Where the servers answer. */
export const urls: DataSourceUrls & { readonly longTerm: string } = {
  prometheus: at('prometheus', prometheusPort),
  longTerm: at('victoria-metrics', longTermPort),
  loki: at('loki', lokiPort),
  jaeger: at('jaeger', jaegerPorts.query),
  alertmanager: at('alertmanager', alertmanagerPort),
};

/** Pods of every namespace of the platform. */
const platformPods: Peer = {
  namespaceSelector: {
    matchLabels: { 'app.kubernetes.io/part-of': platformLabels['app.kubernetes.io/part-of'] },
  },
};

/** Operators that others installed and that alerts are about: the port of their pods, and its name on their Service. */
const operators = [
  { name: 'cert-manager', namespace: 'cert-manager', number: 9_402, port: 'tcp-prometheus-servicemonitor' },
  { name: 'velero', namespace: 'velero', number: 8_085, port: 'http-monitoring' },
] as const;

/** The ports of services, of stores and the exporters beside them, and of what watches them, wherever they are. */
const metricsPorts: readonly number[] = [
  clusterMetricsPort,
  jaegerPorts.metrics,
  longTermPort,
  alertmanagerPort,
  lokiPort,
  3_000,
  6_333,
  8_080,
  9_121,
  9_127,
  9_187,
  12_345,
];

/** The exporter of GPUs, where NVIDIA's operator puts it: whoever installs it brings its ServiceMonitor. */
const gpuExporter: Allowed = { peers: [podsIn('gpu-operator', {})], ports: [9_400] };

/** What Prometheus scrapes. */
export const scrapedPods: readonly Allowed[] = [
  { peers: [platformPods], ports: metricsPorts },
  ...operators.map(({ namespace, number }) => ({ peers: [podsIn(namespace, {})], ports: [number] })),
  gpuExporter,
];

/** Who asks Prometheus: the dashboards, and KEDA, which scales by what it is told. */
export const queriers: readonly Allowed[] = [
  { peers: [podsNamed('grafana'), podsIn('keda', {})], ports: [prometheusPort] },
];

/** Where a service that reads alerts is told to look for them. */
export const alertSetting = ({ readsAlerts }: Service): { readonly ALERTMANAGER_URL?: string } =>
  readsAlerts === true ? { ALERTMANAGER_URL: urls.alertmanager } : {};

/** The services of every environment that read alerts. */
const readingServices: readonly Peer[] = services
  .filter(({ readsAlerts }) => readsAlerts === true)
  .map(({ name }) => ({ ...platformPods, podSelector: { matchLabels: selectorLabels(name) } }));

/** Who looks at alerts. */
export const alertReaders: readonly Allowed[] = [
  { peers: [podsNamed('grafana'), ...readingServices], ports: [alertmanagerPort] },
];

/** Who sends spans: every service of every environment. */
export const spanSenders: readonly Peer[] = [platformPods];

/** Whom Grafana asks. */
export const queried: readonly Allowed[] = [
  ['prometheus', prometheusPort],
  ['victoria-metrics', longTermPort],
  ['loki', lokiPort],
  ['jaeger', jaegerPorts.query],
  ['alertmanager', alertmanagerPort],
].map(([name, port]) => ({ peers: [podsNamed(String(name))], ports: [Number(port)] }));

/** Has Prometheus scrape the operators. */
export const addOperatorMonitors = (chart: Chart): void => {
  for (const { name, namespace, port } of operators)
    new ForeignMonitor(chart, name, { name, namespace, port });
};

/** The quota of the namespace: the servers here, one more of each while they are rolled, and the pods of the edge. */
export const systemQuota = (environments: readonly Environment[]): Quantities =>
  quotaOf([
    { pods: 3, resources: sizes.prometheus },
    { pods: 6, resources: sizes.large },
    { pods: 11, resources: sizes.medium },
    ...edgePods(environments),
    { pods: Math.max(1, ...environments.map(({ nodes }) => nodes)), resources: sizes.medium },
  ]);
