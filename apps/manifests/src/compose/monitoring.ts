import type { Service } from '@octollm/catalogue';
import { type Image, imageReference } from '@octollm/constructs';
import { images } from '../images.ts';
import type { ComposeFile, ComposeService } from './compose-file.ts';
import { hardened } from './hardened.ts';
import { mounted, mountedFolder, secretFiles } from './secrets.ts';

const local = '127.0.0.1';
const secretsFolder = '/run/secrets';

/** Every image of the monitoring runs as a user that is not root, and writes to its volume and nothing else. */
const server = (image: Image, user: string, port: number): ComposeService => ({
  ...hardened,
  image: imageReference(image),
  user,
  networks: ['monitoring', 'edge'],
  ports: [`${local}:${port}:${port}`],
});

const prometheus: ComposeService = {
  ...server(images.prometheus, '65534:65534', 9090),
  command: [
    '--config.file=/etc/prometheus/prometheus.yaml',
    '--storage.tsdb.path=/prometheus',
    '--storage.tsdb.retention.time=30d',
    // By them Grafana leads from a latency to a trace.
    '--enable-feature=exemplar-storage',
  ],
  // Qdrant shows its metrics to nobody else.
  secrets: mounted(['QDRANT_API_KEY'], secretsFolder),
  volumes: ['./monitoring/prometheus:/etc/prometheus:ro', 'prometheus:/prometheus'],
};

const alertmanager: ComposeService = {
  ...server(images.alertmanager, '65534:65534', 9093),
  command: ['--config.file=/etc/alertmanager/alertmanager.yaml', '--storage.path=/alertmanager'],
  // What acts on alerts takes them from nobody else.
  secrets: mounted(['REMEDIATOR_TOKEN'], secretsFolder),
  volumes: [
    './monitoring/alertmanager:/etc/alertmanager:ro',
    // The credentials of its receivers, which the operator puts there.
    mountedFolder('alerting', `${secretsFolder}/alerting`),
    'alertmanager:/alertmanager',
  ],
};

const grafana: ComposeService = {
  ...server(images.grafana, '472:0', 3000),
  environment: {
    GF_SECURITY_ADMIN_PASSWORD__FILE: `${secretsFolder}/GRAFANA_PASSWORD`,
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
  },
  secrets: mounted(['GRAFANA_PASSWORD'], secretsFolder),
  volumes: [
    './monitoring/grafana/provisioning:/etc/grafana/provisioning:ro',
    './monitoring/grafana/dashboards:/etc/grafana/dashboards:ro',
    'grafana:/var/lib/grafana',
  ],
};

const loki: ComposeService = {
  ...server(images.loki, '10001:10001', 3100),
  command: ['-config.file=/etc/loki/loki.yaml'],
  volumes: ['./monitoring/loki:/etc/loki:ro', 'loki:/loki'],
};

const jaeger: ComposeService = {
  ...server(images.jaeger, '10001:10001', 16_686),
  command: ['--config', '/etc/jaeger/jaeger.yaml'],
  volumes: ['./monitoring/jaeger:/etc/jaeger:ro'],
};

/** It reads the logs of all containers where Docker keeps them: the one container that sees more than itself. */
const alloy: ComposeService = {
  ...server(images.alloy, '473:473', 12_345),
  group_add: [`\${DOCKER_GROUP-999}`],
  command: [
    'run',
    '/etc/alloy/config.alloy',
    '--storage.path=/tmp/alloy',
    '--server.http.listen-addr=0.0.0.0:12345',
  ],
  volumes: ['./monitoring/alloy:/etc/alloy:ro', '/var/run/docker.sock:/var/run/docker.sock:ro'],
};

const exporter = (image: Image, more: ComposeService): ComposeService => ({
  ...hardened,
  image: imageReference(image),
  user: '65534:65534',
  networks: ['monitoring', 'stores'],
  ...more,
});

const redisExporter = (role: string): ComposeService =>
  exporter(images.redisExporter, {
    environment: {
      REDIS_ADDR: `redis://redis-${role}:6379`,
      REDIS_PASSWORD_FILE: `${secretsFolder}/REDIS_EXPORTER_PASSWORDS`,
    },
    secrets: mounted(['REDIS_EXPORTER_PASSWORDS'], secretsFolder),
  });

const servers: Readonly<Record<string, ComposeService>> = {
  prometheus,
  alertmanager,
  grafana,
  loki,
  jaeger,
  alloy,
  'postgres-exporter': exporter(images.postgresExporter, {
    environment: {
      DATA_SOURCE_URI: 'postgres:5432/octollm?sslmode=disable',
      DATA_SOURCE_USER: 'octollm',
      DATA_SOURCE_PASS_FILE: `${secretsFolder}/POSTGRES_PASSWORD`,
    },
    secrets: mounted(['POSTGRES_PASSWORD'], secretsFolder),
  }),
  'redis-queue-exporter': redisExporter('queue'),
  'redis-cache-exporter': redisExporter('cache'),
};

/** What a service needs to be seen, and to see: Prometheus reaches its metrics, Jaeger gets its spans, and it reads alerts. */
const observed = ({ readsAlerts }: Service): ComposeService => ({
  environment: {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://jaeger:4318',
    ...(readsAlerts === true ? { ALERTMANAGER_URL: 'http://alertmanager:9093' } : {}),
  },
  networks: ['monitoring'],
});

/** The files that the servers read, by their paths in the folder of the Compose files. */
export const monitoringPaths: readonly string[] = [
  'monitoring/alertmanager/alertmanager.yaml',
  'monitoring/alloy/config.alloy',
  'monitoring/jaeger/jaeger.yaml',
  'monitoring/loki/loki.yaml',
  'monitoring/prometheus/prometheus.yaml',
];

/** What watches the platform. Its servers read the files that are rendered beside it. */
export const monitoringFile = (services: readonly Service[]): ComposeFile => {
  const all = {
    ...Object.fromEntries(services.map((service) => [service.name, observed(service)])),
    qdrant: { networks: ['monitoring'] },
    ...servers,
  };
  return {
    services: all,
    networks: { monitoring: { internal: true } },
    volumes: { alertmanager: {}, grafana: {}, loki: {}, prometheus: {} },
    secrets: secretFiles(all),
  };
};
