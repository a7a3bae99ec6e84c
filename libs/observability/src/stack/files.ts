import { deployed, remediator } from '@octollm/catalogue';
import { realTime } from '../alerts/pace.ts';
import { dashboards } from '../dashboards/all.ts';
import { ruleFile } from '../rules/file.ts';
import { alloyConfiguration } from './alloy.ts';
import { alloyText } from './alloy-syntax.ts';
import { yamlText } from './document.ts';
import { dashboardProvider, dataSources } from './grafana.ts';
import { jaegerConfiguration } from './jaeger.ts';
import { lokiConfiguration } from './loki.ts';
import { prometheusConfiguration, type ScrapeJob } from './prometheus.ts';
import { alertmanagerConfiguration, alertsUrl } from './receivers.ts';

/** The `namespace` of all that runs under Docker Compose. */
export const composeNamespace = 'compose';
const rulesFile = 'rules.yaml';

/** What is scraped besides the services: exporters beside stores, and what watches them, by their names in the network. */
const others: readonly ScrapeJob[] = [
  { job: 'postgres-exporter', targets: ['postgres-exporter:9187'] },
  { job: 'redis-exporter', targets: ['redis-queue-exporter:9121', 'redis-cache-exporter:9121'] },
  { job: 'qdrant', targets: ['qdrant:6333'], credentialsFile: '/run/secrets/QDRANT_API_KEY' },
  { job: 'prometheus', targets: ['localhost:9090'] },
  { job: 'alertmanager', targets: ['alertmanager:9093'] },
];

/** Where the servers answer in the network of Docker Compose. */
const urls = {
  prometheus: 'http://prometheus:9090',
  loki: 'http://loki:3100',
  jaeger: 'http://jaeger:16686',
  alertmanager: 'http://alertmanager:9093',
} as const;

const inFolder = (folder: string, files: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(files).map(([name, text]) => [`monitoring/${folder}/${name}`, text]);

/**
 * Every file that the servers of a stack under Docker Compose read, by its path beside the Compose file. Each folder of
 * `monitoring` is the `/etc/<name>` of the server of its name.
 */
export const monitoringFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ...inFolder('prometheus', {
      'prometheus.yaml': yamlText(
        prometheusConfiguration({
          services: deployed,
          others,
          namespace: composeNamespace,
          ruleFiles: [rulesFile],
          alertmanager: 'alertmanager:9093',
        }),
      ),
      [rulesFile]: ruleFile({
        pace: realTime,
        environments: [{ name: 'production', namespace: composeNamespace }],
      }),
    }),
    ...inFolder('alertmanager', {
      'alertmanager.yaml': alertmanagerConfiguration({
        credentials: '/run/secrets/alerting',
        remediators: [
          {
            namespace: composeNamespace,
            url: alertsUrl(remediator.name),
            tokenFile: '/run/secrets/REMEDIATOR_TOKEN',
          },
        ],
      }),
    }),
    ...inFolder('loki', {
      'loki.yaml': yamlText(
        lokiConfiguration({ storage: { kind: 'filesystem' }, directory: '/loki', retentionDays: 30 }),
      ),
    }),
    ...inFolder('alloy', {
      'config.alloy': alloyText(
        alloyConfiguration({ source: { kind: 'docker', socket: '/var/run/docker.sock' }, loki: urls.loki }),
      ),
    }),
    ...inFolder('jaeger', {
      'jaeger.yaml': yamlText(jaegerConfiguration({ directory: '/tmp/jaeger', retentionDays: 3 })),
    }),
    ...inFolder('grafana/provisioning', {
      'datasources/octollm.yaml': yamlText(dataSources(urls)),
      'dashboards/octollm.yaml': yamlText(dashboardProvider('/etc/grafana/dashboards')),
    }),
    ...inFolder(
      'grafana/dashboards',
      Object.fromEntries(dashboards().map(({ uid, json }) => [`${uid}.json`, json])),
    ),
  ]);
