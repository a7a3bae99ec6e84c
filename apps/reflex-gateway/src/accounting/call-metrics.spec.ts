import { reflexGateway } from '@octollm/catalogue';
import { ModelDirectory, providersOf } from '@octollm/llm';
import { Metrics } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { CallMetrics } from './call-metrics.ts';

/** Instruments that write down what they count, by name and labels. */
const open = () => {
  const counts = new Map<string, number>();
  const instrument = (name: string) => ({
    labels: (labels: Readonly<Record<string, string>>) => {
      const series = [name, ...Object.values(labels)].join(' ');
      const add = (value = 1): void => void counts.set(series, (counts.get(series) ?? 0) + value);
      return { inc: add, observe: add };
    },
  });
  const instruments = Object.values(reflexGateway.metrics).map(
    ({ name }) => [name, instrument(name)] as const,
  );
  const metrics = new Metrics(new Map(instruments) as unknown as ConstructorParameters<typeof Metrics>[0]);
  return { metrics: new CallMetrics(metrics, models), counts };
};

const models = new ModelDirectory({
  providers: providersOf({
    OPENAI_BASE_URL: 'http://127.0.0.1:1',
    OPENAI_MODEL: 'gpt-4.1-mini',
    OPENAI_EMBEDDING_MODEL: 'text-embedding-3-small',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
    ANTHROPIC_MODEL: 'claude-sonnet-5-5',
    OLLAMA_BASE_URL: 'http://127.0.0.1:1',
    OLLAMA_MODEL: 'llama3.2',
    OLLAMA_EMBEDDING_MODEL: 'nomic-embed-text',
    MODEL_LIMITS: [],
  }),
});
const call = { promptTokens: 10, completionTokens: 5, costNanoUsd: 2_000_000, seconds: 1.5 };

describe('the metrics of calls of models', () => {
  it('count calls, tokens, dollars and seconds by provider and model', () => {
    const { metrics, counts } = open();
    metrics.settled({ provider: 'openai', model: 'gpt-4o-mini' }, call);
    metrics.settled({ provider: 'openai', model: 'gpt-4o-mini' }, call);
    metrics.released({ provider: 'openai', model: 'gpt-4o-mini' });
    expect(Object.fromEntries(counts)).toEqual({
      'llm_api_calls_total openai gpt-4o-mini settled': 2,
      'llm_api_calls_total openai gpt-4o-mini released': 1,
      'llm_api_tokens_total openai gpt-4o-mini prompt': 20,
      'llm_api_tokens_total openai gpt-4o-mini completion': 10,
      'llm_api_cost_total openai gpt-4o-mini': 0.004,
      'llm_api_duration_seconds openai gpt-4o-mini': 3,
    });
  });

  it('tell models apart that are set up, whether they have a price or not', () => {
    const { metrics, counts } = open();
    for (const model of ['llama3.2', 'llama3.2:70b']) metrics.released({ provider: 'ollama', model });
    metrics.released({ provider: 'offline', model: 'offline' });
    expect([...counts.keys()]).toEqual([
      'llm_api_calls_total ollama llama3.2 released',
      'llm_api_calls_total ollama other released',
      'llm_api_calls_total offline offline released',
    ]);
  });

  it('have as many series as the price table has models, whatever names callers send', () => {
    const { metrics, counts } = open();
    for (let n = 0; n < 100; n++) {
      metrics.released({ provider: 'openai', model: `made-up-${n}` });
      metrics.released({ provider: `nobody-${n}`, model: 'gpt-4o' });
      metrics.released({ provider: 'openai', model: `gpt-4o-2024-08-${10 + (n % 20)}` });
    }
    expect([...counts.keys()].toSorted()).toEqual([
      'llm_api_calls_total openai gpt-4o released',
      'llm_api_calls_total openai other released',
      'llm_api_calls_total other other released',
    ]);
  });
});
