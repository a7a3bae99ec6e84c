import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { RecordedMetrics } from '@octollm/arm-testing';
import { Cacheable } from '@octollm/cache';
import { cacheMetrics } from '@octollm/catalogue';
import { type RunningServer, startRedis } from '@octollm/local-servers';
import { createLogger } from '@octollm/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningGateway } from '../fixtures/running-gateway.ts';
import { ScriptedProvider } from '../fixtures/scripted-provider.ts';
import { GatewayCache } from './gateway-cache.ts';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));
let redis: RunningServer;
let provider: ScriptedProvider;
let gateway: RunningGateway;
beforeAll(async () => {
  redis = await startRedis({ root, role: 'cache' });
  provider = await ScriptedProvider.start();
  gateway = await RunningGateway.start({
    variables: {
      CACHE_REDIS_URL: redis.url,
      OPENAI_API_KEY: 'sk-secret',
      OPENAI_BASE_URL: provider.baseUrl,
    },
  });
});
afterAll(async () => {
  await gateway?.close();
  await provider?.close();
  await redis?.stop();
});

/** Asks a question whose answer may be kept. @returns whether the answer came from the cache */
const ask = async (question: string): Promise<string | null> => {
  const body = { model: 'gpt-4.1-mini', temperature: 0, messages: [{ role: 'user', content: question }] };
  const answer = await gateway.post('/v1/chat/completions', body);
  expect(answer.status).toBe(200);
  await answer.text();
  return answer.headers.get('x-octollm-cache');
};

describe('the cache of answers', () => {
  it('is purged for a tenant by its admins, one kind or all, and by nobody else', async () => {
    const question = `What is written on page ${randomUUID()}?`;
    expect(await ask(question)).toBe('miss');
    expect(await ask(question)).toBe('hit');

    const stranger = await gateway.makeKey(['admin'], 'umbrella');
    expect((await gateway.delete('/api/v1/cache', stranger)).status).toBe(204);
    expect(await ask(question)).toBe('hit');

    const admin = await gateway.makeKey(['admin']);
    expect((await gateway.delete('/api/v1/cache?kind=embedding', admin)).status).toBe(204);
    expect(await ask(question)).toBe('hit');
    expect((await gateway.delete('/api/v1/cache?kind=chat_completion', admin)).status).toBe(204);
    expect(await ask(question)).toBe('miss');
    expect((await gateway.delete('/api/v1/cache', admin)).status).toBe(204);
    expect(await ask(question)).toBe('miss');
  });

  it('is not purged without the scope admin, or of something it does not keep', async () => {
    expect((await gateway.delete('/api/v1/cache')).status).toBe(403);
    const answer = await gateway.delete('/api/v1/cache?kind=everything', await gateway.makeKey(['admin']));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('/kind');
  });

  it('is warm when a replica starts: what was asked often is in its memory', async () => {
    const config = { CACHE_REDIS_URL: redis.url, GATEWAY_SIGNING_KEY: 'a signing key of 32 characters!!' };
    const logger = createLogger({ level: 'error', service: 'test', environment: 'local', secrets: [] });
    const { metrics } = new RecordedMetrics(cacheMetrics);
    const replica = await GatewayCache.open(config, logger, metrics);
    const key = replica.keyOf({
      tenant: 'acme',
      class: 'embedding',
      checks: [],
      model: 'm',
      parameters: {},
      input: 'often',
    });
    await replica.entries.set({ key, value: Cacheable.vector(new Float32Array([1, 2])) });
    for (let round = 0; round < 3; round += 1) await replica.entries.get(key);
    await replica.close();

    const late = await GatewayCache.open(config, logger, metrics);
    expect(await late.entries.getFromProcess(key)).toMatchObject({ level: 'process' });
    await late.close();
  });
});
