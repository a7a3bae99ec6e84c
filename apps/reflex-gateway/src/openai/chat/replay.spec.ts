import type { ChatCompletion, ChatCompletionChunk } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { CompletionBuilder } from './completion-builder.ts';
import { replayed } from './replay.ts';

const call = (id: string, args: string) => ({
  id,
  type: 'function' as const,
  function: { name: 'find', arguments: args },
});
const completion: ChatCompletion = {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [
    { index: 0, message: { role: 'assistant', content: 'One.' }, logprobs: null, finish_reason: 'stop' },
    {
      index: 1,
      message: { role: 'assistant', content: null, tool_calls: [call('a', '{}'), call('b', '{"x":1}')] },
      logprobs: null,
      finish_reason: 'tool_calls',
    },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
};

describe('an answer that is streamed from a whole one', () => {
  it('gives the whole one back', async () => {
    const builder = new CompletionBuilder();
    for await (const { chunk } of replayed(completion)) builder.add(chunk);
    expect(builder.completion).toEqual(completion);
  });

  it('is no answer before its end, and without its usage', async () => {
    const builder = new CompletionBuilder();
    for await (const { chunk } of replayed(completion)) {
      expect(builder.completion).toBeUndefined();
      builder.add(chunk);
    }
  });
});

describe('an answer that is put together', () => {
  it('joins the pieces of texts and of the arguments of each call', () => {
    const builder = new CompletionBuilder();
    const add = (
      delta: ChatCompletionChunk['choices'][number]['delta'],
      finish_reason: string | null = null,
    ) =>
      builder.add({
        id: 'c',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [{ index: 0, delta, finish_reason }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      });
    add({ role: 'assistant', content: 'Wa' });
    add({ content: 'it.' });
    add({ tool_calls: [{ index: 0, ...call('a', '') }] });
    add({ tool_calls: [{ index: 1, ...call('b', '{') }] });
    add({ tool_calls: [{ index: 0, function: { arguments: '{}' } }] });
    add({ tool_calls: [{ index: 1, function: { arguments: '"x":1}' } }] });
    add({}, 'tool_calls');
    expect(builder.completion?.choices[0]?.message).toEqual({
      role: 'assistant',
      content: 'Wait.',
      tool_calls: [call('a', '{}'), call('b', '{"x":1}')],
    });
  });
});
