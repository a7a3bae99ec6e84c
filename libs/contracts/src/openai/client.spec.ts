import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { RateLimitedError, UnauthenticatedError } from '../errors/client-errors.ts';
import type { OctoError } from '../errors/octo-error.ts';
import { InternalError } from '../errors/server-errors.ts';
import { ChatCompletion, ChatCompletionChunk } from './chat-completion.ts';
import { EmbeddingsResponse } from './embeddings.ts';
import { ModelNotFoundError } from './errors.ts';
import { OpenAiModelList } from './models.ts';
import { ResponseStreamEvent } from './response-event.ts';
import { ResponseObject } from './response-object.ts';
import { toOpenAiError } from './to-open-ai-error.ts';

/** The real client, which is answered in the process. */
const clientOf = (answer: () => Response): OpenAI =>
  new OpenAI({
    apiKey: 'octollm_test_x',
    baseURL: 'http://octollm/v1',
    maxRetries: 0,
    fetch: async () => answer(),
  });
const answering = (value: unknown): OpenAI => clientOf(() => Response.json(value));
const streaming = (values: readonly object[], end = ''): OpenAI =>
  clientOf(
    () =>
      new Response(
        values
          .map(
            (value) =>
              `${'type' in value ? `event: ${String(value.type)}\n` : ''}data: ${JSON.stringify(value)}\n\n`,
          )
          .join('') + end,
        { headers: { 'content-type': 'text/event-stream' } },
      ),
  );

const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const base = { id: 'chatcmpl-1', created: 1, model: 'm' };
const part = { type: 'output_text' as const, text: 'Hi.', annotations: [], logprobs: [] };
const message = {
  type: 'message' as const,
  id: 'msg_1',
  status: 'completed' as const,
  role: 'assistant' as const,
  content: [part],
};
const response = ResponseObject.parse({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  completed_at: 2,
  status: 'completed',
  incomplete_details: null,
  error: null,
  model: 'm',
  instructions: null,
  output: [message],
  usage: {
    input_tokens: 9,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 3,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 12,
  },
  tools: [],
  tool_choice: 'auto',
  parallel_tool_calls: true,
  text: { format: { type: 'text' } },
  reasoning: null,
  temperature: 1,
  top_p: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
  top_logprobs: 0,
  max_output_tokens: null,
  max_tool_calls: null,
  truncation: 'disabled',
  metadata: {},
  service_tier: 'default',
  user: null,
  safety_identifier: null,
  prompt_cache_key: null,
  store: false,
  background: false,
  previous_response_id: null,
} satisfies ResponseObject);

describe('the client of OpenAI', () => {
  it('reads a chat completion', async () => {
    const choice = {
      index: 0,
      message: { role: 'assistant', content: 'Hi.', refusal: null },
      finish_reason: 'stop',
    };
    const value = ChatCompletion.parse({ ...base, object: 'chat.completion', choices: [choice], usage });
    const read = await answering(value).chat.completions.create({ model: 'm', messages: [] });
    expect(read.choices[0]?.message.content).toBe('Hi.');
    expect(read.usage?.total_tokens).toBe(12);
  });

  it('puts the chunks of a stream together, calls of tools included', async () => {
    const chunk = (delta: object, finish: string | null = null) =>
      ChatCompletionChunk.parse({
        ...base,
        object: 'chat.completion.chunk',
        choices: [{ index: 0, delta, finish_reason: finish }],
      });
    const call = (rest: object) => ({ tool_calls: [{ index: 0, ...rest }] });
    const client = streaming(
      [
        chunk({ role: 'assistant', content: 'Hi' }),
        chunk({ content: '.' }),
        chunk(call({ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a"' } })),
        chunk(call({ function: { arguments: ':1}' } })),
        chunk({}, 'tool_calls'),
        ChatCompletionChunk.parse({ ...base, object: 'chat.completion.chunk', choices: [], usage }),
      ],
      'data: [DONE]\n\n',
    );
    const whole = await client.chat.completions.stream({ model: 'm', messages: [] }).finalChatCompletion();
    expect(whole.choices[0]?.message).toMatchObject({
      content: 'Hi.',
      tool_calls: [{ id: 'call_1', function: { name: 'f', arguments: '{"a":1}' } }],
    });
    expect(whole.usage?.completion_tokens).toBe(3);
  });

  it('reads embeddings in base64, which it asks for by default', async () => {
    const embedding = Buffer.from(Float32Array.of(0.5, -1).buffer).toString('base64');
    const value = EmbeddingsResponse.parse({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding }],
      model: 'm',
      usage: { prompt_tokens: 1, total_tokens: 1 },
    });
    const read = await answering(value).embeddings.create({ model: 'm', input: 'a' });
    expect([...(read.data[0]?.embedding ?? [])]).toEqual([0.5, -1]);
  });

  it('lists models', async () => {
    const value = OpenAiModelList.parse({
      object: 'list',
      data: [{ id: 'octollm', object: 'model', created: 0, owned_by: 'octollm' }],
    });
    const ids: string[] = [];
    for await (const { id } of answering(value).models.list()) ids.push(id);
    expect(ids).toEqual(['octollm']);
  });

  it('reads a response', async () => {
    const read = await answering(response).responses.create({ model: 'm', input: 'a' });
    expect(read.output_text).toBe('Hi.');
    expect(read.usage?.total_tokens).toBe(12);
  });

  it('puts the events of a response together', async () => {
    const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
    const begun = { ...response, status: 'in_progress', completed_at: null, output: [], usage: null };
    const empty = { ...part, text: '' };
    const events = [
      { type: 'response.created', response: begun },
      { type: 'response.in_progress', response: begun },
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { ...message, status: 'in_progress', content: [] },
      },
      { type: 'response.content_part.added', ...place, part: empty },
      { type: 'response.output_text.delta', ...place, delta: 'Hi', logprobs: [] },
      { type: 'response.output_text.delta', ...place, delta: '.', logprobs: [] },
      { type: 'response.output_text.done', ...place, text: 'Hi.', logprobs: [] },
      { type: 'response.content_part.done', ...place, part },
      { type: 'response.output_item.done', output_index: 0, item: message },
      { type: 'response.completed', response },
    ].map((event, sequence_number) => ResponseStreamEvent.parse({ ...event, sequence_number }));
    const stream = streaming(events).responses.stream({ model: 'm', input: 'a' });
    const read = await stream.finalResponse();
    expect(read.output_text).toBe('Hi.');
    expect(read.status).toBe('completed');
  });

  it.each<[OctoError, new (...args: never[]) => Error]>([
    [new UnauthenticatedError('Send a key.'), OpenAI.AuthenticationError],
    [new ModelNotFoundError('No such model.'), OpenAI.NotFoundError],
    [new RateLimitedError('Wait.'), OpenAI.RateLimitError],
    [new InternalError('Sorry.'), OpenAI.InternalServerError],
  ])('throws the error it has for %s', async (error, Class) => {
    const client = clientOf(() => Response.json(toOpenAiError(error), { status: error.status }));
    const thrown: unknown = await client.models.retrieve('m').catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(Class);
    expect(thrown).toMatchObject({
      ...toOpenAiError(error).error,
      message: `${error.status} ${error.message}`,
    });
  });
});
