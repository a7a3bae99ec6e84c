import type { Service } from '@octollm/catalogue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rendered } from '../fixtures/render.ts';
import { environment, translator } from '../fixtures/services.ts';
import type { KubernetesObject } from '../objects.ts';
import { type Autoscaling, offPeakFloor } from './autoscaling.ts';
import { ServiceAutoscaler } from './service-autoscaler.ts';

const keda: Autoscaling = {
  flavour: 'keda',
  peak: { timezone: 'Europe/Oslo', fromHour: 7, toHour: 19 },
  prometheus: 'http://prometheus:9090',
};
const labels = { 'app.kubernetes.io/name': 'translator' };
const bounds = { min: 6, max: 12 };
const arm: Service = {
  ...translator,
  arm: { actions: [{ name: 'translate', path: '/translate' }], costTier: 1, maxConcurrentTasks: 20 },
};

const autoscalerOf = (service: Service, autoscaling: Autoscaling): KubernetesObject => {
  const objects = rendered(
    (chart) =>
      new ServiceAutoscaler(chart, 'autoscaler', { service, environment, labels, bounds, autoscaling }),
  );
  expect(objects).toHaveLength(1);
  return objects[0] as KubernetesObject;
};

describe('The autoscaler of an arm', () => {
  const { kind, metadata, spec } = autoscalerOf(arm, keda);

  it('is KEDA’s, and scales the Deployment of its name', () => {
    expect({ kind, name: metadata.name }).toEqual({ kind: 'ScaledObject', name: 'translator' });
    expect(spec).toMatchObject({ scaleTargetRef: { kind: 'Deployment', name: 'translator' } });
  });

  it('looks at the work under way, at what comes in, at resources and at the clock', () => {
    expect(spec).toMatchObject({
      minReplicaCount: 3,
      maxReplicaCount: 12,
      fallback: { replicas: 6 },
      triggers: [
        { type: 'cpu', metadata: { value: '70' } },
        { type: 'memory', metadata: { value: '80' } },
        {
          type: 'prometheus',
          metadata: {
            serverAddress: 'http://prometheus:9090',
            query: 'sum(http_requests_in_flight{namespace="books",job="translator"})',
            threshold: '14',
          },
        },
        {
          type: 'prometheus',
          metadata: { query: 'sum(rate(http_requests_total{namespace="books",job="translator"}[2m]))' },
        },
        {
          type: 'cron',
          metadata: {
            timezone: 'Europe/Oslo',
            start: '0 7 * * 1-5',
            end: '0 19 * * 1-5',
            desiredReplicas: '6',
          },
        },
      ],
    });
  });

  it('grows at once and shrinks slowly', () => {
    expect(spec).toMatchObject({
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: {
            scaleUp: { stabilizationWindowSeconds: 0 },
            scaleDown: { stabilizationWindowSeconds: 300 },
          },
        },
      },
    });
  });

  it('is that of Kubernetes where there is no KEDA, with the same bounds at every hour', () => {
    expect(autoscalerOf(arm, { ...keda, flavour: 'hpa' })).toMatchObject({
      kind: 'HorizontalPodAutoscaler',
      spec: {
        minReplicas: 6,
        maxReplicas: 12,
        metrics: [
          { resource: { name: 'cpu', target: { averageUtilization: 70 } } },
          { resource: { name: 'memory', target: { averageUtilization: 80 } } },
        ],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    });
  });
});

describe('The autoscaler of a service that is no arm', () => {
  it('is that of Kubernetes', () => {
    expect(autoscalerOf(translator, keda).kind).toBe('HorizontalPodAutoscaler');
  });
});

describe('The floor off peak', () => {
  it('is never above that at peak, and never one replica where there are more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (min) => {
        const floor = offPeakFloor({ min, max: 100 });
        expect(floor).toBeLessThanOrEqual(min);
        expect(floor).toBeGreaterThanOrEqual(Math.min(min, 2));
      }),
    );
  });
});
