import type { ChatCompletionChunk, ChatCompletionRequest, TaskUsage } from '@octollm/contracts';
import { costUsd, mostPromptTokens } from '@octollm/llm';
import { Database, UsageStore } from '@octollm/memory';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RunningGateway } from '../fixtures/running-gateway.ts';
import { ScriptedProvider } from '../fixtures/scripted-provider.ts';

const model = 'gpt-4.1-mini';
const { prompt_tokens, completion_tokens } = ScriptedProvider.usage;
const price = costUsd('openai', model, { promptTokens: prompt_tokens, completionTokens: completion_tokens });

let provider: ScriptedProvider;
let gateway: RunningGateway;
let database: Database;

beforeAll(async () => {
  provider = await ScriptedProvider.start();
  gateway = await RunningGateway.start({
    variables: {
      OPENAI_API_KEY: 'sk-secret',
      OPENAI_BASE_URL: provider.baseUrl,
      MODEL_FALLBACKS: 'gpt-4.1>gpt-4.1-mini',
    },
  });
  database = await Database.open({ url: gateway.databaseUrl, poolSize: 1, applicationName: 'test' });
});
beforeEach(() => provider.reset());
afterAll(async () => {
  await database?.close();
  await gateway?.close();
  await provider?.close();
});

/** What a tenant has used, once as many calls as expected are recorded. */
const usageOf = async (tenant: string, calls: number): Promise<TaskUsage> => {
  const day = 86_400_000;
  const period = { from: new Date(Date.now() - day), to: new Date(Date.now() + day) };
  const read = async () => (await new UsageStore(database).read(tenant, period, ['model'])).total;
  await expect.poll(async () => (await read()).llm_calls, { timeout: 10_000 }).toBe(calls);
  return read();
};

/** A tenant of its own for each call, so that nothing else is on its account. */
const tenant = async (name: string) => {
  const key = await gateway.makeKey(['task:submit'], name);
  return (body: object, signal?: AbortSignal) =>
    gateway.post(
      '/v1/chat/completions',
      { model, messages: [{ role: 'user', content: 'Hello' }], ...body },
      { key, ...(signal === undefined ? {} : { signal }) },
    );
};

