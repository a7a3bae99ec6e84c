import { ModelNotFoundError } from '@octollm/contracts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedProvider } from '../fixtures/scripted-provider.ts';
import { OfflineModelProvider } from '../models/offline/offline-model-provider.ts';
import { ProviderError, type ProviderErrorCategory } from '../providers/provider-error.ts';
import { ModelDirectory, type ModelDirectoryOptions } from './model-directory.ts';

const options = { signal: new AbortController().signal };
const request = (model: string) => ({ model, messages: [{ role: 'user' as const, content: 'hi' }] });
const failure = (category: ProviderErrorCategory) => new ProviderError(category, `it is ${category}`);

let openai: ScriptedProvider;
let local: ScriptedProvider;

const directoryWith = (rest: Partial<ModelDirectoryOptions> = {}) =>
  new ModelDirectory({ providers: [openai, local, new OfflineModelProvider()], ...rest });
const wayTo = (model: string, directory = directoryWith()) =>
  directory.resolve(model).targets.map((target) => [target.provider.name, target.model]);
const chat = (directory: ModelDirectory, model: string) =>
  directory.resolve(model).chat(request(model), options);

beforeEach(() => {
  openai = new ScriptedProvider('openai', ['gpt-4.1-mini', 'shared']);
  local = new ScriptedProvider('local', ['meta/llama', 'shared']);
});

describe('the model directory', () => {
  it('finds a model at the first provider that lists it, slashes and all', () => {
    expect(wayTo('gpt-4.1-mini')).toEqual([['openai', 'gpt-4.1-mini']]);
    expect(wayTo('meta/llama')).toEqual([['local', 'meta/llama']]);
    expect(wayTo('shared')).toEqual([['openai', 'shared']]);
    expect(wayTo('offline')).toEqual([['offline', 'offline']]);
  });

  it('takes the provider before a slash at its word', () => {
    expect(wayTo('local/shared')).toEqual([['local', 'shared']]);
    expect(wayTo('local/meta/llama')).toEqual([['local', 'meta/llama']]);
    expect(wayTo('openai/ft:gpt-4o:acme')).toEqual([['openai', 'ft:gpt-4o:acme']]);
  });

  it('finds a model that the price table has under the name of a provider, snapshots included', () => {
    expect(wayTo('gpt-4o')).toEqual([['openai', 'gpt-4o']]);
    expect(wayTo('gpt-4o-2024-08-06')).toEqual([['openai', 'gpt-4o-2024-08-06']]);
    const withoutOpenAi = new ModelDirectory({ providers: [local] });
    expect(() => withoutOpenAi.resolve('gpt-4o')).toThrow(ModelNotFoundError);
  });

  it.each(['no-such-model', 'octollm', 'nobody/gpt-4o', 'local/', '/shared', '', 'toString', '__proto__'])(
    'does not find %j',
    (model) => {
      expect(() => wayTo(model)).toThrow(ModelNotFoundError);
    },
  );

  it('lists the platform first, then what the providers list, each once', () => {
    const { object, data } = directoryWith().list();
    expect(object).toBe('list');
    expect(data.map(({ id, owned_by: owner }) => `${owner}: ${id}`)).toEqual([
      'octollm: octollm',
      'openai: gpt-4.1-mini',
      'openai: shared',
      'local: meta/llama',
      'offline: offline',
    ]);
  });

  it('closes all of its providers', async () => {
    await directoryWith().close();
    expect([openai.asked, local.asked]).toEqual([['close'], ['close']]);
  });

  it('refuses fallbacks to models that are nowhere when it is made', () => {
    expect(() => directoryWith({ fallbacks: { shared: ['nowhere'] } })).toThrow(ModelNotFoundError);
  });
});

describe('a fallback chain', () => {
  const fallbacks = { 'gpt-4.1-mini': ['local/llama-small', 'meta/llama'] };

  it.each<ProviderErrorCategory>(['unavailable', 'timeout', 'rate_limited'])(
    'asks the next model when one is %s, and says who answered',
    async (category) => {
      openai.failures = [failure(category)];
      const { answer, provider, model } = await chat(directoryWith({ fallbacks }), 'gpt-4.1-mini');
      expect(answer.completion.choices[0]?.message.content).toBe('local');
      expect([provider, model]).toEqual(['local', 'llama-small']);
      expect([openai.asked, local.asked]).toEqual([['gpt-4.1-mini'], ['llama-small']]);
    },
  );

  it.each([failure('invalid_input'), failure('internal'), new Error('the caller has left')])(
    'ends with %s, which the next model could not help',
    async (error) => {
      openai.failures = [error];
      await expect(chat(directoryWith({ fallbacks }), 'gpt-4.1-mini')).rejects.toBe(error);
      expect(local.asked).toEqual([]);
    },
  );

  it('ends with the error of the last when none can answer', async () => {
    const last = failure('timeout');
    openai.failures = [failure('unavailable')];
    local.failures = [failure('rate_limited'), last];
    await expect(chat(directoryWith({ fallbacks }), 'gpt-4.1-mini')).rejects.toBe(last);
  });

  it('is followed by streams before their first chunk', async () => {
    const directory = directoryWith({ fallbacks });
    const stream = () => directory.resolve('gpt-4.1-mini').streamChat(request('gpt-4.1-mini'), options);
    openai.failures = [failure('unavailable')];
    expect((await stream()).provider).toBe('local');
  });

  it('is followed by embeddings', async () => {
    const directory = directoryWith({ fallbacks });
    openai.failures = [failure('unavailable')];
    const { provider } = await directory
      .resolve('gpt-4.1-mini')
      .embed({ model: 'gpt-4.1-mini', input: 'x' }, options);
    expect(provider).toBe('local');
  });
});

describe('the circuit of a provider', () => {
  const breaker = { failures: 2, resetMs: 30_000 };
  const fail = async (directory: ModelDirectory, error: unknown, times: number) => {
    for (let time = 0; time < times; time++) {
      openai.failures = [error];
      await chat(directory, 'gpt-4.1-mini').catch(() => undefined);
    }
  };

  it('opens after failures in a row, for all models of the provider, and the fallback is asked at once', async () => {
    const onBreaker = vi.fn<(provider: string, state: string) => void>();
    const directory = directoryWith({ breaker, onBreaker, fallbacks: { shared: ['local/shared'] } });
    await fail(directory, failure('unavailable'), 2);
    expect(onBreaker).toHaveBeenCalledWith('openai', 'open');
    expect(directory.breakers().get('openai')).toBe('open');
    expect((await chat(directory, 'shared')).provider).toBe('local');
    await expect(chat(directory, 'gpt-4.1-mini')).rejects.toMatchObject({
      category: 'unavailable',
      retryAfter: 30,
    });
    expect(openai.asked).toHaveLength(2);
  });

  it.each([failure('rate_limited'), failure('invalid_input'), failure('internal'), new Error('left')])(
    'is not opened by %s',
    async (error) => {
      const directory = directoryWith({ breaker });
      await fail(directory, error, 5);
      expect(directory.breakers().get('openai')).toBe('closed');
    },
  );
});
