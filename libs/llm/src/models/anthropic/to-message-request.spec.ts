import { type ChatCompletionRequest, UnsupportedParameterError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { toMessageRequest } from './to-message-request.ts';

const user = { role: 'user' as const, content: 'How long is it?' };
const sent = (rest: Partial<ChatCompletionRequest> = {}): Readonly<Record<string, unknown>> => ({
  ...toMessageRequest({ model: 'claude-sonnet-5-5', messages: [user], ...rest }, false),
});
const tool = (name: string, rest: object = {}) => ({
  type: 'function' as const,
  function: { name, ...rest },
});

describe('a chat for the Messages API', () => {
  it('has a limit, the turns and nothing that was not asked for', () => {
    expect(sent()).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 16_384,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'How long is it?' }] }],
      stream: false,
    });
    expect(sent({ max_tokens: 5 }).max_tokens).toBe(5);
    expect(sent({ max_tokens: 5, max_completion_tokens: 7 }).max_tokens).toBe(7);
  });

  it('has its instructions before all turns, wherever they stood', () => {
    const { system, messages } = sent({
      messages: [
        { role: 'system', content: 'Be brief.' },
        user,
        { role: 'developer', content: 'In metres.' },
      ],
    });
    expect(system).toEqual([
      { type: 'text', text: 'Be brief.' },
      { type: 'text', text: 'In metres.' },
    ]);
    expect(messages).toHaveLength(1);
  });

  it('asks for long instructions to be kept in the prompt cache, and for short ones not', () => {
    const cached = (length: number) =>
      sent({ messages: [{ role: 'system', content: 'x'.repeat(length) }, user] }).system;
    expect(cached(4_095)).toEqual([{ type: 'text', text: 'x'.repeat(4_095) }]);
    expect(cached(4_096)).toMatchObject([{ cache_control: { type: 'ephemeral' } }]);
  });

  it('has one turn for messages of the same side, results of tools together after their calls', () => {
    const call = (id: string) => ({
      id,
      ...tool('find', { arguments: '{"a":1}' }),
      function: { name: 'find', arguments: '{"a":1}' },
    });
    const { messages } = sent({
      messages: [
        user,
        { role: 'assistant', content: 'Let me look.', tool_calls: [call('a'), call('b')] },
        { role: 'tool', tool_call_id: 'a', content: '412' },
        { role: 'tool', tool_call_id: 'b', content: '' },
        { role: 'user', content: 'And?' },
      ],
    });
    expect(messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'How long is it?' }] },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Let me look.' },
          { type: 'tool_use', id: 'a', name: 'find', input: { a: 1 } },
          { type: 'tool_use', id: 'b', name: 'find', input: { a: 1 } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: '412' }] },
          { type: 'tool_result', tool_use_id: 'b', content: [] },
          { type: 'text', text: 'And?' },
        ],
      },
    ]);
  });

  it('has images and PDFs as blocks', () => {
    const image = (url: string) => ({ type: 'image_url' as const, image_url: { url } });
    const { messages } = sent({
      messages: [
        {
          role: 'user',
          content: [
            image('data:image/png;base64,aGk='),
            image('https://example.com/a.png'),
            { type: 'file', file: { file_data: 'data:application/pdf;base64,JVBERi0=' } },
          ],
        },
      ],
    });
    expect(messages).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } },
          { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
          {
            type: 'document',
            source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0=' },
          },
        ],
      },
    ]);
  });

  it.each<[ChatCompletionRequest['tool_choice'], object]>([
    ['auto', { type: 'auto', disable_parallel_tool_use: true }],
    ['required', { type: 'any', disable_parallel_tool_use: true }],
    ['none', { type: 'none' }],
    [tool('find'), { type: 'tool', name: 'find', disable_parallel_tool_use: true }],
    [null, { type: 'auto', disable_parallel_tool_use: true }],
  ])('has the choice of tools %j as %j, one at a time if so asked', (tool_choice, expected) => {
    const request = sent({ tools: [tool('find')], tool_choice, parallel_tool_calls: false });
    expect(request.tool_choice).toEqual(expected);
    expect(request.tools).toEqual([{ name: 'find', input_schema: { type: 'object', properties: {} } }]);
  });

  it('offers of the tools only those that are allowed', () => {
    const allowed = { mode: 'required' as const, tools: [tool('b')] };
    const request = sent({
      tools: [tool('a'), tool('b', { strict: true })],
      tool_choice: { type: 'allowed_tools', allowed_tools: allowed },
    });
    expect(request.tools).toMatchObject([{ name: 'b', strict: true }]);
    expect(request.tool_choice).toEqual({ type: 'any' });
  });

  it('asks for JSON by a schema in the words that the API takes, and without a schema by an instruction', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        minimum: { type: 'integer', minimum: 0 },
        names: {
          type: 'array',
          maxItems: 3,
          items: { type: 'object', properties: { a: { type: 'string' } } },
        },
        kind: { enum: ['minLength', { maximum: 1 }] },
      },
      required: ['minimum'],
    };
    const request = sent({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } });
    expect(request.output_config).toEqual({
      format: {
        type: 'json_schema',
        schema: {
          type: 'object',
          properties: {
            minimum: { type: 'integer' },
            names: {
              type: 'array',
              items: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
            },
            kind: { enum: ['minLength', { maximum: 1 }] },
          },
          required: ['minimum'],
          additionalProperties: false,
        },
      },
    });
    expect(sent({ response_format: { type: 'json_object' } }).system).toMatchObject([
      { text: expect.stringMatching(/one JSON object/) },
    ]);
  });

  it.each([
    ['claude-3-5-haiku-20241022', 1],
    ['claude-opus-4-20250514', 1],
    ['claude-opus-4-6', 1],
    ['claude-haiku-4-5-20251001', 1],
    ['claude-opus-4-7', undefined],
    ['claude-opus-4-8', undefined],
    ['claude-sonnet-5-5', undefined],
    ['something-new', undefined],
  ])('tells %s how to choose its words only if that can be told', (model, expected) => {
    const { temperature, top_p } = sent({ model, temperature: 1.4, top_p: 0.5 });
    expect(temperature).toBe(expected);
    expect(top_p).toBeUndefined();
  });

  it('has the effort, the texts to stop at and whom it is for', () => {
    expect(sent({ reasoning_effort: 'minimal', stop: ['END', '\n'], user: 'u1', seed: 7 })).toMatchObject({
      output_config: { effort: 'low' },
      stop_sequences: ['END'],
      metadata: { user_id: 'u1' },
    });
    expect(sent({ reasoning_effort: 'none' }).output_config).toBeUndefined();
  });

  it.each<[string, Partial<ChatCompletionRequest>]>([
    ['/n', { n: 2 }],
    ['/logprobs', { logprobs: true }],
    ['/functions', { functions: [{ name: 'f' }] }],
    ['/tools', { tools: [{ type: 'custom', custom: { name: 'c' } }] }],
    [
      '/messages',
      {
        messages: [
          { role: 'user', content: [{ type: 'input_audio', input_audio: { data: '', format: 'wav' } }] },
        ],
      },
    ],
    ['/messages', { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }] }],
  ])('is refused for %s when that has no counterpart', (_, rest) => {
    expect(() => sent(rest)).toThrow(UnsupportedParameterError);
  });

  it('is refused when its schema is deeper than any model could fill in', () => {
    let schema: Record<string, unknown> = {};
    for (let depth = 0; depth < 100_000; depth++) schema = { items: schema };
    const format = { type: 'json_schema' as const, json_schema: { name: 'x', schema } };
    expect(() => sent({ response_format: format })).toThrow(/nested deeper/);
  });
});