describe('a call costs what its tokens say', () => {
  const whole = { prompt_tokens, completion_tokens, cost_usd: price, llm_calls: 1 };

  it.each([
    ['whole', {}],
    ['as a stream', { stream: true }],
    ['as a stream that tells its usage', { stream: true, stream_options: { include_usage: true } }],
  ])('when it is answered %s', async (name, body) => {
    const ask = await tenant(name.replaceAll(' ', '-'));
    await (await ask(body)).text();
    expect(await usageOf(name.replaceAll(' ', '-'), 1)).toMatchObject(whole);
  });

  it('when it is answered from the cache, whole or as a stream', async () => {
    const ask = await tenant('cached');
    for (const stream of [false, false, true]) await (await ask({ temperature: 0, stream })).text();
    expect(provider.calls).toHaveLength(1);
    expect(await usageOf('cached', 3)).toMatchObject({
      prompt_tokens: 3 * prompt_tokens,
      completion_tokens: 3 * completion_tokens,
    });
    expect((await usageOf('cached', 3)).cost_usd).toBeCloseTo(3 * price, 9);
  });

  it('when its client goes away in the middle of a stream', async () => {
    const ask = await tenant('aborted');
    provider.script = { stallAfter: 4, say: () => 'A longer answer of several words.' };
    const client = new AbortController();
    const response = await ask({ stream: true }, client.signal);
    const reader = response.body?.getReader();
    await reader?.read();
    client.abort();
    await provider.last.closed;
    const used = await usageOf('aborted', 1);
    expect(used.prompt_tokens).toBeGreaterThan(0);
    expect(used.completion_tokens).toBeGreaterThan(0);
    const { prompt_tokens: promptTokens, completion_tokens: completionTokens, cost_usd } = used;
    expect(cost_usd).toBeCloseTo(costUsd('openai', model, { promptTokens, completionTokens }), 9);
  });

  it('when its client goes away before an answer: then it costs what was reserved, as nobody can tell', async () => {
    const ask = await tenant('given-up');
    provider.script = { delayMs: 20_000 };
    const client = new AbortController();
    const answer = ask({ max_tokens: 100 }, client.signal).catch(() => undefined);
    await expect.poll(() => provider.calls.length, { timeout: 10_000 }).toBe(1);
    client.abort();
    await answer;
    expect(await usageOf('given-up', 1)).toMatchObject({ completion_tokens: 100 });
  });

  it('and nothing when the provider refuses it', async () => {
    const ask = await tenant('refused');
    provider.script = { status: 400 };
    expect((await ask({})).status).toBe(400);
    provider.reset();
    await (await ask({})).text();
    expect(await usageOf('refused', 1)).toMatchObject(whole);
  });

  it('at the price of the model that answered', async () => {
    const ask = await tenant('fallback');
    provider.script = { status: 503, statusOf: 'gpt-4.1' };
    expect((await ask({ model: 'gpt-4.1' })).status).toBe(200);
    expect(provider.calls.map(({ body }) => body.model)).toEqual(['gpt-4.1', model]);
    expect(await usageOf('fallback', 1)).toMatchObject(whole);
  });

  it('as two calls, each at its price, when a model breaks off and another goes on', async () => {
    const ask = await tenant('continued');
    const [begun, rest] = ['The bridge is 412 ', 'metres long.'];
    provider.script = {
      breakOf: 'gpt-4.1',
      breakAfter: 4,
      chunkSize: 6,
      say: () => begun + rest,
    };
    const response = await ask({ model: 'gpt-4.1', stream: true, max_tokens: 50, temperature: 0 });
    const frames = (await response.text()).split('\n\n').filter((frame) => frame.startsWith('data: {'));
    const chunks = frames.map((frame) => JSON.parse(frame.slice(6)) as ChatCompletionChunk);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(begun + rest);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    expect(provider.calls.map(({ body }) => body.model)).toEqual(['gpt-4.1', model]);
    const lost = {
      promptTokens: mostPromptTokens(provider.calls[0]?.body as ChatCompletionRequest),
      completionTokens: begun.length + 1,
    };
    const used = await usageOf('continued', 2);
    expect(used.prompt_tokens).toBe(lost.promptTokens + prompt_tokens);
    expect(used.completion_tokens).toBe(lost.completionTokens + completion_tokens);
    expect(used.cost_usd).toBeCloseTo(costUsd('openai', 'gpt-4.1', lost) + price, 9);
  });

  it('as all that another may use that is just asked to go on when the client goes away', async () => {
    const ask = await tenant('left-between');
    const begun = 'The bridge is 412 ';
    provider.script = {
      breakOf: 'gpt-4.1',
      breakAfter: 4,
      chunkSize: 6,
      say: () => {
        // Whoever is asked next does not answer.
        provider.script = { delayMs: 20_000 };
        return `${begun}metres long.`;
      },
    };
    const client = new AbortController();
    const response = await ask({ model: 'gpt-4.1', stream: true, max_tokens: 50 }, client.signal);
    const read = response.text().catch(() => undefined);
    await expect.poll(() => provider.calls.length, { timeout: 10_000 }).toBe(2);
    client.abort();
    await read;
    const [first, second] = provider.calls.map(({ body }) => body);
    const used = await usageOf('left-between', 2);
    expect(used.completion_tokens).toBe(begun.length + 1 + (second?.max_tokens ?? 0));
    expect(used.prompt_tokens).toBe(
      [first, second].reduce((sum, body) => sum + mostPromptTokens(body as ChatCompletionRequest), 0),
    );
  });

  it('also for the model that broke before its answer began, when another answered', async () => {
    const ask = await tenant('lost-before');
    provider.script = { breakOf: 'gpt-4.1', breakAfter: 0 };
    await (await ask({ model: 'gpt-4.1', stream: true, max_tokens: 50 })).text();
    const used = await usageOf('lost-before', 2);
    expect(used.completion_tokens).toBe(50 + completion_tokens);
  });

  it('also when the vectors that it got cannot be read', async () => {
    const key = await gateway.makeKey(['task:submit'], 'torn');
    provider.script = { tornVectors: true };
    const body = { model: 'text-embedding-3-small', input: 'torn' };
    expect((await gateway.post('/v1/embeddings', body, { key })).status).toBe(503);
    expect(await usageOf('torn', 1)).toMatchObject({ prompt_tokens: 3 });
  });

  it('and an answer that two models wrote is asked for again, not kept', async () => {
    const ask = await tenant('not-kept');
    provider.script = { breakOf: 'gpt-4.1', breakAfter: 2 };
    for (let time = 0; time < 2; time++)
      await (await ask({ model: 'gpt-4.1', stream: true, temperature: 0 })).text();
    expect(provider.calls).toHaveLength(4);
  });
});
