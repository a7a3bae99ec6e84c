import { type ChatCompletionRequest, UnsupportedParameterError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { toChatRequest } from './to-chat-request.ts';

const sent = (
  rest: Partial<ChatCompletionRequest> = {},
  keepAlive?: string,
): Readonly<Record<string, unknown>> => {
  const request = { model: 'llama3.2', messages: [{ role: 'user' as const, content: 'hi' }], ...rest };
  return { ...toChatRequest(request, { stream: true, keepAlive }) };
};
const tool = (name: string) => ({ type: 'function' as const, function: { name } });

describe('a chat for Ollama', () => {
  it('has the messages and nothing that was not asked for', () => {
    expect(sent()).toEqual({
      model: 'llama3.2',
      messages: [{ role: 'user', content: 'hi' }],
      options: {},
      stream: true,
    });
  });

  it('has what steers the model among its options', () => {
    const request = sent({ max_tokens: 9, temperature: 0, seed: 7, stop: 'END', reasoning_effort: 'none' });
    expect(request).toMatchObject({
      options: { num_predict: 9, temperature: 0, seed: 7, stop: ['END'] },
      think: false,
    });
    expect(sent({ reasoning_effort: 'high' }).think).toBe(true);
  });

  it.each([
    ['10m', '10m'],
    ['-1', -1],
    ['300', 300],
  ])('keeps the model loaded for %s', (setting, expected) => {
    expect(sent({}, setting).keep_alive).toBe(expected);
  });

  it('has a schema as the format, and JSON without one', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', minLength: 1 } } };
    const format = { type: 'json_schema' as const, json_schema: { name: 'x', schema } };
    expect(sent({ response_format: format }).format).toEqual(schema);
    expect(sent({ response_format: { type: 'json_object' } }).format).toBe('json');
    expect(sent({ response_format: { type: 'text' } }).format).toBeUndefined();
  });

  it('has instructions, images, calls of tools and what those gave', () => {
    const call = { id: 'a', type: 'function' as const, function: { name: 'find', arguments: '{"x":1}' } };
    const { messages } = sent({
      messages: [
        { role: 'developer', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } },
          ],
        },
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'a', content: '412' },
      ],
    });
    expect(messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What is this?', images: ['aGk='] },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'a', function: { name: 'find', arguments: { x: 1 } } }],
      },
      { role: 'tool', content: '412', tool_name: 'find', tool_call_id: 'a' },
    ]);
  });

  it('offers no tools when none may be called', () => {
    expect(sent({ tools: [tool('f')], tool_choice: 'none' }).tools).toBeUndefined();
    expect(sent({ tools: [tool('f')], tool_choice: 'auto' }).tools).toHaveLength(1);
  });

  it.each<[string, Partial<ChatCompletionRequest>]>([
    ['/n', { n: 2 }],
    ['/logprobs', { logprobs: true }],
    ['/tool_choice', { tools: [tool('f')], tool_choice: 'required' }],
    ['/tool_choice', { tools: [tool('f')], tool_choice: tool('f') }],
    [
      '/messages',
      {
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
        ],
      },
    ],
  ])('is refused for %s when that has no counterpart', (_, rest) => {
    expect(() => sent(rest)).toThrow(UnsupportedParameterError);
  });
});
