import type { ChatCompletion, ChatCompletionChunk } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { CompletionBuilder } from './completion-builder.ts';

type Delta = ChatCompletionChunk['choices'][number]['delta'];

/** The deltas as a provider sends them: parsed from JSON. @returns what they make together */
const madeOf = (...deltas: readonly string[]): ChatCompletion['choices'][number]['message'] | undefined => {
  const builder = new CompletionBuilder();
  const add = (delta: Delta, finish_reason: string | null): void =>
    builder.add({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, delta, finish_reason }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    });
  for (const delta of deltas) add(JSON.parse(delta) as Delta, null);
  add({}, 'stop');
  return builder.completion?.choices[0]?.message;
};

const callAt = (index: unknown): string =>
  JSON.stringify({
    tool_calls: [{ index, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }],
  });

describe('a streamed answer that is put together', () => {
  it.each([
    '{"__proto__": {"polluted": "yes"}}',
    '{"constructor": {"prototype": {"polluted": "yes"}}}',
    '{"function_call": {"__proto__": {"polluted": "yes"}}}',
    '{"tool_calls": [{"index": 0, "__proto__": {"polluted": "yes"}}]}',
    '{"tool_calls": [{"index": 0, "function": {"__proto__": {"polluted": "yes"}}}]}',
  ])('changes no prototype: %s', (delta) => {
    const made = madeOf(delta, delta);
    const polluted = Reflect.get({}, 'polluted');
    Reflect.deleteProperty(Object.prototype, 'polluted');
    expect(polluted).toBeUndefined();
    expect(made).toBeUndefined();
  });

  it.each([1e9, 128, 2, -1, 0.5, '__proto__', 'length', {}])('has no call at %o', (index) => {
    expect(madeOf(callAt(0), callAt(index))).toBeUndefined();
  });

  it('has calls one after the other, whether they are numbered or not', () => {
    expect(madeOf(callAt(0), callAt(1))?.tool_calls).toHaveLength(2);
    expect(madeOf(callAt(undefined))?.tool_calls).toHaveLength(1);
  });

  it.each([
    '{"audio": {"data": "AAAA"}}',
    '{"audio": {"transcript": "One"}}',
    '{"reasoning": "One"}',
    '{"thinking": "One"}',
    '{"annotations": [{}]}',
    '{"content": [{"type": "text", "text": "One"}]}',
    '{"tool_calls": [{"index": 0, "extra_content": {}}]}',
  ])('is not whole when nobody knows how its pieces join: %s', (delta) => {
    expect(madeOf('{"content": "Well."}', delta)).toBeUndefined();
  });

  it('is whole when a field that is not known stays empty', () => {
    expect(madeOf('{"content": "We", "audio": null}', '{"content": "ll.", "refusal": null}')).toEqual({
      role: 'assistant',
      content: 'Well.',
      refusal: null,
    });
  });
});
