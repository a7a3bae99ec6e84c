import { fileURLToPath } from 'node:url';
import { startRedis } from '@octollm/local-servers';
import { type LimiterStore, LocalQuotaLimiter, openLimiterStore } from '@octollm/resilience';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAiDialect } from '../fixtures/dialects/open-ai.ts';
import { ScriptedProvider } from '../fixtures/scripted-provider.ts';
import { scriptedServer } from '../fixtures/scripted-server.ts';
import { itSpeaksOnItsWire } from '../fixtures/wire-suite.ts';
import { CallQuota } from '../limits/call-quota.ts';
import { modelLimiter } from '../limits/model-limiter.ts';
import { BatchedEmbeddings } from '../models/decorated/batched-embeddings.ts';
import { LimitedModelProvider } from '../models/decorated/limited-model-provider.ts';
import { RetryingModelProvider } from '../models/decorated/retrying-model-provider.ts';
import { TracedModelProvider } from '../models/decorated/traced-model-provider.ts';
import { providersOf } from './providers-of.ts';

const openAi = openAiDialect('openai');

describe('a provider that is traced, limited, tried again and batched', () => {
  itSpeaksOnItsWire({
    ...openAi,
    provider: (...asked) =>
      new BatchedEmbeddings(
        new RetryingModelProvider(
          new LimitedModelProvider(
            new TracedModelProvider(openAi.provider(...asked)),
            new CallQuota('openai', new LocalQuotaLimiter(), { calls: 1_000, tokens: 100_000_000 }),
          ),
          { wait: async () => undefined },
        ),
      ),
  });
});

describe('the limit of a provider', () => {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  let server: Awaited<ReturnType<typeof startRedis>> | undefined;
  const stores: LimiterStore[] = [];
  const request = { model: 'm', messages: [{ role: 'user' as const, content: 'hi' }] };
  const options = { signal: new AbortController().signal };
  beforeAll(async () => {
    server = await startRedis({ root, role: 'cache' });
    for (let replica = 0; replica < 2; replica++)
      stores.push(
        await openLimiterStore(server.url, {
          onError: (error) => {
            throw error;
          },
        }),
      );
  });
  afterAll(async () => {
    for (const store of stores) store.close();
    await server?.stop();
  });

  it('is that of the configuration', async () => {
    const openAiServer = await scriptedServer(openAi.whole({ words: ['hi'] }));
    const [provider] = providersOf({
      OPENAI_API_KEY: 'sk-local',
      OPENAI_BASE_URL: openAiServer.baseUrl,
      OPENAI_MODEL: 'm',
      OPENAI_EMBEDDING_MODEL: 'e',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
      ANTHROPIC_MODEL: 'm',
      OLLAMA_MODEL: 'm',
      OLLAMA_EMBEDDING_MODEL: 'e',
      MODEL_LIMITS: ['openai=1/-'],
    });
    await provider?.chat(request, options);
    await expect(provider?.chat(request, options)).rejects.toMatchObject({ category: 'rate_limited' });
    await provider?.close();
    await openAiServer[Symbol.asyncDispose]();
  });

  it('holds for all replicas together', async () => {
    const provider = new ScriptedProvider('openai', ['m']);
    const replicas = stores.map(
      (store) =>
        new LimitedModelProvider(provider, new CallQuota('openai', modelLimiter(store), { calls: 5 })),
    );
    const asked = replicas.flatMap((replica) =>
      Array.from({ length: 10 }, () => replica.chat(request, options)),
    );
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(provider.asked).toHaveLength(5);
  });
});
