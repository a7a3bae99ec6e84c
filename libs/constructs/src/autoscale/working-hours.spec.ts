import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { environment, press, translator } from '../fixtures/services.ts';
import { callGraph } from '../network/call-graph.ts';
import { PlatformService } from '../service/platform-service.ts';

const workingHours = { timezone: 'Europe/Berlin', fromHour: 7, toHour: 19 };
const objectsOf = (options: object) =>
  rendered((chart) =>
    [press, translator].map(
      (service) =>
        new PlatformService(chart, service.name, {
          service,
          environment: { ...environment, replicas: 3, ...options },
          calls: callGraph([press, translator]),
        }),
    ),
  );

describe('An environment with working hours', () => {
  const objects = objectsOf({ workingHours });

  it('runs all replicas while people work and one at other times', () => {
    expect(objectOf(objects, 'ScaledObject', 'translator').spec).toMatchObject({
      scaleTargetRef: { kind: 'Deployment', name: 'translator' },
      minReplicaCount: 1,
      maxReplicaCount: 3,
      triggers: [
        {
          type: 'cron',
          metadata: {
            timezone: 'Europe/Berlin',
            start: '0 7 * * 1-5',
            end: '0 19 * * 1-5',
            desiredReplicas: '3',
          },
        },
      ],
    });
  });

  it('leaves the number of replicas to that, and lets a drain take one', () => {
    expect(objectOf(objects, 'Deployment', 'translator').spec).not.toHaveProperty('replicas');
    expect(objectOf(objects, 'PodDisruptionBudget', 'translator').spec).toMatchObject({ maxUnavailable: 1 });
  });

  it('leaves alone what runs on every node', () => {
    expect(objects.filter(({ kind }) => kind === 'ScaledObject')).toHaveLength(1);
  });

  it('has none where the load decides', () => {
    const autoscaling = { flavour: 'hpa', peak: workingHours, prometheus: 'http://prometheus:9090' };
    const scaled = objectsOf({ workingHours, autoscaling }).map(({ kind }) => kind);
    expect(scaled).toContain('HorizontalPodAutoscaler');
    expect(scaled).not.toContain('ScaledObject');
  });
});
