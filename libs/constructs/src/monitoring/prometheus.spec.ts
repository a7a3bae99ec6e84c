import { describe, expect, it } from 'vitest';
import { image, inChart, namespace, specOf } from '../fixtures/monitoring.ts';
import { objectOf } from '../fixtures/render.ts';
import { NothingToScrapeError, Prometheus, type PrometheusProps } from './prometheus.ts';

describe('Prometheus', () => {
  const objects = (changes: Partial<PrometheusProps> = {}) =>
    inChart((chart) => {
      new Prometheus(chart, 'prometheus', {
        namespace,
        image,
        replicas: 2,
        retention: '30d',
        storage: '100Gi',
        namespaces: ['watch', 'shop'],
        longTerm: {
          urls: ['http://year-0:1', 'http://year-1:1'],
          pods: { peers: [{}], ports: [1] },
          series: 'year:.+',
        },
        scraped: [{ peers: [{}], ports: [9_090] }],
        clients: [{ peers: [{}], ports: [9_090] }],
        ...changes,
      });
    });
  const spec = specOf(objectOf(objects(), 'Prometheus'));

  it('has two replicas with thirty days on 100 Gi each, and room for the log of writes', () => {
    expect(spec).toMatchObject({
      replicas: 2,
      retention: '30d',
      retentionSize: '90GiB',
      storage: {
        volumeClaimTemplate: {
          spec: { storageClassName: 'octollm-standard', resources: { requests: { storage: '100Gi' } } },
        },
      },
      resources: { requests: { cpu: '2', memory: '4Gi' }, limits: { cpu: '4', memory: '8Gi' } },
    });
  });

  it('reaches on every node the kubelet and a node exporter', () => {
    const { egress } = specOf(objectOf(objects(), 'NetworkPolicy')) as unknown as {
      readonly egress: readonly { readonly ports: readonly { readonly port: number }[] }[];
    };
    expect(egress.map(({ ports }) => ports.map(({ port }) => port))).toContainEqual([10_250, 9_100]);
  });

  it('looks for monitors and rules of the platform, in the namespaces that it is given', () => {
    for (const selector of ['serviceMonitor', 'podMonitor', 'rule']) {
      expect(spec[`${selector}Selector`]).toEqual({
        matchLabels: { 'app.kubernetes.io/part-of': 'octollm' },
      });
      expect(spec[`${selector}NamespaceSelector`]).toEqual({
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['watch', 'shop'] }],
      });
    }
    expect(() => objects({ namespaces: [] })).toThrow(NothingToScrapeError);
  });

  it('writes to every pod of the store of a year, and only what rules made few', () => {
    expect(spec.remoteWrite).toEqual(
      ['http://year-0:1', 'http://year-1:1'].map((url) => ({
        url,
        writeRelabelConfigs: [
          { sourceLabels: ['__name__'], regex: 'year:.+', action: 'keep' },
          { regex: 'prometheus_replica', action: 'labeldrop' },
        ],
      })),
    );
  });

  it('answers under its name at the port that scalers and policies know', () => {
    expect(specOf(objectOf(objects(), 'Service'))).toMatchObject({
      selector: { 'app.kubernetes.io/name': 'prometheus' },
      ports: [{ port: 9_090, targetPort: 'web' }],
    });
  });

  it('reads what it needs to find its targets, and no Secret', () => {
    const { rules } = objectOf(objects(), 'ClusterRole') as unknown as {
      readonly rules: readonly { readonly verbs: readonly string[] }[];
    };
    expect(
      rules.flatMap(({ verbs }) => verbs).filter((verb) => !['get', 'list', 'watch'].includes(verb)),
    ).toEqual([]);
    expect(JSON.stringify(rules)).not.toMatch(/secrets|configmaps|proxy|\*/);
  });

  it('runs as nobody, apart from its twin, and may lose one pod at a time', () => {
    expect(spec).toMatchObject({
      securityContext: { runAsNonRoot: true },
      priorityClassName: 'octollm-high',
    });
    expect(spec.topologySpreadConstraints).toHaveLength(2);
    expect(specOf(objectOf(objects(), 'PodDisruptionBudget'))).toMatchObject({ maxUnavailable: 1 });
  });
});
