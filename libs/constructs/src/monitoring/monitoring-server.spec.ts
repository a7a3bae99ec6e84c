import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { podsNamed } from '../network/peers.ts';
import { MonitoringServer, UnknownPortError } from './monitoring-server.ts';
import type { MonitoringServerProps } from './server-props.ts';
import { sizes } from './sizes.ts';

const props: MonitoringServerProps = {
  name: 'gauge',
  image: { repository: 'registry.example/gauge', tag: '1.2.3' },
  args: ['--config=/etc/gauge/gauge.yaml'],
  ports: { http: 8_000, metrics: 8_001 },
  metricsPort: 'metrics',
  readiness: { port: 'http', path: '/ready' },
  stopping: 'sleep',
  scale: { kind: 'replicas', count: 2 },
  resources: sizes.small,
  priority: 'high',
  files: { directory: '/etc/gauge', texts: { 'gauge.yaml': 'a: 1\n', 'more/deep.yaml': 'b: 2\n' } },
  secrets: { directory: '/secrets', entry: 'octollm/system', keys: ['PASSWORD'] },
  ingress: [{ peers: [podsNamed('reader')], ports: [8_000] }],
  egress: [],
};

const objects = (changes: Partial<MonitoringServerProps> = {}) =>
  rendered((chart) => new MonitoringServer(chart, 'server', { ...props, ...changes, namespace: 'watch' }), {
    namespace: 'watch',
  });

const specOf = (kind: string, changes: Partial<MonitoringServerProps> = {}, name?: string) =>
  objectOf(objects(changes), kind, name).spec as Readonly<Record<string, never>>;

const podOf = (kind: string, changes: Partial<MonitoringServerProps> = {}) =>
  (specOf(kind, changes).template as unknown as { readonly spec: Record<string, unknown> }).spec;

const container = (changes: Partial<MonitoringServerProps> = {}) =>
  (podOf('Deployment', changes).containers as readonly Record<string, unknown>[])[0];

describe('A server of the monitoring stack', () => {
  it('is rendered with all that stands around it', () => {
    expect(
      objects()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual([
      'ConfigMap',
      'Deployment',
      'ExternalSecret',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
    ]);
  });

  it('runs hardened, with nothing to write to but its scratch', () => {
    expect(container()?.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    expect(podOf('Deployment')).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: 'octollm-high',
      securityContext: { runAsNonRoot: true, runAsUser: 10_001 },
    });
  });

  it('has no token, unless it asks the API of the cluster', () => {
    const apiRules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
    expect(objects().some(({ kind }) => kind === 'ClusterRole')).toBe(false);
    expect(podOf('Deployment', { apiRules }).automountServiceAccountToken).toBe(true);
    expect(objectOf(objects({ apiRules }), 'ClusterRole')).toMatchObject({
      metadata: { name: 'octollm-gauge' },
      rules: apiRules,
    });
    expect(objectOf(objects({ apiRules }), 'ClusterRoleBinding').metadata.namespace).toBeUndefined();
    expect(objectOf(objects({ apiRules }), 'ClusterRoleBinding').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'gauge', namespace: 'watch' },
    ]);
  });

  it('finds its files at their paths, folders included', () => {
    expect(objectOf(objects(), 'ConfigMap').data).toEqual({
      'gauge.yaml': 'a: 1\n',
      'more.deep.yaml': 'b: 2\n',
    });
    expect(podOf('Deployment').volumes).toContainEqual({
      name: 'files',
      configMap: {
        name: 'gauge',
        optional: false,
        items: [
          { key: 'gauge.yaml', path: 'gauge.yaml' },
          { key: 'more.deep.yaml', path: 'more/deep.yaml' },
        ],
      },
    });
  });

  it('is rolled when a file changes', () => {
    const checksum = (text: string) =>
      (
        specOf('Deployment', { files: { directory: '/etc/gauge', texts: { 'gauge.yaml': text } } })
          .template as unknown as { readonly metadata: { readonly annotations: Record<string, string> } }
      ).metadata.annotations['checksum/config'];
    expect(checksum('a: 1')).toMatch(/^[\da-f]{64}$/);
    expect(checksum('a: 1')).not.toBe(checksum('a: 2'));
  });

  it('gets secrets as files, from the secret store', () => {
    expect(specOf('ExternalSecret')).toMatchObject({ target: { name: 'gauge-secrets' } });
    expect(container()?.env).toBeUndefined();
    expect(container()?.volumeMounts).toContainEqual({
      name: 'secrets',
      mountPath: '/secrets',
      readOnly: true,
    });
  });

  it('is told apart alive and ready by different questions', () => {
    expect(container()).toMatchObject({
      readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
      livenessProbe: { tcpSocket: { port: 'http' } },
      startupProbe: { tcpSocket: { port: 'http' } },
    });
    expect(container({ liveness: { port: 'http', path: '/alive' } })?.livenessProbe).toMatchObject({
      httpGet: { path: '/alive' },
    });
  });

  it('waits before it stops, by sleeping or, where its image cannot, by asking itself', () => {
    expect(container()?.lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '5'] } } });
    expect(container({ stopping: { port: 'http', path: '/flush' } })?.lifecycle).toEqual({
      preStop: { httpGet: { path: '/flush', port: 'http' } },
    });
  });

  it('lets in those it names and Prometheus, and itself out to nobody else', () => {
    expect(specOf('NetworkPolicy')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'gauge' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'reader' } } }],
          ports: [{ protocol: 'TCP', port: 8_000 }],
        },
        {
          from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } }],
          ports: [{ protocol: 'TCP', port: 8_001 }],
        },
      ],
      egress: [],
    });
  });

  it('has a volume and a headless Service for each pod where it keeps something', () => {
    const scale = { kind: 'stateful', count: 3, claim: { size: '5Gi', directory: '/data' } } as const;
    expect(specOf('StatefulSet', { scale })).toMatchObject({
      replicas: 3,
      serviceName: 'gauge',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data', labels: { 'octollm.dev/backup': 'none' } },
          spec: { storageClassName: 'octollm-standard', resources: { requests: { storage: '5Gi' } } },
        },
      ],
    });
    expect(specOf('Service', { scale })).toMatchObject({ clusterIP: 'None' });
  });

  it('has no disruption budget where it is alone, or on every node', () => {
    for (const scale of [{ kind: 'replicas', count: 1 }, { kind: 'per-node' }] as const)
      expect(objects({ scale }).some(({ kind }) => kind === 'PodDisruptionBudget')).toBe(false);
    expect(objects({ scale: { kind: 'per-node' } }).some(({ kind }) => kind === 'DaemonSet')).toBe(true);
  });

  it.each([
    ['a scrape', { metricsPort: 'telemetry' }],
    ['a probe of readiness', { readiness: { port: 'https', path: '/' } }],
    ['a probe of liveness', { liveness: { port: 'https', path: '/' } }],
  ])('refuses %s of a port that it does not have', (_, changes) => {
    expect(() => objects(changes)).toThrow(UnknownPortError);
  });
});
