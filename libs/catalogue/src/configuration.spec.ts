import { describe, expect, expectTypeOf, it } from 'vitest';
import { prefixes, readConfiguration } from './configuration.ts';
import { minimal, noFiles } from './fixtures/foreign.ts';
import { type ConfigOf, defineService } from './service.ts';
import { services } from './services/all.ts';
import type { executorArm } from './services/executor-arm.ts';
import { guardianArm } from './services/guardian-arm.ts';
import type { orchestrator } from './services/orchestrator.ts';
import { reflexGateway } from './services/reflex-gateway.ts';
import { remediator } from './services/remediator.ts';
import { integer, text } from './settings/builders.ts';
import { ConfigurationError } from './settings/environment.ts';
import { cacheStore } from './stores/cache.ts';
import { queueStore } from './stores/queue.ts';

const redisUser = defineService({ ...minimal, name: 'redis-user', stores: [queueStore, cacheStore] });
const publicKey = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) });
const read = (environment: Readonly<Record<string, string>>) =>
  readConfiguration(guardianArm, { ORCHESTRATOR_PUBLIC_KEY: publicKey, ...environment }, noFiles);

describe('the configuration of the gateway', () => {
  it('is refused when two ways to check JWTs are set, naming both', () => {
    const key = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), d: 'A'.repeat(43) });
    const variables = {
      DATABASE_URL: 'postgres://db/x',
      GATEWAY_SIGNING_KEY: key,
      AUTH_JWT_SECRET: 's'.repeat(32),
      AUTH_JWKS_URL: 'https://id.example/keys',
      AUTH_JWT_ISSUER: 'https://id.example',
      AUTH_JWT_AUDIENCE: 'octollm',
    };
    expect(() => readConfiguration(reflexGateway, variables, noFiles)).toThrow(
      /AUTH_JWT_SECRET and AUTH_JWKS_URL are both set/,
    );
  });
});

describe('the configuration of the remediator', () => {
  const variables = { DATABASE_URL: 'postgres://db/x', REMEDIATOR_TOKEN: 't'.repeat(32) };
  const control = {
    REMEDIATOR_LOCAL_URL: 'http://127.0.0.1:1',
    REMEDIATOR_LOCAL_TOKEN: 't'.repeat(32),
  };

  it('lets it act on nothing unless somebody says so', () => {
    expect(readConfiguration(remediator, variables, noFiles)).toMatchObject({
      REMEDIATOR_MODE: 'dry-run',
      REMEDIATOR_TARGET: 'kubernetes',
    });
  });

  it('needs the address and the token of a local stack, and only of one', () => {
    const local = { ...variables, REMEDIATOR_TARGET: 'local' };
    expect(() => readConfiguration(remediator, { ...local, ...control }, noFiles)).not.toThrow();
    for (const name of ['REMEDIATOR_LOCAL_URL', 'REMEDIATOR_LOCAL_TOKEN'])
      expect(() =>
        readConfiguration(remediator, { ...local, ...control, [name]: undefined }, noFiles),
      ).toThrow(/are needed when REMEDIATOR_TARGET is local/);
  });
});

