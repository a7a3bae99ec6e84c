import { HealthIndicatorService } from '@nestjs/terminus';
import { describe, expect, it } from 'vitest';
import { HealthController } from './health.controller.ts';
import { type HealthAccess, openHealthAccess } from './health-access.ts';
import { Readiness } from './readiness.ts';

describe('the health of a service', () => {
  const controller = (readiness: Readiness, access: HealthAccess = openHealthAccess): HealthController =>
    new HealthController(new HealthIndicatorService(), readiness, access);
  const request = {} as Parameters<HealthController['overall']>[0];
  const up = async (): Promise<void> => undefined;
  const down = (): Promise<void> => Promise.reject(new Error('away'));

  it('is not started and not ready at first, ready once it listens, and not ready once it stops', async () => {
    const readiness = new Readiness();
    const health = controller(readiness);
    expect(() => health.startup()).toThrow('starting');
    await expect(health.ready()).rejects.toThrow('starting');
    readiness.started();
    expect(health.startup()).toEqual({ status: 'ok' });
    await expect(health.ready()).resolves.toEqual({ status: 'ok' });
    readiness.stopping();
    await expect(health.ready()).rejects.toThrow('stopping');
    expect(health.startup()).toEqual({ status: 'ok' });
    expect(health.live()).toEqual({ status: 'ok' });
  });

  it('does not depend on other services to be ready, and is degraded without one', async () => {
    const readiness = new Readiness();
    readiness.add({ name: 'postgres', check: up });
    readiness.addDependency({ name: 'planner-arm', check: down });
    readiness.started();
    const health = controller(readiness);
    await expect(health.ready()).resolves.toEqual({ status: 'ok' });
    await expect(health.overall(request)).resolves.toMatchObject({
      status: 'degraded',
      dependencies: { postgres: { status: 'up' }, 'planner-arm': { status: 'down' } },
    });
  });

  it('shows its dependencies only to those who may see them', async () => {
    const readiness = new Readiness();
    readiness.add({ name: 'postgres', check: down });
    await expect(controller(readiness, { mayReadDetails: () => false }).overall(request)).resolves.toEqual({
      status: 'down',
    });
  });

  it('asks a store once for a burst of probes', async () => {
    let asked = 0;
    const readiness = new Readiness();
    readiness.add({
      name: 'postgres',
      check: async () => {
        asked++;
      },
    });
    readiness.started();
    const health = controller(readiness);
    for (let probe = 0; probe < 5; probe++) await health.ready();
    expect(asked).toBe(1);
  });
});
