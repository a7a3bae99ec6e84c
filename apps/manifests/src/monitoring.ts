import {
  Alertmanager,
  Alloy,
  alertmanagerCredentials,
  Grafana,
  Jaeger,
  KubeletMonitor,
  KubeStateMetrics,
  Loki,
  LongTermMetrics,
  NamespaceBounds,
  Prometheus,
  PrometheusRules,
} from '@octollm/constructs';
import {
  alertmanagerConfiguration,
  alloyConfiguration,
  alloyText,
  dashboardProvider,
  dashboards,
  dataSources,
  durationText,
  jaegerConfiguration,
  kubelet,
  lokiConfiguration,
  longTermInterval,
  longTermRecordings,
  longTermSeries,
  realTime,
  receiverCredentials,
  ruleGroups,
  yamlText,
} from '@octollm/observability';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { systemNamespace as namespace, proxyLimits } from './edge.ts';
import type { Environment } from './environments/environment.ts';
import { images } from './images.ts';
import {
  addOperatorMonitors,
  alertReaders,
  queried,
  queriers,
  scrapedPods,
  spanSenders,
  systemQuota,
  urls,
} from './monitoring/surroundings.ts';
import { alertActors, alertTokens, remediatorPods } from './remediation.ts';

/** The entry of the secret store for what the environments of a cluster share. */
const secretEntry = 'octollm/system';
/** What is kept how long: a year of metrics is few series, made by rules, and a little more than a year. */
const retentionDays = { logs: 30, traces: 7, metrics: 30, year: 400 } as const;
const dashboardsDirectory = '/var/lib/grafana-dashboards';

/** Nobody is woken for an environment that no customer uses. */
const quietNamespaces = (environments: readonly Environment[]): readonly string[] =>
  environments.filter(({ name }) => name !== 'production').map((environment) => environment.namespace);

const logsOf = (environments: readonly Environment[], chart: Chart): void => {
  new Loki(chart, 'loki', {
    namespace,
    image: images.loki,
    replicas: 3,
    storage: '20Gi',
    secretEntry,
    configuration: yamlText(
      lokiConfiguration({
        storage: { kind: 's3', bucket: 'octollm-logs', region: 'us-east-1' },
        directory: '/var/lib/loki',
        retentionDays: retentionDays.logs,
        peers: `loki.${namespace}:7946`,
      }),
    ),
    clients: ['alloy', 'grafana'],
  });
  new Alloy(chart, 'alloy', {
    namespace,
    image: images.alloy,
    configuration: alloyText(
      alloyConfiguration({
        source: {
          kind: 'kubernetes',
          namespaces: [namespace, ...environments.map((environment) => environment.namespace)],
        },
        loki: urls.loki,
      }),
    ),
  });
};

const metricsOf = (environments: readonly Environment[], chart: Chart): void => {
  const namespaces = [namespace, ...environments.map((environment) => environment.namespace)];
  const longTerm = new LongTermMetrics(chart, 'long-term', {
    namespace,
    image: images.victoriaMetrics,
    replicas: 2,
    storage: '50Gi',
    retention: `${retentionDays.year}d`,
    series: longTermSeries,
    rules: longTermRecordings().map(({ name, expr }) => ({ record: name, expr: expr.text })),
    interval: durationText(longTermInterval),
    clients: ['grafana'],
  });
  new Prometheus(chart, 'prometheus', {
    namespace,
    image: images.prometheus,
    replicas: 2,
    retention: `${retentionDays.metrics}d`,
    storage: '100Gi',
    namespaces,
    longTerm: longTerm.store,
    scraped: scrapedPods,
    clients: queriers,
  });
  new KubeStateMetrics(chart, 'kube-state-metrics', {
    namespace,
    image: images.kubeStateMetrics,
    namespaces,
  });
  new KubeletMonitor(chart, 'kubelet', {
    metrics: Object.values(kubelet.metrics).map(({ name }) => name),
    namespaces,
  });
  addOperatorMonitors(chart);
};

/** What watches a cluster: metrics, alerts, logs, traces and the dashboards over all of them. */
export const addMonitoring = (scope: Construct, environments: readonly Environment[]): void => {
  const chart = (name: string): Chart => new Chart(scope, name, { namespace });
  new NamespaceBounds(chart('bounds'), 'bounds', {
    namespace,
    quota: systemQuota(environments),
    defaultLimits: proxyLimits,
  });
  metricsOf(environments, chart('prometheus'));
  new PrometheusRules(chart('rules'), 'rules', { groups: ruleGroups({ pace: realTime, environments }) });
  new Alertmanager(chart('alertmanager'), 'alertmanager', {
    image: images.alertmanager,
    replicas: 3,
    storage: '5Gi',
    configuration: alertmanagerConfiguration({
      credentials: alertmanagerCredentials,
      quiet: quietNamespaces(environments),
      remediators: alertActors(environments, alertmanagerCredentials),
    }),
    secrets: { entry: secretEntry, keys: receiverCredentials, elsewhere: alertTokens(environments) },
    receivers: [remediatorPods],
    publicPorts: [443, 587],
    clients: alertReaders,
  });
  logsOf(environments, chart('logs'));
  new Jaeger(chart('traces'), 'jaeger', {
    namespace,
    image: images.jaeger,
    storage: '50Gi',
    configuration: yamlText(
      jaegerConfiguration({ directory: '/var/lib/jaeger', retentionDays: retentionDays.traces }),
    ),
    senders: spanSenders,
    clients: ['grafana'],
  });
  new Grafana(chart('grafana'), 'grafana', {
    namespace,
    image: images.grafana,
    storage: '10Gi',
    url: 'http://localhost:3000',
    access: { kind: 'basic' },
    dataSources: yamlText(dataSources(urls)),
    dashboardProvider: yamlText(dashboardProvider(dashboardsDirectory)),
    dashboardsDirectory,
    dashboards: dashboards(),
    secretEntry,
    sources: queried,
    clients: [],
  });
};
