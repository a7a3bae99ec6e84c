import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readConfiguration, reflexGateway } from '@octollm/catalogue';
import { tierLimits } from '@octollm/contracts';
import { type RunningServer, startRedis, startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { ApiKeyStore, Database } from '@octollm/memory';
import { type CreatedService, createLogger, createService } from '@octollm/service-kit';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../app.module.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const { burst } = tierLimits.free;

let postgres: TestPostgres | undefined;
let redis: RunningServer | undefined;
let service: CreatedService | undefined;
const state = { url: '', metricsUrl: '', keyId: '', key: '' };

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startTestPostgres(), startRedis({ root, role: 'cache' })]);
  const databaseUrl = await postgres.createDatabase();
  const database = await Database.open({ url: databaseUrl, poolSize: 1, applicationName: 'test' });
  await database.migrate();
  const grant = { name: 'test', scopes: ['task:read'], tier: 'free', kind: 'test' } as const;
  const { key, record } = await new ApiKeyStore(database).create('acme', grant);
  Object.assign(state, { key, keyId: record.id });
  await database.close();

  const { privateKey } = generateKeyPairSync('ed25519');
  const variables = {
    HOST: '127.0.0.1',
    PORT: '0',
    METRICS_PORT: '0',
    DATABASE_URL: databaseUrl,
    CACHE_REDIS_URL: redis.url,
    ORCHESTRATOR_URL: 'http://127.0.0.1:1',
    GATEWAY_SIGNING_KEY: JSON.stringify(privateKey.export({ format: 'jwk' })),
  };
  const config = readConfiguration(reflexGateway, variables, () => '');
  const quiet = { write: () => undefined };
  const options = { level: 'error', service: 'reflex-gateway', environment: 'local', secrets: [] } as const;
  service = await createService(reflexGateway, AppModule, config, createLogger(options, quiet));
  Object.assign(state, await service.listen());
});
afterAll(async () => {
  await service?.close();
  await Promise.all([postgres?.stop(), redis?.stop()]);
});

const ask = async (): Promise<number> => {
  const headers = { authorization: `Bearer ${state.key}` };
  return (await fetch(`${state.url}/api/v1/tasks`, { headers })).status;
};

/** How many of a number of requests were let in; the orchestrator is not there, so they end with another status. */
const admitted = async (requests: number): Promise<number> => {
  const statuses = await Promise.all(Array.from({ length: requests }, ask));
  return statuses.filter((status) => status !== 429).length;
};

describe('the gateway with a cache store', () => {
  it('counts the requests of a key in it, and goes on without it: it limits, is ready and says so', async () => {
    await ask();
    const client = new Redis(redis?.url ?? '');
    expect(await client.exists(`{octollm:limit:gateway}:key:${state.keyId}`)).toBe(1);
    client.disconnect();

    const start = performance.now();
    await redis?.stop();
    const during = await admitted(burst * 3);
    const refilled = Math.ceil((performance.now() - start) / 1_000) + 1;
    expect(during).toBeGreaterThanOrEqual(burst - 1);
    expect(during).toBeLessThanOrEqual(burst + refilled);

    expect((await fetch(`${state.url}/health/ready`)).status).toBe(200);
    const metrics = await (await fetch(`${state.metricsUrl}/metrics`)).text();
    expect(metrics).toMatch(/^limits_decided_locally(?:\{.*\})? 1$/m);
  });
});
