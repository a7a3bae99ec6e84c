import { dashboards } from '@octollm/observability';
import { describe, expect, it } from 'vitest';
import { environments } from './environments/all.ts';
import {
  type ClusterService,
  type Labels,
  type Manifest,
  manifests,
  ofKind,
  sameNamespace,
  selects,
} from './fixtures/manifests.ts';

interface Policy extends Manifest {
  readonly spec: {
    readonly egress: readonly { readonly ports: readonly { readonly port: number }[] }[];
  };
}

interface Monitor extends Manifest {
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels };
    readonly endpoints: readonly { readonly port: string }[];
  };
}

const inCluster = manifests.filter(({ path }) => path.startsWith('cluster/'));
const [prometheus] = ofKind<Manifest & { readonly spec: Readonly<Record<string, unknown>> }>(['Prometheus']);

/** The texts of all files that a server is configured with. */
const filesOf = (name: string): string =>
  inCluster
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)
    .map(({ data }) => Object.values(data as Readonly<Record<string, string>>).join('\n'))
    .join('\n');

describe('The monitoring of a cluster', () => {
  it('is there once, for all environments, in the namespace that they share', () => {
    const monitoring = manifests.filter(
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'monitoring',
    );
    expect(monitoring.length).toBeGreaterThan(50);
    expect(monitoring.filter(({ path }) => !path.startsWith('cluster/'))).toEqual([]);
    const namespaces = new Set(monitoring.map(({ metadata }) => metadata.namespace));
    expect([...namespaces].filter((namespace) => namespace !== undefined)).toEqual(['octollm-system']);
  });

  it('is Prometheus twice with thirty days on 100 Gi, over every namespace of the platform', () => {
    expect(prometheus?.spec).toMatchObject({ replicas: 2, retention: '30d' });
    const wanted = JSON.stringify(prometheus?.spec.serviceMonitorNamespaceSelector);
    for (const { namespace } of environments) expect(wanted).toContain(namespace);
    expect(wanted).toContain('octollm-system');
  });

  it('comes last, after the store that its Secrets are made from', () => {
    const waveOf = ({ metadata }: Manifest) => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']);
    const monitoring = inCluster.filter(
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'monitoring',
    );
    expect(new Set(monitoring.map(waveOf))).toEqual(new Set([4]));
    for (const store of ofKind(['ClusterSecretStore']))
      for (const secret of ofKind(['ExternalSecret'], inCluster))
        expect(waveOf(store)).toBeLessThanOrEqual(waveOf(secret));
  });

  it('shows every dashboard', () => {
    const shown = inCluster.filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1');
    expect(shown.map(({ metadata }) => metadata.name).sort()).toEqual(
      dashboards()
        .map(({ uid }) => `dashboard-${uid}`)
        .sort(),
    );
  });

  it('reads the logs of every environment and sends them to Loki, which Grafana asks', () => {
    for (const { namespace } of environments) expect(filesOf('alloy')).toContain(namespace);
    expect(filesOf('alloy')).toContain('http://loki.octollm-system:3100/loki/api/v1/push');
    expect(filesOf('grafana')).toContain('url: http://loki.octollm-system:3100');
    expect(filesOf('loki')).toContain('retention_period: 720h');
  });

  it('gets spans from staging and production, where the network lets them out and in', () => {
    for (const { name, traces } of environments) {
      const [configuration] = ofKind<Manifest & { readonly data: Readonly<Record<string, string>> }>(
        ['ConfigMap'],
        manifests.filter(({ path }) => path === `${name}/orchestrator/ConfigMap.orchestrator.yaml`),
      );
      expect(configuration?.data.OTEL_EXPORTER_OTLP_ENDPOINT).toBe(
        traces === undefined ? undefined : 'http://jaeger.octollm-system:4318',
      );
      const [policy] = manifests.filter(
        ({ path }) => path === `${name}/orchestrator/NetworkPolicy.orchestrator.yaml`,
      );
      expect(JSON.stringify(policy).includes('4318')).toBe(traces !== undefined);
    }
    expect(environments.filter(({ traces }) => traces !== undefined).map(({ name }) => name)).toEqual([
      'staging',
      'production',
    ]);
  });

  it('reaches the exporters of nodes and GPUs, which others install and alerts are about', () => {
    const policy = ofKind<Policy>(['NetworkPolicy']).find(
      ({ path }) => path === 'cluster/prometheus/NetworkPolicy.prometheus.yaml',
    );
    const ports = policy?.spec.egress.flatMap((rule) => rule.ports.map(({ port }) => port));
    expect(ports).toEqual(expect.arrayContaining([9_100, 9_400]));
  });

  it('reaches every port of the platform that a monitor names', () => {
    const [policy] = ofKind<Policy>(['NetworkPolicy'], inCluster).filter(
      ({ metadata }) => metadata.name === 'prometheus',
    );
    const reached = new Set(policy?.spec.egress.flatMap(({ ports }) => ports.map(({ port }) => port)));
    const scraped = ofKind<Monitor>(['ServiceMonitor']).flatMap((monitor) =>
      ofKind<ClusterService>(['Service'])
        .filter(
          (service) =>
            sameNamespace(service, monitor) &&
            selects(monitor.spec.selector.matchLabels, service.metadata.labels ?? {}),
        )
        .flatMap(({ spec }) =>
          spec.ports.filter(({ name }) => monitor.spec.endpoints.some(({ port }) => port === name)),
        )
        .map(({ port }) => `${monitor.path} ${port}`),
    );
    expect(scraped.length).toBeGreaterThan(30);
    expect(scraped.filter((found) => !reached.has(Number(found.split(' ').at(-1))))).toEqual([]);
  });
});
