import type { EnvironmentName } from '@octollm/catalogue';
import { startHttpServer } from '@octollm/local-servers';
import {
  alertmanagerFile,
  alertmanager as alertmanagerMetrics,
  type Pace,
  postgresExporter,
  prometheus as prometheusMetrics,
  redisExporter,
  ruleFile,
  type ScrapeJob,
  scrapeConfigurations,
  webhook,
  yamlText,
} from '@octollm/observability';
import { root } from '../workspace/index.ts';

/** The `namespace` of every series: it tells environments apart. */
export const namespace = 'local';

export interface MonitoringOptions {
  /** Addresses of the metrics of the services, by their names. */
  readonly services: Readonly<Record<string, string>>;
  /** @default no exporter of PostgreSQL */
  readonly databaseUrl?: string;
  /** @default no exporter of Redis */
  readonly redisUrl?: string;
  /** What is scraped besides. @default nothing */
  readonly others?: readonly ScrapeJob[];
  /** Where alerts of every kind are sent to. */
  readonly receiver: string;
  /** What acts on alerts. @default nothing does */
  readonly remediator?: AlertEndpoint;
  readonly pace: Pace;
  /** Whose backups are looked for. @default local, which has none */
  readonly environment?: EnvironmentName;
  /** How often everything is scraped, and rules are evaluated. */
  readonly everySeconds: number;
  /** Ports that people know. @default free ones */
  readonly ports?: { readonly prometheus: number; readonly alertmanager: number };
}

/** Where a remediator takes alerts, and with which bearer token. */
export interface AlertEndpoint {
  readonly alertsUrl: string;
  readonly token: string;
}

/** Prometheus and Alertmanager, and the exporters of the stores. */
export interface Monitoring {
  readonly prometheus: string;
  readonly alertmanager: string;
  stop(): Promise<void>;
}

const startExporters = async ({ databaseUrl, redisUrl }: MonitoringOptions) => {
  const postgres =
    databaseUrl === undefined
      ? undefined
      : await startHttpServer({
          name: 'postgres-exporter',
          root,
          args: (address) => [`--web.listen-address=${address}`, '--no-collector.bgwriter'],
          env: { DATA_SOURCE_NAME: `${databaseUrl}?sslmode=disable` },
          readyPath: '/',
        });
  const redis =
    redisUrl === undefined
      ? undefined
      : await startHttpServer({
          name: 'redis-exporter',
          root,
          args: (address) => [`--web.listen-address=${address}`, `--redis.addr=${redisUrl}`],
          readyPath: '/',
        });
  const jobs: readonly ScrapeJob[] = [
    ...(postgres === undefined
      ? []
      : [{ job: postgresExporter.job, targets: [`127.0.0.1:${postgres.port}`] }]),
    ...(redis === undefined ? [] : [{ job: redisExporter.job, targets: [`127.0.0.1:${redis.port}`] }]),
  ];
  return { jobs, servers: [postgres, redis].filter((server) => server !== undefined) };
};

const jobOf = ([name, address]: readonly [string, string]): ScrapeJob => {
  const { host, pathname } = new URL(address);
  return { job: name, targets: [host], path: pathname };
};

const tokenFile = 'remediator-token';

/** Every severity is told to the same address, which sees by the receiver's name whom it stands for. */
const alertmanagerText = ({ receiver, remediator, pace }: MonitoringOptions): string =>
  alertmanagerFile({
    ...(remediator === undefined
      ? {}
      : { remediators: [{ namespace, receiver: webhook(remediator.alertsUrl, tokenFile) }] }),
    receivers: { critical: webhook(receiver), warning: webhook(receiver), info: webhook(receiver) },
    deadMan: webhook(receiver),
    pace,
  });

/**
 * Watches a running stack with the rules and the routing of production.
 * @throws ServerUnavailableError when Debian's packages cannot be had on this machine
 */
export const startMonitoring = async (options: MonitoringOptions): Promise<Monitoring> => {
  const { services, others = [], pace, everySeconds, environment = 'local', ports } = options;
  const exporters = await startExporters(options);
  const alertmanager = await startHttpServer({
    name: 'alertmanager',
    root,
    files: () => ({
      'alertmanager.yaml': alertmanagerText(options),
      // Its path in the configuration is relative to this folder, which only its owner can read.
      ...(options.remediator === undefined ? {} : { [tokenFile]: options.remediator.token }),
    }),
    args: (address, folder) => [
      `--config.file=${folder}/alertmanager.yaml`,
      `--storage.path=${folder}/data`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=',
    ],
    readyPath: '/-/ready',
    ...(ports === undefined ? {} : { port: ports.alertmanager }),
  });
  const jobs: readonly ScrapeJob[] = [
    ...Object.entries(services).map(jobOf),
    ...exporters.jobs,
    ...others,
    { job: alertmanagerMetrics.job, targets: [`127.0.0.1:${alertmanager.port}`] },
  ];
  const prometheus = await startHttpServer({
    name: 'prometheus',
    root,
    files: (address) => ({
      'rules.yaml': ruleFile({ pace, environments: [{ name: environment, namespace }] }),
      'prometheus.yaml': yamlText({
        global: {
          scrape_interval: `${everySeconds}s`,
          scrape_timeout: `${everySeconds}s`,
          evaluation_interval: `${everySeconds}s`,
        },
        rule_files: ['rules.yaml'],
        alerting: {
          alertmanagers: [
            { api_version: 'v2', static_configs: [{ targets: [`127.0.0.1:${alertmanager.port}`] }] },
          ],
        },
        scrape_configs: scrapeConfigurations(
          [...jobs, { job: prometheusMetrics.job, targets: [address] }],
          namespace,
        ),
      }),
    }),
    args: (address, folder) => [
      `--config.file=${folder}/prometheus.yaml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=${address}`,
    ],
    readyPath: '/-/ready',
    ...(ports === undefined ? {} : { port: ports.prometheus }),
  });
  return {
    prometheus: prometheus.url,
    alertmanager: alertmanager.url,
    stop: async () => {
      for (const server of [prometheus, alertmanager, ...exporters.servers]) await server.stop();
    },
  };
};
