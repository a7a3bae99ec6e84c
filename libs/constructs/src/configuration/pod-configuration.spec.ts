import { ConfigurationError } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import type { PlatformEnvironment } from '../environment.ts';
import { environment, press, translator } from '../fixtures/services.ts';
import { podConfiguration } from './pod-configuration.ts';

const configured = (overrides: Record<string, unknown> = {}, changes: Partial<PlatformEnvironment> = {}) =>
  podConfiguration(translator, { ...environment, ...changes }, overrides);

describe('The configuration of a pod', () => {
  it('writes every setting out, defaults included, with secrets as the paths of their files', () => {
    expect(configured().variables).toEqual({
      OCTOLLM_ENVIRONMENT: 'staging',
      HOST: '0.0.0.0',
      PORT: '8200',
      METRICS_PORT: '9090',
      OTEL_TRACES_SAMPLER: 'parentbased_always_on',
      OTEL_TRACES_SAMPLER_ARG: '1',
      LOG_LEVEL: 'info',
      TRANSLATOR_LANGUAGES: 'en,fr',
      TRANSLATOR_LIMIT: '3',
      TRANSLATOR_TOKEN_FILE: '/var/run/secrets/octollm/TRANSLATOR_TOKEN',
    });
  });

  it('holds the address of the collector of spans where the environment has one', () => {
    const traces = { name: 'collector', namespace: 'watch', port: 4_318 };
    const { variables } = podConfiguration(press, { ...environment, traces }, {});
    expect(variables.OTEL_EXPORTER_OTLP_ENDPOINT).toBe('http://collector.watch:4318');
    expect(podConfiguration(press, environment, {}).variables).not.toHaveProperty(
      'OTEL_EXPORTER_OTLP_ENDPOINT',
    );
  });

  it('holds the address of every service that is called', () => {
    const { variables } = podConfiguration(press, environment, {});
    expect(variables.TRANSLATOR_URL).toBe('http://translator:8200');
  });

  it('prefers what the environment says of the service to what it says of all, and that to the default', () => {
    const everywhere = { settings: { LOG_LEVEL: 'warn' } } as const;
    expect(configured({}, everywhere).variables.LOG_LEVEL).toBe('warn');
    expect(configured({ LOG_LEVEL: 'debug' }, everywhere).variables.LOG_LEVEL).toBe('debug');
  });

  it('takes as files the secrets the service needs and whatever the environment provides', () => {
    expect(configured().files).toEqual(['TRANSLATOR_TOKEN']);
    const { files, variables } = configured(
      {},
      { provided: ['TRANSLATOR_PROXY_TOKEN', 'TRANSLATOR_LIMIT', 'DATABASE_URL'] },
    );
    expect(files).toEqual(['TRANSLATOR_LIMIT', 'TRANSLATOR_PROXY_TOKEN', 'TRANSLATOR_TOKEN']);
    expect(variables).not.toHaveProperty('TRANSLATOR_LIMIT');
    expect(variables).not.toHaveProperty('DATABASE_URL_FILE');
  });

  it('has a checksum that follows the values and nothing else', () => {
    expect(configured().checksum).toBe(configured({ TRANSLATOR_LIMIT: 3 }).checksum);
    expect(configured().checksum).not.toBe(configured({ TRANSLATOR_LIMIT: 4 }).checksum);
  });
});

describe('A configuration the service would not start with', () => {
  it.each([
    [
      { TRANSLATOR_LIMITS: 4 },
      'TRANSLATOR_LIMITS is not a variable of any service. Did you mean TRANSLATOR_LIMIT?',
    ],
    [{ LOG_LEVLE: 'info' }, 'LOG_LEVLE is not a variable of any service. Did you mean LOG_LEVEL?'],
    [
      { ORCHESTRATOR_CONCURRENCY: 4 },
      'ORCHESTRATOR_CONCURRENCY is a variable of orchestrator, and translator does not have it.',
    ],
    [{ TRANSLATOR_LIMIT: 10 }, 'TRANSLATOR_LIMIT must be a whole number from 1 to 9.'],
    [{ TRANSLATOR_LIMIT: { at: [4] } }, 'TRANSLATOR_LIMIT must be a text, a number, true or false, a list'],
    [{ TRANSLATOR_PROXY_TOKEN: 'hush' }, 'TRANSLATOR_PROXY_TOKEN is a secret. Remove its value'],
  ])('is refused: %j', (overrides, sentence) => {
    expect(() => configured(overrides)).toThrow(sentence);
  });

  it('is refused when a required setting has no value', () => {
    const { TRANSLATOR_LIMIT } = translator.settings;
    const demanding = {
      ...translator,
      settings: {
        ...translator.settings,
        TRANSLATOR_LIMIT: { ...TRANSLATOR_LIMIT, required: true, default: undefined },
      },
    };
    expect(() => podConfiguration(demanding, environment, {})).toThrow(ConfigurationError);
    expect(() => podConfiguration(demanding, environment, {})).toThrow('TRANSLATOR_LIMIT is not set.');
  });

  it('is refused when a setting has both a value and a file', () => {
    expect(() => configured({ TRANSLATOR_LIMIT: 4 }, { provided: ['TRANSLATOR_LIMIT'] })).toThrow(
      'TRANSLATOR_LIMIT and TRANSLATOR_LIMIT_FILE are both set.',
    );
  });

  it('never repeats a value', () => {
    expect(() => configured({ TRANSLATOR_PROXY_TOKEN: 'hush' })).not.toThrow('hush');
  });
});
