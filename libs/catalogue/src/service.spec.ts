import { describe, expect, it } from 'vitest';
import { minimal, weatherArm } from './fixtures/foreign.ts';
import { armMetrics } from './metrics/arm.ts';
import { httpMetrics } from './metrics/http.ts';
import { counter } from './metrics/metric.ts';
import { addressSetting, defineService, metricsOf } from './service.ts';
import { baseSettings } from './settings/base.ts';
import { postgres } from './stores/postgres.ts';

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
    expect(metricsOf(weatherArm)).toEqual([...Object.values(httpMetrics), ...Object.values(armMetrics)]);
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
    expect(metricsOf(defineService({ ...minimal, name: 'edge', kind: 'gateway' }))).toEqual(
      Object.values(httpMetrics),
    );
  });
});
