import { fileURLToPath } from 'node:url';
import { newId } from '@octollm/contracts';
import { type RunningServer, startRedis } from '@octollm/local-servers';
import { openRedis } from '@octollm/resilience';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RedisTokenDenyList } from '../auth/redis-token-deny-list.ts';
import { callArm, RunningWeather } from '../fixtures/running-weather.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

let redis: RunningServer | undefined;
let weather: RunningWeather;
let client: Awaited<ReturnType<typeof openRedis>>;
beforeAll(async () => {
  redis = await startRedis({ root, role: 'cache' });
  weather = await RunningWeather.start(undefined, { CACHE_REDIS_URL: redis.url });
  client = await openRedis(redis.url, () => undefined);
});
afterAll(async () => {
  client.disconnect();
  await weather.close();
  await redis?.stop();
});

const statusOf = async (jti: string): Promise<number> =>
  (await callArm(weather.url, { claims: { jti } })).status;

describe('an arm with a cache store', () => {
  it('refuses a token soon after the orchestrator has stopped it, and no other', async () => {
    const orchestrator = new RedisTokenDenyList(client, { onChange: () => undefined });
    const [stopped, other] = [newId(), newId()];
    expect(await statusOf(stopped)).toBe(200);
    await orchestrator.deny(stopped, new Date(Date.now() + 60_000));
    await expect.poll(() => statusOf(stopped), { timeout: 20_000, interval: 100 }).toBe(401);
    expect(await statusOf(other)).toBe(200);
  });

  it('goes on while the store is away, with what it has heard, and says so once', async () => {
    const orchestrator = new RedisTokenDenyList(client, { onChange: () => undefined });
    const stopped = newId();
    await orchestrator.deny(stopped, new Date(Date.now() + 60_000));
    await expect.poll(() => statusOf(stopped), { timeout: 20_000, interval: 100 }).toBe(401);
    await redis?.stop();
    const unheard = async () => (await weather.metric('denied_tokens_unheard')).get('');
    await expect.poll(unheard, { timeout: 20_000, interval: 100 }).toBe(1);
    expect(await statusOf(newId())).toBe(200);
    expect(await statusOf(stopped)).toBe(401);
    const warnings = weather.lines.filter((line) =>
      line.includes('tokens that are stopped are not heard of'),
    );
    expect(warnings).toHaveLength(1);
  });
});
