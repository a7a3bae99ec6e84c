import { setTimeout as delay } from 'node:timers/promises';
import { tierLimits } from '@octollm/contracts';
import { BudgetLedger, Database, toNanoDollars, UsageStore } from '@octollm/memory';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GatewayStack } from './fixtures/gateway-stack.ts';
import { ModelDouble, usage } from './fixtures/model-double.ts';

const addressLimit = { requests: 150, failedKeys: 40 };
/** What a call of the double costs: $0.0004 and $0.0016 a thousand tokens. */
const callNanoUsd = 400_000 + 320_000;

let model: ModelDouble;
let stack: GatewayStack;
let database: Database;
beforeAll(async () => {
  model = await ModelDouble.start();
  stack = await GatewayStack.start({
    GATEWAY_TRUSTED_PROXIES: '127.0.0.0/8',
    GATEWAY_IP_REQUESTS_PER_MINUTE: '1',
    GATEWAY_IP_BURST: String(addressLimit.requests),
    GATEWAY_IP_FAILED_KEYS_PER_MINUTE: String(addressLimit.failedKeys),
    OPENAI_API_KEY: 'of the double',
    OPENAI_BASE_URL: model.url,
    OPENAI_MODEL: 'gpt-4.1-mini',
  });
  database = await Database.open({ url: stack.postgres.url, poolSize: 2, applicationName: 'test' });
}, 300_000);
afterAll(async () => {
  await database?.close();
  await stack?.stop();
  await model?.close();
});
afterEach(() => {
  model.delayMs = 0;
});

let clients = 0;
/** An address that nobody has come from yet. */
const newAddress = (): string => {
  clients += 1;
  return `203.0.${clients >> 8}.${clients & 255}`;
};

