import { describe, expect, it } from 'vitest';
import { containerOf, egressOf, image, inChart, namespace, specOf } from '../fixtures/monitoring.ts';
import { objectOf } from '../fixtures/render.ts';
import { Alloy } from './alloy.ts';
import { Jaeger } from './jaeger.ts';
import { Loki } from './loki.ts';

describe('Logs and traces', () => {
  const objects = inChart((chart) => {
    const common = { namespace, image, configuration: 'a: 1' };
    new Loki(chart, 'loki', {
      ...common,
      replicas: 3,
      storage: '20Gi',
      secretEntry: 'octollm/system',
      clients: ['alloy'],
    });
    new Alloy(chart, 'alloy', common);
    new Jaeger(chart, 'jaeger', { ...common, storage: '5Gi', senders: [{}], clients: ['grafana'] });
  });

  it('of pods are read through the API server, without a path of the node', () => {
    expect(JSON.stringify(objects)).not.toContain('hostPath');
    expect(objectOf(objects, 'ClusterRole', 'octollm-alloy').rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    ]);
    expect(containerOf(objectOf(objects, 'DaemonSet')).env).toEqual([
      { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
  });

  it('are kept in a bucket, whose credentials are a file', () => {
    expect(containerOf(objectOf(objects, 'StatefulSet', 'loki')).env).toEqual([
      { name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/var/run/secrets/loki/LOKI_BUCKET_CREDENTIALS' },
    ]);
    expect(egressOf(objects, 'loki')).toContain('"port":443');
  });

  it('come in by OTLP over HTTP', () => {
    expect(specOf(objectOf(objects, 'Service', 'jaeger'))).toMatchObject({
      ports: expect.arrayContaining([{ name: 'otlp', port: 4_318, targetPort: 'otlp' }]),
    });
  });
});
