import type { Service } from '@octollm/catalogue';
import type { Setting } from './document.ts';

/** What is scraped under one job. */
export interface ScrapeJob {
  /** The `job` label: the name of a service or of an exporter. */
  readonly job: string;
  /** Hosts with their ports. */
  readonly targets: readonly string[];
  /** @default /metrics */
  readonly path?: string;
  /** The path of a file with the bearer token that the targets want. @default they want none */
  readonly credentialsFile?: string;
}

export interface PrometheusOptions {
  readonly services: readonly Pick<Service, 'name' | 'metricsPort'>[];
  /** What is scraped besides the services. */
  readonly others: readonly ScrapeJob[];
  /** The `namespace` of every series: it tells environments apart. */
  readonly namespace: string;
  readonly ruleFiles: readonly string[];
  /** Where Alertmanager is, as host and port. */
  readonly alertmanager: string;
}

/** The `scrape_configs` of a Prometheus that is told its targets. */
export const scrapeConfigurations = (jobs: readonly ScrapeJob[], namespace: string): readonly Setting[] =>
  jobs.map(({ job, targets, path, credentialsFile }) => ({
    job_name: job,
    metrics_path: path,
    authorization: credentialsFile === undefined ? undefined : { credentials_file: credentialsFile },
    static_configs: [{ targets, labels: { namespace } }],
  }));

/** The configuration of a Prometheus that is told its targets, for where there is no operator that finds them. */
export const prometheusConfiguration = (options: PrometheusOptions): Setting => {
  const { services, others, namespace, ruleFiles, alertmanager } = options;
  const jobs: readonly ScrapeJob[] = [
    ...services.map(({ name, metricsPort }) => ({ job: name, targets: [`${name}:${metricsPort}`] })),
    ...others,
  ];
  return {
    global: { scrape_interval: '15s', scrape_timeout: '10s', evaluation_interval: '15s' },
    rule_files: ruleFiles,
    alerting: { alertmanagers: [{ api_version: 'v2', static_configs: [{ targets: [alertmanager] }] }] },
    scrape_configs: scrapeConfigurations(jobs, namespace),
  };
};