interface Ask {
  readonly key: string;
  /** One that nobody has come from yet when left out. */
  readonly address?: string;
  readonly path?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks the gateway whose turn it is, as a proxy does for a client. */
const ask = (
  turn: number,
  { key, address = newAddress(), path = '/v1/models', body, headers }: Ask,
): Promise<Response> =>
  fetch(`${stack.url(turn)}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'x-forwarded-for': `198.51.100.1, ${address}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Asks so often at the same time, both gateways in turn. @returns how often each status was answered */
const askAll = async (
  times: number,
  options: (n: number) => Ask,
): Promise<Readonly<Record<number, number>>> => {
  const counts: Record<number, number> = {};
  await Promise.all(
    Array.from({ length: times }, async (_, n) => {
      const response = await ask(n, options(n));
      await response.arrayBuffer();
      counts[response.status] = (counts[response.status] ?? 0) + 1;
    }),
  );
  return counts;
};

const chat = (more: object = {}): object => ({
  model: 'gpt-4.1-mini',
  messages: [{ role: 'user', content: 'What is the capital of France?' }],
  max_tokens: 500,
  ...more,
});

describe('limits over two gateways', () => {
  it('are exact to the request for an address, whoever asks from it and in front of whichever gateway', async () => {
    const keys = await Promise.all(
      ['a', 'b', 'c'].map((tenant) => stack.key(`address-${tenant}`, 'enterprise')),
    );
    const address = newAddress();
    const begin = performance.now();
    const counts = await askAll(600, (n) => ({ key: keys[n % 3] ?? '', address }));
    // One more comes each minute.
    const minutes = Math.floor((performance.now() - begin) / 60_000);
    expect(counts[200]).toBeGreaterThanOrEqual(addressLimit.requests);
    expect(counts[200]).toBeLessThanOrEqual(addressLimit.requests + minutes);
    expect(Object.keys(counts)).toEqual(['200', '429']);
    expect((await ask(0, { key: keys[0] ?? '' })).status).toBe(200);
  });

  it('are exact to the request for a key, and what they refuse takes nothing of the others', async () => {
    const key = await stack.key('exact', 'free');
    const { burst, tenantBurst } = tierLimits.free;
    const begin = performance.now();
    const counts = await askAll(200, () => ({ key }));
    const refilled = Math.floor((performance.now() - begin) / 1_000);
    expect(counts[200]).toBeGreaterThanOrEqual(burst);
    expect(counts[200]).toBeLessThanOrEqual(burst + refilled);
    // Each second lets one more in: several at once leave one that is refused.
    const late = await Promise.all([0, 1, 0, 1, 0, 1].map((turn) => ask(turn, { key })));
    const refused = late.find(({ status }) => status === 429);
    expect(await refused?.json()).toMatchObject({ error: { code: 'rate_limit_exceeded' } });
    const header = (name: string): string => refused?.headers.get(name) ?? '';
    expect(header('ratelimit-policy')).toContain(`"tenant";q=${tenantBurst};`);
    expect(header('ratelimit')).toMatch(/^"key";r=0;t=\d+$/);
    expect(Number(header('retry-after'))).toBeGreaterThan(0);
    expect(header('x-ratelimit-remaining-requests')).toBe('0');
    // The tenant's other key still finds nearly all of what the tenant has.
    const other = await stack.key('exact', 'basic');
    const { headers } = await ask(0, { key: other });
    expect(headers.get('x-ratelimit-limit-requests')).toBe(String(tierLimits.basic.burst));
  });

  it('let a request wait for its turn when it asks for that', async () => {
    const key = await stack.key('waits', 'free');
    const address = newAddress();
    await askAll(tierLimits.free.burst + 10, () => ({ key, address }));
    const queue = { 'x-octollm-limit-mode': 'queue', 'x-octollm-limit-wait': '20' };
    const waiting = [0, 1].map((turn) => ask(turn, { key, address, headers: queue }));
    const dropped = await ask(0, { key, address, headers: { 'x-octollm-limit-mode': 'drop' } });
    expect(dropped.status).toBe(429);
    expect(await dropped.json()).toMatchObject({ error: { code: 'request_dropped' } });
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask(0, { key, headers: { 'x-octollm-limit-mode': 'never' } })).status).toBe(400);
  });

  it('end 10,000 guesses of keys in 429 quickly, and let in who shares the address', async () => {
    const key = await stack.key('neighbour', 'pro');
    const address = newAddress();
    for (const turn of [0, 1]) expect((await ask(turn, { key, address })).status).toBe(200);
    const counts: Record<number, number> = {};
    for (let batch = 0; batch < 100; batch++) {
      const found = await askAll(100, (n) => ({
        key: `octollm_live_${String(batch * 100 + n).padStart(40, 'x')}`,
        address,
      }));
      for (const [status, count] of Object.entries(found))
        counts[Number(status)] = (counts[Number(status)] ?? 0) + count;
    }
    expect(Object.keys(counts).toSorted()).toEqual(['401', '429']);
    // Nobody makes ten thousand guesses in the minute that one window lasts here without seeing the next one.
    expect(counts[401]).toBeLessThanOrEqual(addressLimit.failedKeys * 5);
    expect(counts[401]).toBeGreaterThanOrEqual(addressLimit.failedKeys);
    for (const turn of [0, 1]) expect((await ask(turn, { key, address })).status).toBe(200);
  });

  it('go on in each gateway when Redis is killed in the middle, and over both again when it is back', async () => {
    const key = await stack.key('outage', 'enterprise');
    const statuses: number[] = [];
    const state = { isLoading: true };
    const worker = async (n: number): Promise<void> => {
      const address = `192.0.2.${n}`;
      for (let turn = n; state.isLoading; turn++) {
        const response = await ask(turn, { key, address });
        await response.arrayBuffer();
        statuses.push(response.status);
        await delay(10);
      }
    };
    const load = Array.from({ length: 10 }, (_, n) => worker(n));
    await vi.waitFor(() => expect(statuses.length).toBeGreaterThan(50), { timeout: 20_000 });
    await stack.redis.crash();
    const during = statuses.length;
    await vi.waitFor(async () => expect(await stack.metric('limits_decided_locally')).toBe(2), {
      timeout: 20_000,
    });
    // An address that nobody knows yet has its limit in each gateway by itself.
    const address = newAddress();
    const counts = await askAll(600, () => ({ key, address }));
    expect(Object.keys(counts)).toEqual(['200', '429']);
    expect(counts[200]).toBeGreaterThanOrEqual(addressLimit.requests);
    expect(counts[200]).toBeLessThanOrEqual(2 * (addressLimit.requests + 1));
    await stack.redis.start();
    await vi.waitFor(async () => expect(await stack.metric('limits_decided_locally')).toBe(0), {
      timeout: 30_000,
    });
    state.isLoading = false;
    await Promise.all(load);
    expect(statuses.length).toBeGreaterThan(during);
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  });
});

