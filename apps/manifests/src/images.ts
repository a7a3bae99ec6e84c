import type { ClusterEnvironmentName, Image } from '@octollm/constructs';

/*
 * The versions of everything that runs: ours, and those of others. `npm run images:pin` writes their digests down beside
 * them, in pinning/image-digests.json.
 */

/** Where the images of the platform are. */
export const registry = 'ghcr.io/octollm';

/** The release that each environment runs: the tag of every image. A release moves from the top to the bottom. */
export const releases: Readonly<Record<ClusterEnvironmentName, string>> = {
  dev: '0.1.0',
  staging: '0.1.0',
  production: '0.1.0',
};

/** The images of others, each by its version; Compose runs the same. */
export const images = {
  adminer: { repository: 'docker.io/library/adminer', tag: '5.4.1' },
  alertmanager: { repository: 'quay.io/prometheus/alertmanager', tag: 'v0.28.1' },
  alloy: { repository: 'docker.io/grafana/alloy', tag: 'v1.9.0' },
  cnpgPostgres: { repository: 'ghcr.io/cloudnative-pg/postgresql', tag: '17.5' },
  grafana: { repository: 'docker.io/grafana/grafana', tag: '12.0.0' },
  jaeger: { repository: 'docker.io/jaegertracing/jaeger', tag: '2.6.0' },
  kubeStateMetrics: { repository: 'registry.k8s.io/kube-state-metrics/kube-state-metrics', tag: 'v2.15.0' },
  loki: { repository: 'docker.io/grafana/loki', tag: '3.5.0' },
  nginx: { repository: 'docker.io/nginxinc/nginx-unprivileged', tag: '1.28.0' },
  ollama: { repository: 'docker.io/ollama/ollama', tag: '0.9.0' },
  postgres: { repository: 'docker.io/library/postgres', tag: '17.5' },
  postgresExporter: { repository: 'quay.io/prometheuscommunity/postgres-exporter', tag: 'v0.17.1' },
  prometheus: { repository: 'quay.io/prometheus/prometheus', tag: 'v3.4.0' },
  qdrant: { repository: 'docker.io/qdrant/qdrant', tag: 'v1.15.4-unprivileged' },
  redis: { repository: 'docker.io/library/redis', tag: '7.4.2-alpine' },
  redisCommander: { repository: 'ghcr.io/joeferner/redis-commander', tag: '0.9.0' },
  redisExporter: { repository: 'docker.io/oliver006/redis_exporter', tag: 'v1.67.0-alpine' },
  victoriaMetrics: { repository: 'docker.io/victoriametrics/victoria-metrics', tag: 'v1.117.0' },
} as const satisfies Readonly<Record<string, Image>>;
