import { ModelDirectory, parseFallbacks } from '@octollm/llm';
import { describe, expect, it } from 'vitest';
import { ModelChoice } from './model-choice.ts';

const provider = (name: string, models: readonly string[]) => ({
  name,
  models,
  chat: () => Promise.reject(new Error('not asked')),
  streamChat: () => Promise.reject(new Error('not asked')),
  embed: () => Promise.reject(new Error('not asked')),
  close: () => Promise.resolve(),
});

const choice = (fallbacks: readonly string[] = [], small?: string) =>
  new ModelChoice({
    directory: new ModelDirectory({
      providers: [
        provider('openai', ['gpt-4.1', 'gpt-4.1-mini']),
        provider('ollama', ['llama3', 'gpt-oss:120b-cloud']),
        provider('offline', ['offline']),
      ],
      fallbacks: parseFallbacks(fallbacks),
    }),
    model: 'gpt-4.1',
    ...(small === undefined ? {} : { small }),
  });

const names = (models: ModelChoice, complexity?: number) =>
  models.candidates(complexity).map(({ target, isSpare }) => `${target.model}${isSpare ? ' (spare)' : ''}`);

describe('the choice of a model', () => {
  it('is the small one for what is simple, and the large one behind it', () => {
    expect(names(choice([], 'gpt-4.1-mini'), 0.34)).toEqual(['gpt-4.1-mini', 'gpt-4.1']);
  });

  it('is the large one for everything else, with the small one spare', () => {
    for (const complexity of [undefined, 0.35, 1])
      expect(names(choice([], 'gpt-4.1-mini'), complexity)).toEqual(['gpt-4.1', 'gpt-4.1-mini (spare)']);
  });

  it('knows one model where no small one is configured', () => {
    for (const complexity of [undefined, 0]) expect(names(choice(), complexity)).toEqual(['gpt-4.1']);
  });

  it('follows the fallbacks, each once, and never to the offline provider, which is no model', () => {
    const models = choice(['gpt-4.1>llama3>gpt-4.1-mini>offline']);
    expect(names(models)).toEqual(['gpt-4.1', 'llama3', 'gpt-4.1-mini']);
  });

  it('knows what stays on the platform, which a model does not that its server passes on', () => {
    const models = choice(['gpt-4.1>llama3>gpt-oss:120b-cloud']);
    expect(models.candidates(1).map(({ target }) => models.isExternal(target))).toEqual([true, false, true]);
  });
});
