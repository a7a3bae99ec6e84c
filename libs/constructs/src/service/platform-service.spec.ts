import { ConfigurationError, type Service } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import type { PlatformEnvironment } from '../environment.ts';
import { objectOf, rendered } from '../fixtures/render.ts';
import { environment, press, translator } from '../fixtures/services.ts';
import { callGraph } from '../network/call-graph.ts';
import { PlatformService } from './platform-service.ts';

const calls = callGraph([press, translator]);

const objectsOf = (
  service: Service,
  changes: Partial<PlatformEnvironment> = {},
  settings: Record<string, unknown> = {},
) =>
  rendered(
    (chart) =>
      new PlatformService(chart, 'service', {
        service,
        environment: { ...environment, ...changes },
        calls,
        settings,
      }),
    { namespace: 'books' },
  );

describe('A service of the platform', () => {
  it('becomes all its objects, each named after it and in its namespace', () => {
    const objects = objectsOf(translator);
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'ConfigMap',
      'Deployment',
      'ExternalSecret',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
    ]);
    for (const { metadata } of objects)
      expect(metadata).toMatchObject({
        name: 'translator',
        namespace: 'books',
        labels: {
          'app.kubernetes.io/name': 'translator',
          'app.kubernetes.io/component': 'arm',
          'app.kubernetes.io/part-of': 'octollm',
          'app.kubernetes.io/managed-by': 'cdk8s',
          'app.kubernetes.io/version': '1.2.3',
        },
      });
  });

  it('runs the release of the environment', () => {
    expect(objectOf(objectsOf(translator), 'Deployment')).toMatchObject({
      spec: { template: { spec: { containers: [{ image: 'registry.example/books/translator:1.2.3' }] } } },
    });
  });

  it('runs as many replicas as the environment says, or the minimum of the catalogue', () => {
    expect(objectOf(objectsOf(translator), 'Deployment')).toMatchObject({ spec: { replicas: 3 } });
    expect(objectOf(objectsOf(translator, { replicas: 2 }), 'Deployment')).toMatchObject({
      spec: { replicas: 2 },
    });
  });

  it('always lets a drain take one pod', () => {
    expect(objectOf(objectsOf(translator), 'PodDisruptionBudget').spec).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'translator' } },
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  it.each([
    ['it has a single replica', translator, { replicas: 1 }],
    ['it runs on every node', press, {}],
  ])('has no disruption budget when %s', (_, service, changes) => {
    expect(objectsOf(service, changes).map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
  });

  it('is reached on the same node when it runs on every node, and anywhere otherwise', () => {
    expect(objectOf(objectsOf(press), 'Service')).toMatchObject({ spec: { internalTrafficPolicy: 'Local' } });
    expect(objectOf(objectsOf(translator), 'Service').spec).not.toHaveProperty('internalTrafficPolicy');
  });

  it('rolls its pods when a setting changes', () => {
    const annotations = (limit: number) =>
      objectOf(objectsOf(translator, {}, { TRANSLATOR_LIMIT: limit }), 'Deployment');
    expect(annotations(4)).not.toEqual(annotations(5));
  });

  it('mounts the Secret with its files', () => {
    expect(objectOf(objectsOf(translator), 'Deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            volumes: [
              { name: 'tmp' },
              { secret: { secretName: 'translator-secrets', items: [{ key: 'TRANSLATOR_TOKEN' }] } },
            ],
          },
        },
      },
    });
  });

  it('waits for no Secret when it has no files', () => {
    expect(JSON.stringify(objectsOf(press))).not.toContain('press-secrets');
  });

  it('is not rendered with a configuration it would not start with', () => {
    expect(() => objectsOf(translator, {}, { TRANSLATOR_LIMIT: 'many' })).toThrow(ConfigurationError);
  });
});
