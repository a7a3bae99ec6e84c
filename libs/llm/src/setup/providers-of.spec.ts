import { describe, expect, it } from 'vitest';
import type { ProviderConfig } from './provider-config.ts';
import { providersOf } from './providers-of.ts';

const none: ProviderConfig = {
  OPENAI_BASE_URL: 'https://api.openai.com/v1',
  OPENAI_MODEL: 'gpt-4.1-mini',
  OPENAI_EMBEDDING_MODEL: 'text-embedding-3-small',
  ANTHROPIC_BASE_URL: 'https://api.anthropic.com',
  ANTHROPIC_MODEL: 'claude-sonnet-5-5',
  OLLAMA_MODEL: 'llama3.2',
  OLLAMA_EMBEDDING_MODEL: 'nomic-embed-text',
  MODEL_LIMITS: [],
};
const all: ProviderConfig = {
  ...none,
  OPENAI_API_KEY: 'a',
  OPENAI_MODELS: ['gpt-4o', 'gpt-4.1-mini'],
  ANTHROPIC_API_KEY: 'b',
  COMPATIBLE_BASE_URL: 'http://vllm:8000/v1',
  COMPATIBLE_MODEL: 'qwen',
  OLLAMA_BASE_URL: 'http://localhost:11434',
};
const listed = (config: ProviderConfig) => providersOf(config).map(({ name, models }) => [name, models]);

describe('the providers of a configuration', () => {
  it('are the offline provider alone when nothing is set up', () => {
    expect(listed(none)).toEqual([['offline', ['offline']]]);
  });

  it('are those with a key or an address, in the order of preference, with the model to ask as their first', () => {
    expect(listed(all)).toEqual([
      ['openai', ['gpt-4.1-mini', 'gpt-4o', 'text-embedding-3-small']],
      ['anthropic', ['claude-sonnet-5-5']],
      ['compatible', ['qwen']],
      ['ollama', ['llama3.2', 'nomic-embed-text']],
      ['offline', ['offline']],
    ]);
    expect(listed({ ...none, ANTHROPIC_API_KEY: 'b' })[0]?.[0]).toBe('anthropic');
  });

  it('say who can go on with the answer of another', () => {
    expect(providersOf(all).map(({ goesOn }) => goesOn)).toEqual([true, true, true, true, false]);
  });

  it('are refused with a limit of a provider that there is none of', () => {
    expect(() => providersOf({ ...all, MODEL_LIMITS: ['opneai=1/1'] })).toThrow(
      'MODEL_LIMITS names opneai, which is no provider.',
    );
    expect(providersOf({ ...none, MODEL_LIMITS: ['openai=1/1'] })).toHaveLength(1);
  });
});
