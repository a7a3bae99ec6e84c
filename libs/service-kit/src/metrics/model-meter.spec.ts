import { modelMetrics } from '@octollm/catalogue';
import { createMetrics } from '@octollm/telemetry';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { ModelMeter } from './model-meter.ts';

/** A meter, and what is read of it: samples by the values of their labels. */
const open = () => {
  const registry = new Registry();
  const metrics = createMetrics(Object.values(modelMetrics), registry);
  const read = async (name: string): Promise<Readonly<Record<string, number>>> => {
    const text = await registry.metrics();
    const samples = text.matchAll(new RegExp(`^${name}\\{(.*)\\} (.*)$`, 'gm'));
    return Object.fromEntries(
      [...samples].map(([, labels = '', value]) => [
        [...labels.matchAll(/"(.*?)"/g)].map(([, label]) => label).join(' '),
        Number(value),
      ]),
    );
  };
  return { meter: new ModelMeter(metrics), read };
};

const call = {
  operation: 'chat',
  provider: 'openai',
  model: 'gpt-4.1-mini',
  seconds: 1.5,
  usage: { promptTokens: 10, completionTokens: 5 },
  costUsd: 0.002,
  errorType: undefined,
};

describe('the meter of calls of models', () => {
  it('counts calls, tokens, dollars and seconds, and the same by the names of OpenTelemetry', async () => {
    const { meter, read } = open();
    meter.ended(call);
    meter.ended({
      ...call,
      errorType: 'timeout',
      usage: { promptTokens: 0, completionTokens: 0 },
      costUsd: 0,
    });
    meter.ended({ ...call, errorType: 'cancelled' });
    expect(await read('llm_api_calls_total')).toEqual({
      'openai gpt-4.1-mini succeeded': 1,
      'openai gpt-4.1-mini failed': 1,
      'openai gpt-4.1-mini aborted': 1,
    });
    expect(await read('llm_api_tokens_total')).toEqual({
      'openai gpt-4.1-mini prompt': 20,
      'openai gpt-4.1-mini completion': 10,
    });
    expect(await read('llm_api_cost_total')).toEqual({ 'openai gpt-4.1-mini': 0.004 });
    expect(await read('llm_api_duration_seconds_count')).toEqual({ 'openai gpt-4.1-mini': 3 });
    const asked = 'chat openai gpt-4.1-mini';
    expect(await read('gen_ai_client_operation_duration_seconds_count')).toEqual({
      [`${asked} `]: 1,
      [`${asked} timeout`]: 1,
      [`${asked} cancelled`]: 1,
    });
    expect(await read('gen_ai_client_token_usage_sum')).toEqual({
      [`${asked} input`]: 20,
      [`${asked} output`]: 10,
    });
  });

  it('says how the circuit of a provider is', async () => {
    const { meter, read } = open();
    meter.breaker('openai', 'open');
    meter.breaker('ollama', 'half_open');
    expect(await read('llm_api_breaker_state')).toEqual({ openai: 2, ollama: 1 });
  });
});
