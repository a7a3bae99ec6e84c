import { cacheKeyMaker, EmbeddingCache, TwoLevelCache } from '@octollm/cache';
import { noUsage, OctoError } from '@octollm/contracts';
import { ModelDirectory, ProviderError } from '@octollm/llm';
import { EmbeddingUnavailableError } from '@octollm/retrieval';
import { describe, expect, it, vi } from 'vitest';
import { EmbeddingRefusedError } from './embedding-refused.ts';
import { isExternal } from './outgoing-text.ts';
import { type EmbeddingCall, ProviderEmbeddings } from './provider-embeddings.ts';
import { ScriptedProvider } from './scripted-provider.fixture.ts';

const embeddingsOf = (provider: ScriptedProvider, { leaves = true } = {}) => {
  const info = vi.fn<() => void>();
  const [target] = new ModelDirectory({ providers: [provider] }).resolve('small').targets;
  if (target === undefined) throw new TypeError('There is no such model.');
  const cache = new EmbeddingCache(new TwoLevelCache({ maxBytes: 1_000_000 }), cacheKeyMaker('x'.repeat(16)));
  const charge = vi.fn<(call: EmbeddingCall) => Promise<void>>(async () => undefined);
  return {
    info,
    charge,
    embeddings: new ProviderEmbeddings({
      target,
      cache,
      leaves,
      logger: { info },
      charges: { charge, isSpent: async () => false },
    }),
  };
};

describe('the embeddings of a provider', () => {
  it('are named after the provider and its model', () => {
    expect(embeddingsOf(new ScriptedProvider()).embeddings).toMatchObject({
      model: 'openai/small',
      isLexical: false,
    });
  });

  it('are asked for once for each text and tenant, for passages and queries alike', async () => {
    const provider = new ScriptedProvider();
    const { embeddings } = embeddingsOf(provider);
    const [ferry, mill] = await embeddings.embed('acme', ['The ferry.', 'The mill.', 'The ferry.']);
    expect(await embeddings.embed('acme', ['The mill.', 'The boat.'])).toEqual([mill, ferry]);
    expect(await embeddings.embedQuery('acme', 'The mill.')).toEqual({ vector: mill, usage: noUsage });
    await embeddings.embed('globex', ['The mill.']);
    expect(provider.calls).toEqual([['The ferry.', 'The mill.'], ['The boat.'], ['The mill.']]);
  });

  it('are charged to the tenant for passages, and told with the vector of a query; remembered ones cost nothing', async () => {
    const { embeddings, charge } = embeddingsOf(new ScriptedProvider());
    await embeddings.embed('acme', ['The ferry.']);
    await embeddings.embed('acme', ['The ferry.']);
    expect(charge).toHaveBeenCalledExactlyOnceWith({
      tenantId: 'acme',
      provider: 'openai',
      model: 'small',
      promptTokens: 7,
      costUsd: expect.any(Number),
    });
    const { usage } = await embeddings.embedQuery('acme', 'The mill.');
    expect(usage).toMatchObject({ prompt_tokens: 7, llm_calls: 1 });
    expect((await embeddings.embedQuery('acme', 'The mill.')).usage).toEqual(noUsage);
    expect(charge).toHaveBeenCalledOnce();
  });

  it('are logged with what they cost, and without the texts', async () => {
    const { embeddings, info } = embeddingsOf(new ScriptedProvider());
    await embeddings.embed('acme', ['The ferry.']);
    expect(info).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ tenant_id: 'acme', model: 'small', texts: 1, prompt_tokens: 7 }),
      expect.any(String),
    );
    expect(JSON.stringify(info.mock.calls)).not.toContain('ferry');
  });

  it('show nobody outside of the platform who a text is about, the same way each time', async () => {
    const provider = new ScriptedProvider();
    const { embeddings } = embeddingsOf(provider);
    await embeddings.embed('acme', ['Write to ola@example.com about card 4111 1111 1111 1111.']);
    await embeddings.embedQuery('acme', 'Write to kari@example.com about card 4111 1111 1111 1111.');
    expect(provider.calls).toEqual([
      [expect.stringMatching(/^Write to \[[a-z_]+\] about card \[[a-z_]+\]\.$/)],
    ]);
  });

  it('show one inside of it everything but cards, social security numbers and secrets', async () => {
    const provider = new ScriptedProvider('ollama');
    const { embeddings } = embeddingsOf(provider, { leaves: false });
    await embeddings.embed('acme', ['Write to ola@example.com about card 4111 1111 1111 1111.']);
    expect(provider.calls).toEqual([
      [expect.stringMatching(/^Write to ola@example\.com about card \[[a-z_]+\]\.$/)],
    ]);
  });

  it('leave the platform unless it is Ollama or the operator trusts the provider', () => {
    expect(isExternal('openai', 'tokenise')).toBe(true);
    expect(isExternal('openai', 'pass')).toBe(false);
    expect(isExternal('ollama', 'tokenise')).toBe(false);
  });
});

describe('a provider of embeddings that fails', () => {
  const failing = (category: 'unavailable' | 'timeout' | 'rate_limited' | 'invalid_input' | 'internal') => {
    const provider = new ScriptedProvider();
    provider.failure = () => new ProviderError(category, 'No.');
    return embeddingsOf(provider).embeddings;
  };

  it.each(['unavailable', 'timeout', 'rate_limited'] as const)(
    'for now (%s) can be asked again',
    async (category) => {
      const error: unknown = await failing(category)
        .embed('acme', ['x'])
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OctoError);
      expect(error).toMatchObject({ retryable: true });
    },
  );

  it.each([
    ['invalid_input', true],
    ['internal', false],
  ] as const)('for good (%s) says what can be done about it', async (category, isOfTexts) => {
    const error: unknown = await failing(category)
      .embed('acme', ['x'])
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EmbeddingRefusedError);
    expect(error).toMatchObject({
      isOfTexts,
      message: expect.stringMatching(/send (it|the document) again/),
    });
  });

  it.each(['unavailable', 'invalid_input', 'internal'] as const)(
    'a query (%s) leaves it without a vector',
    async (category) => {
      await expect(failing(category).embedQuery('acme', 'x')).rejects.toThrow(EmbeddingUnavailableError);
    },
  );

  it('keeps documents waiting when the arm stops', async () => {
    const provider = new ScriptedProvider();
    const { embeddings } = embeddingsOf(provider);
    provider.failure = () => {
      embeddings.stop();
      return new ProviderError('invalid_input', 'It broke off.');
    };
    await expect(embeddings.embed('acme', ['x'])).rejects.toMatchObject({ retryable: true });
  });
});
