import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  anthropicDialect,
  messageEnd,
  messageEvent,
  messageStart,
  textDelta,
  textStart,
} from '../../fixtures/dialects/anthropic.ts';
import { readAll } from '../../fixtures/model-provider-suite.ts';
import { type ScriptedServer, scriptedServer } from '../../fixtures/scripted-server.ts';
import { itSpeaksOnItsWire } from '../../fixtures/wire-suite.ts';
import { costUsd } from '../../pricing/cost.ts';
import type { ModelProvider } from '../model-provider.ts';

describe('the API of Anthropic', () => {
  itSpeaksOnItsWire(anthropicDialect);
});

describe('an answer of Anthropic', () => {
  let server: ScriptedServer;
  let provider: ModelProvider;
  const question = { model: 'claude-sonnet-5-5', messages: [{ role: 'user' as const, content: 'hi' }] };
  const options = { signal: new AbortController().signal };
  const chunksOf = async (body: string) => {
    server.script((response) => void response.writeHead(200).end(body));
    const stream = await provider.streamChat(question, options);
    return { chunks: (await readAll(stream)).map(({ chunk }) => chunk.choices[0]), usage: stream.usage };
  };

  beforeEach(async () => {
    server = await scriptedServer(anthropicDialect.whole({ words: ['hi'] }));
    provider = anthropicDialect.provider(new URL(server.baseUrl).origin, 'sk-ant-0123456789');
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await provider.close();
  });

  it('is asked for with the key and the version in their headers', async () => {
    await provider.chat(question, options);
    expect(server.asked[0]).toMatchObject({
      url: '/v1/messages',
      headers: { 'x-api-key': 'sk-ant-0123456789', 'anthropic-version': '2023-06-01' },
    });
  });

  it('counts what came from the prompt cache or went into it, and charges more for the latter', async () => {
    const { completion, usage } = await provider.chat(question, options);
    expect(completion.usage).toEqual({
      prompt_tokens: 9,
      completion_tokens: 3,
      total_tokens: 12,
      prompt_tokens_details: { cached_tokens: 2, cache_write_tokens: 4 },
    });
    expect(usage.cacheWriteTokens).toBe(4);
    const { usage: streamed } = await chunksOf(anthropicDialect.stream({ words: ['hi'] }).toString());
    expect(streamed).toEqual(usage);
    expect(costUsd('anthropic', 'claude-sonnet-5-5', usage)).toBe((5 * 2 + 4 * 2.5 + 3 * 10) / 1e6);
  });

  it.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['pause_turn', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['something_new', 'stop'],
  ])('that ended for %s has ended for %s', async (reason, expected) => {
    const { chunks } = await chunksOf(messageStart + textStart + textDelta('x') + messageEnd(reason));
    expect(chunks.at(-1)?.finish_reason).toBe(expected);
  });

  it('that was refused says so, in the words of neither side', async () => {
    const { chunks } = await chunksOf(messageStart + messageEnd('refusal'));
    expect(chunks.map((choice) => choice?.delta.refusal ?? '').join('')).toBe(
      'The model has declined to answer.',
    );
    expect(chunks.at(-1)?.finish_reason).toBe('content_filter');
  });

  it('is read over pings, thoughts and events that are not known', async () => {
    const thinking = { type: 'thinking_delta', thinking: 'Hm.' };
    const { chunks } = await chunksOf(
      messageStart +
        messageEvent({ type: 'content_block_start', index: 0, content_block: { type: 'thinking' } }) +
        messageEvent({ type: 'content_block_delta', index: 0, delta: thinking }) +
        messageEvent({ type: 'ping' }) +
        messageEvent({ type: 'of_tomorrow', data: {} }) +
        textDelta('412', 1) +
        messageEnd('end_turn'),
    );
    expect(chunks.map((choice) => choice?.delta.content ?? '').join('')).toBe('412');
  });

  it('fails within its stream as the error there says', async () => {
    const failures = [
      ['overloaded_error', 'unavailable'],
      ['rate_limit_error', 'rate_limited'],
      ['timeout_error', 'timeout'],
      ['invalid_request_error', 'invalid_input'],
      ['of_tomorrow', 'unavailable'],
    ] as const;
    for (const [type, category] of failures) {
      const error = messageEvent({ type: 'error', error: { type, message: 'sk-ant-0123456789' } });
      await expect(chunksOf(messageStart + error)).rejects.toMatchObject({ category });
    }
  });
});
