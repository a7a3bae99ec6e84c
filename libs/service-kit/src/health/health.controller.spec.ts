import { HealthIndicatorService } from '@nestjs/terminus';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HealthController } from './health.controller.ts';
import { type HealthAccess, openHealthAccess } from './health-access.ts';
import { OverallHealth } from './overall-health.ts';
import { Readiness } from './readiness.ts';
import { StoreProbe } from './store-probe.ts';
import { StoreWatch } from './store-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the health of a service', () => {
  const controller = (readiness: Readiness, access: HealthAccess = openHealthAccess): HealthController => {
    const probe = new StoreProbe(new HealthIndicatorService());
    const watch = new StoreWatch(readiness, probe);
    watch.onApplicationBootstrap();
    return new HealthController(readiness, new OverallHealth(readiness, probe, watch), watch, access);
  };
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

  it('asks a store once a second, and not for a probe', async () => {
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
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked).toBe(4);
  });

  it('3-fail/2-success hysteresis: a store that went away shows within one interval, readiness follows', async () => {
    const state = { up: true };
    const readiness = new Readiness();
    readiness.add({ name: 'queue', check: () => (state.up ? up() : down()) });
    readiness.started();
    const health = controller(readiness);
    await vi.advanceTimersByTimeAsync(0);
    const look = async (): Promise<string> => {
      await vi.advanceTimersByTimeAsync(1_000);
      const { status, dependencies } = await health.overall(request);
      const ready = await health.ready().then(
        () => 'ready',
        () => 'not ready',
      );
      return `${status}, ${dependencies?.['queue']?.status}, ${ready}`;
    };
    expect(await look()).toBe('ok, up, ready');
    state.up = false;
    expect(await look()).toBe('degraded, down, ready');
    expect(await look()).toBe('degraded, down, ready');
    expect(await look()).toBe('down, down, not ready');
    state.up = true;
    expect(await look()).toBe('down, up, not ready');
    expect(await look()).toBe('ok, up, ready');
  });

  it('does not lose readiness to single failures', async () => {
    const answers = [true, false, false, true, false, true];
    const readiness = new Readiness();
    readiness.add({ name: 'queue', check: () => (answers.shift() === false ? down() : up()) });
    readiness.started();
    const health = controller(readiness);
    for (let look = 0; look < 6; look++) {
      await expect(health.ready()).resolves.toEqual({ status: 'ok' });
      await vi.advanceTimersByTimeAsync(1_000);
    }
  });

  it('is not ready while a store has never answered', async () => {
    const readiness = new Readiness();
    readiness.add({ name: 'queue', check: down });
    readiness.started();
    await expect(controller(readiness).ready()).rejects.toThrow('waits for 1 of its stores');
  });

  it('looks at the stores no more once the service stops', async () => {
    let asked = 0;
    const readiness = new Readiness();
    readiness.add({
      name: 'postgres',
      check: async () => {
        asked++;
      },
    });
    const watch = new StoreWatch(readiness, new StoreProbe(new HealthIndicatorService()));
    watch.onApplicationBootstrap();
    await watch.onModuleDestroy();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(1);
  });
});