describe('the accounting of calls of models', () => {
  const month = new Date().toISOString().slice(0, 7);
  const spentBy = async (tenant: string): Promise<number> =>
    (await new BudgetLedger(database).account(tenant, 'tenant_month', month)).spent.nanoUsd;

  it('counts every call once, in money, tokens and metrics', async () => {
    const key = await stack.key('counts', 'pro');
    const before = await stack.metric('llm_api_calls_total');
    const counts = await askAll(20, () => ({ key, path: '/v1/chat/completions', body: chat() }));
    expect(counts).toEqual({ 200: 20 });
    await vi.waitFor(async () => expect(await spentBy('counts')).toBe(20 * callNanoUsd), { timeout: 10_000 });
    const period = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 60_000) };
    expect((await new UsageStore(database).read('counts', period, ['model'])).items).toMatchObject([
      { model: 'gpt-4.1-mini', llm_calls: 20, prompt_tokens: 20 * usage.prompt_tokens },
    ]);
    expect((await stack.metric('llm_api_calls_total')) - before).toBe(20);
    expect(await stack.metric('llm_api_cost_total')).toBeGreaterThanOrEqual(0.014_4);
    expect(await stack.metric('llm_api_records_lost_total')).toBe(0);
  });

  it('holds the calls of a key that are under way at its limit over both gateways', async () => {
    const key = await stack.key('at-once', 'free');
    model.delayMs = 1_500;
    model.mostRunning = 0;
    const body = chat({ max_tokens: 20 });
    const counts = await askAll(16, () => ({ key, path: '/v1/chat/completions', body }));
    expect(counts).toEqual({
      200: tierLimits.free.concurrentCalls,
      429: 16 - tierLimits.free.concurrentCalls,
    });
    expect(model.mostRunning).toBe(tierLimits.free.concurrentCalls);
  });

  it('stops at the budget of the month: 20 at the same time on both gateways with $0.01 left', async () => {
    const key = await stack.key('capped', 'pro');
    const ledger = new BudgetLedger(database);
    const cap = toNanoDollars(tierLimits.pro.monthlyBudgetUsd);
    const amount = { nanoUsd: cap - toNanoDollars(0.01), tokens: 0, calls: 1 };
    const caps = { task: {}, session: {}, tenantMonth: { nanoUsd: cap } };
    const taskId = '019a9e10-0000-7000-8000-000000000000';
    const task = await ledger.reserve('capped', { taskId, month, amount }, caps);
    if (!task.granted) throw new Error('The budget could not be spent.');
    await ledger.settle(task.reservation, null);
    const body = chat({ max_tokens: 4_000 });
    const calls = model.calls;
    let answered = 0;
    let refusals = 0;
    // Until several rounds have been refused as a whole.
    for (let refusedRounds = 0; refusedRounds < 2; ) {
      const counts = await askAll(20, () => ({ key, path: '/v1/chat/completions', body }));
      expect(Object.keys(counts).every((status) => ['200', '429'].includes(status))).toBe(true);
      answered += counts[200] ?? 0;
      refusals += counts[429] ?? 0;
      refusedRounds = counts[200] === undefined ? refusedRounds + 1 : 0;
      await delay(1_100);
    }
    expect(model.calls - calls).toBe(answered);
    expect(refusals).toBeGreaterThan(0);
    const spent = await spentBy('capped');
    expect(spent).toBe(cap - toNanoDollars(0.01) + answered * callNanoUsd);
    expect(spent).toBeLessThanOrEqual(cap + callNanoUsd);
    const refused = await ask(0, { key, path: '/v1/chat/completions', body });
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: { code: 'insufficient_quota' } });
    expect(await stack.metric('rate_limited_total')).toBeGreaterThan(0);
  });

  it('loses nothing when a gateway is stopped right after a call, and gives its money back', async () => {
    const key = await stack.key('stopped', 'pro');
    const [, second] = stack.gateways;
    expect((await ask(1, { key, path: '/v1/chat/completions', body: chat() })).status).toBe(200);
    await second?.stop();
    expect(await new BudgetLedger(database).account('stopped', 'tenant_month', month)).toMatchObject({
      spent: { nanoUsd: callNanoUsd },
      reserved: { nanoUsd: 0 },
    });
    await second?.start();
  });
});
