import { describe, expect, it } from 'vitest';
import { containerOf, image, inChart, namespace, specOf } from '../fixtures/monitoring.ts';
import { objectOf } from '../fixtures/render.ts';
import { KubeStateMetrics } from './kube-state-metrics.ts';
import { KubeletMonitor } from './kubelet-monitor.ts';
import { LongTermMetrics } from './long-term-metrics.ts';

describe('What else is measured', () => {
  it('is objects of the namespaces that are watched, by one that may read no Secret', () => {
    const objects = inChart((chart) => {
      new KubeStateMetrics(chart, 'state', { namespace, image, namespaces: ['watch', 'shop'] });
    });
    expect(containerOf(objectOf(objects, 'Deployment')).args).toContain('--namespaces=watch,shop');
    expect(JSON.stringify(objectOf(objects, 'ClusterRole'))).not.toMatch(/secrets|configmaps|\*/);
    expect(specOf(objectOf(objects, 'ServiceMonitor'))).toMatchObject({ endpoints: [{ honorLabels: true }] });
  });

  it('is containers and volumes by the kubelets, and of those only what somebody looks at', () => {
    const objects = inChart((chart) => {
      new KubeletMonitor(chart, 'kubelet', { metrics: ['cpu_total', 'memory'], namespaces: ['shop'] });
    });
    const { endpoints } = specOf(objectOf(objects, 'ServiceMonitor')) as unknown as {
      readonly endpoints: readonly { readonly path: string; readonly metricRelabelings: readonly object[] }[];
    };
    expect(endpoints.map(({ path }) => path)).toEqual(['/metrics', '/metrics/cadvisor']);
    for (const { metricRelabelings } of endpoints)
      expect(metricRelabelings).toEqual([
        { sourceLabels: ['__name__'], regex: 'cpu_total|memory', action: 'keep' },
        { sourceLabels: ['namespace'], regex: 'shop', action: 'keep' },
      ]);
  });

  it('is kept for a year in a store of which every replica has everything', () => {
    const objects = inChart((chart) => {
      const { store } = new LongTermMetrics(chart, 'year', {
        namespace,
        image,
        replicas: 2,
        storage: '50Gi',
        retention: '400d',
        series: 'year:.+',
        rules: [{ record: 'year:a:rate5m', expr: 'sum(rate(a[5m]))' }],
        interval: '5m',
        clients: ['grafana'],
      });
      expect(store.urls).toEqual([
        'http://victoria-metrics-0.victoria-metrics.watch:8428/api/v1/write',
        'http://victoria-metrics-1.victoria-metrics.watch:8428/api/v1/write',
      ]);
    });
    expect(containerOf(objectOf(objects, 'StatefulSet')).args).toEqual(
      expect.arrayContaining(['-retentionPeriod=400d', '-dedup.minScrapeInterval=5m']),
    );
    expect(specOf(objectOf(objects, 'PrometheusRule'))).toEqual({
      groups: [
        { name: 'year', interval: '5m', rules: [{ record: 'year:a:rate5m', expr: 'sum(rate(a[5m]))' }] },
      ],
    });
  });
});
