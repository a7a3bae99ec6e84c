import { Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { PrometheusRules } from './prometheus-rules.ts';

describe('The rules of Prometheus', () => {
  it('become an object for each group, which Prometheus selects by its labels', () => {
    const chart = new Chart(Testing.app(), 'rules', { namespace: 'octollm-system' });
    const rules = [{ alert: 'Watchdog', expr: 'vector(1)' }];
    new PrometheusRules(chart, 'rules', {
      groups: [
        { name: 'platform', rules },
        { name: 'queues', rules: [] },
      ],
    });
    expect(Testing.synth(chart)).toMatchObject([
      {
        kind: 'PrometheusRule',
        metadata: { name: 'platform', labels: { 'app.kubernetes.io/part-of': 'octollm' } },
        spec: { groups: [{ name: 'platform', rules }] },
      },
      { metadata: { name: 'queues' } },
    ]);
  });
});
