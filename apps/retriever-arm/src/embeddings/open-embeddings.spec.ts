import { ConfigurationError, readConfiguration, retrieverArm } from '@octollm/catalogue';
import { offlineModel } from '@octollm/llm';
import { Metrics } from '@octollm/service-kit';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { hashedEmbeddings } from './hashed-embeddings.ts';
import { openEmbeddings } from './open-embeddings.ts';

const key = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) });
const required = { ORCHESTRATOR_PUBLIC_KEY: key, DATABASE_URL: 'postgres://db/x' };
const readNothing = (): never => {
  throw new TypeError('There are no files.');
};
const configuredBy = (environment: Readonly<Record<string, string | undefined>>) =>
  readConfiguration(retrieverArm, { ...required, ...environment }, readNothing);
const open = (environment: Readonly<Record<string, string | undefined>>) =>
  openEmbeddings(configuredBy(environment), pino({ enabled: false }), null, new Metrics(new Map()), {
    isSpent: async () => false,
    charge: async () => undefined,
  });

describe('the embeddings that the settings ask for', () => {
  it('are those of hashed words unless a model is named, even with a provider', async () => {
    for (const environment of [{ OPENAI_API_KEY: 'k' }, { RETRIEVAL_EMBEDDING_MODEL: offlineModel }])
      expect((await open({ ...environment })).embeddings).toBe(hashedEmbeddings);
  });

  it.each([
    ['text-embedding-3-small', 'openai/text-embedding-3-small'],
    ['openai/text-embedding-3-small', 'openai/text-embedding-3-small'],
    ['ollama/mxbai-embed-large', 'ollama/mxbai-embed-large'],
  ])('are those of %s, under one name', async (name, model) => {
    const providers = { OPENAI_API_KEY: 'k', OLLAMA_BASE_URL: 'http://localhost:11434' };
    const opened = await open({ ...providers, RETRIEVAL_EMBEDDING_MODEL: name });
    expect(opened.embeddings.model).toBe(model);
    await opened.close();
  });

  it('are none when no provider has the model, which stops the start with a sentence', async () => {
    const opening = open({ RETRIEVAL_EMBEDDING_MODEL: 'openai/text-embedding-3-small' });
    await expect(opening).rejects.toThrow(ConfigurationError);
    await expect(opening).rejects.toThrow(/RETRIEVAL_EMBEDDING_MODEL/);
  });
});