describe('the configuration of a service', () => {
  it('has the defaults of the platform', () => {
    expect(read({})).toEqual({
      OCTOLLM_ENVIRONMENT: 'local',
      HOST: '0.0.0.0',
      PORT: 8107,
      METRICS_PORT: 9090,
      LOG_LEVEL: 'info',
      OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
      OTEL_TRACES_SAMPLER: 'parentbased_always_on',
      OTEL_TRACES_SAMPLER_ARG: 1,
      ORCHESTRATOR_PUBLIC_KEY: publicKey,
    });
  });

  it('ignores what belongs to another service or to nobody', () => {
    expect(() =>
      read({ DATABASE_URL: 'nonsense', OTEL_SERVICE_NAME: 'x', OPENAI_ORG_ID: 'y', HOME: '/' }),
    ).not.toThrow();
  });

  it('leaves alone what other programs have whose settings begin alike', () => {
    expect(() => read({ AUTH_SECRET: 'x', AUTH_TOKEN: 'y' })).not.toThrow();
  });

  it.each([
    'OCTOLLM_ENVIROMENT',
    'DATABASE_URI',
    'PLANNER_MODEL',
    'GATEWAY_PORT',
    'QUEUE_URL',
    'VECTOR_DIR',
    'AUTH_JWT_ISUER',
  ])('refuses %s, which looks like the platform and is not', (name) => {
    expect(() => read({ [name]: 'x' })).toThrow(ConfigurationError);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['METRICS_PORT', 'http'],
    ['LOG_LEVEL', 'trace'],
    ['OCTOLLM_ENVIRONMENT', 'prod'],
    ['HOST', ''],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(`${name} must be `);
  });

  it('knows the settings of a service that is not of the platform', () => {
    const foreign = defineService({
      ...minimal,
      name: 'weather-arm',
      calls: [guardianArm],
      settings: { EXECUTOR_STATION: text({ description: 'which station to ask' }) },
    });
    const config = readConfiguration(foreign, { EXECUTOR_STATION: 'roof' }, noFiles);
    expect(config).toMatchObject({ EXECUTOR_STATION: 'roof', GUARDIAN_ARM_URL: 'http://guardian-arm:8107' });
    expect(() => readConfiguration(foreign, { EXECUTOR_STATON: 'roof' }, noFiles)).toThrow(
      'Did you mean EXECUTOR_STATION?',
    );
  });

  it('has a type for each setting', () => {
    expectTypeOf<ConfigOf<typeof orchestrator>['ORCHESTRATOR_CONCURRENCY']>().toEqualTypeOf<number>();
    expectTypeOf<ConfigOf<typeof orchestrator>['DATABASE_URL']>().toEqualTypeOf<string>();
    expectTypeOf<ConfigOf<typeof orchestrator>['DATABASE_DIRECT_URL']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<ConfigOf<typeof orchestrator>['PLANNER_ARM_URL']>().toEqualTypeOf<string>();
    expectTypeOf<ConfigOf<typeof executorArm>['EXECUTOR_HTTP_ALLOWLIST']>().toEqualTypeOf<
      readonly string[]
    >();
    expectTypeOf<ConfigOf<typeof reflexGateway>['LOG_LEVEL']>().toEqualTypeOf<
      'debug' | 'info' | 'warn' | 'error'
    >();
    expectTypeOf<ConfigOf<typeof reflexGateway>>().not.toHaveProperty('PLANNER_ARM_URL');
    expectTypeOf<ConfigOf<typeof guardianArm>>().not.toHaveProperty('DATABASE_URL');
    const sized = defineService({
      ...minimal,
      name: 'sized',
      settings: { SIZE: integer(1, 2)({ description: 'a size', optional: true }) },
    });
    expectTypeOf<ConfigOf<typeof sized>['SIZE']>().toEqualTypeOf<number | undefined>();
  });
});

describe('the prefixes of the platform', () => {
  it('are the first words of the variables that are only its own', () => {
    expect(prefixes).toEqual(
      expect.arrayContaining(['OCTOLLM_', 'DATABASE_', 'GATEWAY_', 'EXECUTOR_', 'VECTOR_']),
    );
    for (const foreign of ['OTEL_', 'OPENAI_', 'LOG_', 'METRICS_', ''])
      expect(prefixes).not.toContain(foreign);
  });

  it('leave no service with a variable that its own configuration would refuse', () => {
    for (const service of services) {
      const required = Object.entries(service.settings).filter(([, setting]) => setting.required);
      const problems = (() => {
        try {
          readConfiguration(service, Object.fromEntries(required.map(([name]) => [name, ''])), noFiles);
          return [];
        } catch (error) {
          if (error instanceof ConfigurationError) return error.problems;
          throw error;
        }
      })();
      expect(problems.filter((problem) => problem.includes('not a variable'))).toEqual([]);
      expect(problems).toHaveLength(required.length);
    }
  });
});

describe('REDIS_URL', () => {
  const keys = { GATEWAY_SIGNING_KEY: JSON.stringify({ ...JSON.parse(publicKey), d: 'A'.repeat(43) }) };
  const gateway = (environment: Readonly<Record<string, string>>) =>
    readConfiguration(reflexGateway, { ...keys, DATABASE_URL: 'postgres://db', ...environment }, noFiles);
  const both = { QUEUE_REDIS_URL: 'redis://one:6379', CACHE_REDIS_URL: 'redis://one:6379' };

  it('is the queue and the cache on a machine, in dev and in staging', () => {
    for (const environment of ['local', 'dev', 'staging'])
      expect(
        readConfiguration(
          redisUser,
          { OCTOLLM_ENVIRONMENT: environment, REDIS_URL: 'redis://one:6379' },
          noFiles,
        ),
      ).toMatchObject(both);
    expect(gateway({ REDIS_URL: 'redis://one:6379' }).CACHE_REDIS_URL).toBe('redis://one:6379');
  });

  it('is refused in production with a sentence that says so', () => {
    expect(() => gateway({ OCTOLLM_ENVIRONMENT: 'production', REDIS_URL: 'redis://one:6379' })).toThrow(
      'REDIS_URL is refused in production. Set QUEUE_REDIS_URL and CACHE_REDIS_URL instead.',
    );
  });

  it('leaves other variables of Redis to other programs', () => {
    expect(() => gateway({ REDIS_HOST: 'elsewhere' })).not.toThrow();
  });
});
