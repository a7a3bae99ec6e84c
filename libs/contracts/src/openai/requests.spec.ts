import type OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ChatCompletionRequest } from './chat-completion-request.ts';
import { EmbeddingsRequest } from './embeddings.ts';
import { openAiLimits } from './limits.ts';
import { ResponsesRequest } from './responses-request.ts';

/** Requests that the types of the `openai` package allow: each must be taken and kept as it is. */
const chats: readonly OpenAI.ChatCompletionCreateParams[] = [
  { model: 'm', messages: [{ role: 'user', content: 'hi' }] },
  {
    model: 'm',
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      { role: 'developer', content: 'Be brief.', name: 'ops' },
      { role: 'system', content: [{ type: 'text', text: 'Be kind.' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==', detail: 'low' } },
          { type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } },
          { type: 'file', file: { filename: 'a.pdf', file_data: 'AA==' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'look', arguments: '{"at":' } },
          { id: 'call_2', type: 'custom', custom: { name: 'run', input: 'ls' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '' },
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
      { role: 'function', name: 'old', content: null },
    ],
    tools: [
      { type: 'function', function: { name: 'look', parameters: { type: 'object' }, strict: true } },
      { type: 'custom', custom: { name: 'run', format: { type: 'text' } } },
    ],
    tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [{ type: 'function' }] } },
    parallel_tool_calls: false,
    response_format: { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } },
    n: 2,
    temperature: 0,
    top_p: 1,
    max_tokens: null,
    max_completion_tokens: 5,
    stop: ['a', 'b'],
    seed: -1,
    logprobs: true,
    top_logprobs: 20,
    logit_bias: { '50256': -100 },
    user: 'u',
    metadata: { a: 'b' },
    reasoning_effort: 'low',
    service_tier: 'auto',
    prediction: { type: 'content', content: 'x' },
  },
];
const embeddings: readonly OpenAI.EmbeddingCreateParams[] = [
  { model: 'm', input: 'a' },
  { model: 'm', input: ['a', 'b'], encoding_format: 'base64', dimensions: 256 },
  { model: 'm', input: [1, 2] },
  { model: 'm', input: [[1], [2, 3]], user: 'u' },
];
const responses: readonly OpenAI.Responses.ResponseCreateParams[] = [
  { model: 'm', input: 'hi' },
  {
    model: 'm',
    stream: true,
    store: true,
    background: false,
    previous_response_id: null,
    instructions: 'Be brief.',
    input: [
      { role: 'user', content: 'hi' },
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'What is this?' },
          { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'auto' },
        ],
      },
      { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_1', output: 'a bridge' },
      { type: 'reasoning', id: 'rs_1', summary: [] },
      {
        type: 'message',
        id: 'msg_1',
        status: 'completed',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'A bridge.', annotations: [] }],
      },
    ],
    tools: [{ type: 'function', name: 'look', parameters: { type: 'object' }, strict: true }],
    tool_choice: { type: 'function', name: 'look' },
    text: { format: { type: 'json_schema', name: 'a', schema: { type: 'object' } }, verbosity: 'low' },
    max_output_tokens: 5,
    reasoning: { effort: 'low' },
    include: ['reasoning.encrypted_content'],
  },
];

describe('a request of OpenAI', () => {
  it.each([
    ...chats.map((body) => ['chat', ChatCompletionRequest, body] as const),
    ...embeddings.map((body) => ['embeddings', EmbeddingsRequest, body] as const),
    ...responses.map((body) => ['responses', ResponsesRequest, body] as const),
  ])('for %s is taken and kept as it is', (_, schema: z.ZodType, body) => {
    expect(schema.parse(body)).toEqual(body);
  });

  it('keeps fields that are not known, except one that would change what objects are', () => {
    const body: unknown = JSON.parse(
      '{"model":"m","messages":[{"role":"user","content":"a","x":1}],"vendor":{"y":2},"__proto__":{"z":3}}',
    );
    const parsed = ChatCompletionRequest.parse(body);
    expect(parsed).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'a', x: 1 }],
      vendor: { y: 2 },
    });
    expect(parsed.z).toBeUndefined();
  });

  it.each([
    [
      ChatCompletionRequest,
      { model: 'm', messages: [{ role: 'assistant', content: null, tool_calls: null }] },
    ],
    [EmbeddingsRequest, { model: 'm', input: 'a' }],
    [ResponsesRequest, { model: 'm', input: 'a' }],
  ])('takes null for what is not given', (schema, needed) => {
    const nothing = Object.fromEntries(Object.keys(schema.shape).map((field) => [field, null]));
    expect(schema.safeParse({ ...nothing, ...needed }).error).toBeUndefined();
  });

  const user = { role: 'user', content: 'a' };
  const chat = (rest: object) => ({ model: 'm', messages: [user], ...rest });
  it.each<[string, object]>([
    ['no model', { messages: [user] }],
    ['no messages', chat({ messages: [] })],
    ['too many messages', chat({ messages: Array.from({ length: openAiLimits.messages + 1 }, () => user) })],
    [
      'a text that is too long',
      chat({ messages: [{ role: 'user', content: 'a'.repeat(openAiLimits.text + 1) }] }),
    ],
    ['another role', chat({ messages: [{ role: 'root', content: 'a' }] })],
    ['a part of an unknown type', chat({ messages: [{ role: 'user', content: [{ type: 'video' }] }] })],
    [
      'an image in a system message',
      chat({ messages: [{ role: 'system', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] }),
    ],
    ['a tool of an unknown type', chat({ tools: [{ type: 'web_search' }] })],
    [
      'too many tools',
      chat({
        tools: Array.from({ length: openAiLimits.tools + 1 }, () => ({
          type: 'function',
          function: { name: 'f' },
        })),
      }),
    ],
    ['n of 0', chat({ n: 0 })],
    ['n above 128', chat({ n: 129 })],
    ['a temperature above 2', chat({ temperature: 2.1 })],
    ['half a token', chat({ max_tokens: 0.5 })],
    [
      'too much metadata',
      chat({ metadata: Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, 'v'])) }),
    ],
    ['a stream that is a word', chat({ stream: 'yes' })],
  ])('is refused with %s', (_, body) => {
    expect(ChatCompletionRequest.safeParse(body).success).toBe(false);
  });

  it.each([
    [{ previous_response_id: 'resp_1' }, 'previous_response_id'],
    [{ conversation: 'conv_1' }, 'conversation'],
    [{ prompt: { id: 'pmpt_1' } }, 'prompt'],
    [{ background: true }, 'background'],
    [{ tools: [{ type: 'web_search' }] }, 'tools'],
    [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, 'input'],
  ])(
    'for a response is refused with %j, which would need what is not stored or hosted here',
    (rest, field) => {
      const parsed = ResponsesRequest.safeParse({ model: 'm', input: 'hi', ...rest });
      expect(parsed.error?.issues[0]?.path[0]).toBe(field);
    },
  );

  it.each([[''], [[]], [[1.5]], [['a', 1]], [Array.from({ length: 2_049 }, () => 'a')], [null]])(
    'for embeddings is refused with the input %j',
    (input) => {
      expect(EmbeddingsRequest.safeParse({ model: 'm', input }).success).toBe(false);
    },
  );

  it.each([ChatCompletionRequest, EmbeddingsRequest, ResponsesRequest])(
    'can be told in JSON Schema',
    (schema) => {
      expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({ type: 'object' });
    },
  );
});
