import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../fixtures/model-provider-suite.ts';
import { ScriptedProvider } from '../../fixtures/scripted-provider.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { TracedModelProvider } from './traced-model-provider.ts';

const secret = 'What did the doctor say about my knee?';
const question = { model: 'm', messages: [{ role: 'user' as const, content: secret }], max_tokens: 9 };
const options = (signal = new AbortController().signal) => ({ signal });

let exporter: InMemorySpanExporter;
let inner: ScriptedProvider;
let provider: TracedModelProvider;

beforeEach(() => {
  exporter = new InMemorySpanExporter();
  const tracers = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  inner = new ScriptedProvider('openai', ['m']);
  provider = new TracedModelProvider(inner, tracers.getTracer('test'));
});

const spans = () =>
  exporter.getFinishedSpans().map(({ name, kind, attributes, status }) => ({
    name,
    kind,
    attributes,
    status: status.code,
  }));
const asked = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'm',
  'gen_ai.request.max_tokens': 9,
};
const used = { 'gen_ai.usage.input_tokens': 9, 'gen_ai.usage.output_tokens': 3 };

describe('a traced provider', () => {
  it('makes a span of each call: who was asked, who answered, what was used', async () => {
    await provider.chat(question, options());
    await provider.embed({ model: 'e', input: secret }, options());
    expect(spans()).toEqual([
      {
        name: 'chat m',
        kind: SpanKind.CLIENT,
        status: SpanStatusCode.UNSET,
        attributes: {
          ...asked,
          ...used,
          'gen_ai.response.model': 'gpt-4.1-mini',
          'gen_ai.response.finish_reasons': ['stop'],
        },
      },
      {
        name: 'embeddings e',
        kind: SpanKind.CLIENT,
        status: SpanStatusCode.UNSET,
        attributes: {
          'gen_ai.operation.name': 'embeddings',
          'gen_ai.provider.name': 'openai',
          'gen_ai.request.model': 'e',
          'gen_ai.response.model': 'openai',
          'gen_ai.usage.input_tokens': 9,
        },
      },
    ]);
  });

  it('ends the span of a stream when the stream ends', async () => {
    const stream = await provider.streamChat(question, options());
    expect(spans()).toEqual([]);
    await readAll(stream);
    expect(spans()).toMatchObject([
      { status: SpanStatusCode.UNSET, attributes: { ...used, 'gen_ai.response.model': 'gpt-4.1-mini' } },
    ]);
  });

  it('tells how a call failed in one word: before its answer, within it, or because the caller left', async () => {
    inner.failures = [new ProviderError('timeout', secret)];
    await expect(provider.chat(question, options())).rejects.toThrow(secret);
    inner.breaksWith = new ProviderError('unavailable', secret);
    await expect(readAll(await provider.streamChat(question, options()))).rejects.toThrow(secret);
    const caller = new AbortController();
    await provider.streamChat(question, options(caller.signal));
    caller.abort(new Error(secret));
    expect(spans().map(({ attributes, status }) => [attributes['error.type'], status])).toEqual([
      ['timeout', SpanStatusCode.ERROR],
      ['unavailable', SpanStatusCode.ERROR],
      ['cancelled', SpanStatusCode.ERROR],
    ]);
  });

  it('tells nothing of what was said', async () => {
    await provider.chat(question, options());
    await readAll(await provider.streamChat(question, options()));
    inner.failures = [new ProviderError('internal', secret)];
    await expect(provider.embed({ model: 'e', input: secret }, options())).rejects.toThrow(secret);
    const told = exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({
      name,
      attributes,
      events,
      status,
    }));
    expect(told).toHaveLength(3);
    expect(JSON.stringify(told)).not.toContain('knee');
  });
});
