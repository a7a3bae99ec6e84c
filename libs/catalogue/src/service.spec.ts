import { describe, expect, it } from 'vitest';
import { minimal, weatherArm } from './fixtures/foreign.ts';
import { armMetrics } from './metrics/arm.ts';
import { authenticationMetrics } from './metrics/authentication.ts';
import { buildMetrics } from './metrics/build.ts';
import { databaseMetrics } from './metrics/database.ts';
import { httpMetrics } from './metrics/http.ts';
import { counter } from './metrics/metric.ts';
import { queueMetrics } from './metrics/queues.ts';
import { vectorMetrics } from './metrics/vectors.ts';
import { taskQueue } from './queues.ts';
import { addressSetting, defineService, metricsOf } from './service.ts';
import { baseSettings } from './settings/base.ts';
import { postgres } from './stores/postgres.ts';
import { vectors } from './stores/vectors.ts';

const everyServices = [httpMetrics, buildMetrics, authenticationMetrics].flatMap((metrics) =>
  Object.values(metrics),
);

describe('defining a service', () => {
  it('takes nothing but its own description: probes, ports, settings and metrics follow', () => {
    expect(weatherArm.probes).toEqual({
      live: '/health/live',
      ready: '/health/ready',
      startup: '/health/startup',
    });
    expect(weatherArm.metricsPort).toBe(9090);
    expect(weatherArm.settings.PORT.default).toBe(weatherArm.port);
    expect(Object.keys(weatherArm.settings)).toEqual(Object.keys(baseSettings(0)));
    expect(metricsOf(weatherArm)).toEqual([...everyServices, ...Object.values(armMetrics)]);
  });

  it('brings the address of each service it calls, and takes it away with the call', () => {
    const name = addressSetting(weatherArm.name);
    const caller = defineService({ ...minimal, name: 'caller', calls: [weatherArm] });
    const alone = defineService({ ...minimal, name: 'caller', calls: [] });
    expect(name).toBe('WEATHER_ARM_URL');
    expect(caller.settings.WEATHER_ARM_URL.default).toBe('http://weather-arm:8199');
    expect(caller.settings.WEATHER_ARM_URL.parse('http://other:1/path')).toBeUndefined();
    expect(alone.settings).not.toHaveProperty(name);
  });

  it('brings the settings of the stores it opens, and takes them away with the store', () => {
    const opened = defineService({ ...minimal, name: 'opened', stores: [postgres] });
    expect(opened.settings.DATABASE_URL).toBe(postgres.settings.DATABASE_URL);
    expect(weatherArm.settings).not.toHaveProperty('DATABASE_URL');
  });

  it('adds its own metrics to those of its kind', () => {
    const own = counter({ name: 'forecasts_total', help: 'Forecasts made' });
    expect(metricsOf(defineService({ ...minimal, name: 'own', metrics: { own } }))).toContain(own);
    expect(metricsOf(defineService({ ...minimal, name: 'edge', kind: 'gateway' }))).toEqual(everyServices);
  });

  it.each([
    ['PostgreSQL', { stores: [postgres] }, databaseMetrics],
    ['vectors', { stores: [vectors] }, vectorMetrics],
    ['a queue', { queues: { produces: [], consumes: [taskQueue] } }, queueMetrics],
  ])('adds the metrics of %s to a service that uses it', (_what, uses, more) => {
    const user = defineService({ ...minimal, name: 'user', kind: 'gateway', ...uses });
    expect(metricsOf(user)).toEqual([...everyServices, ...Object.values(more)]);
  });
});
