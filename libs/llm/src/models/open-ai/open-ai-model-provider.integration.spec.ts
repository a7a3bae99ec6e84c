import { inspect } from 'node:util';
import { ChatCompletion, ChatCompletionChunk, type ChatCompletionRequest } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../fixtures/model-provider-suite.ts';
import { type Script, type ScriptedServer, scriptedServer } from '../../fixtures/scripted-server.ts';
import {
  begin,
  chunk,
  completion,
  embedded,
  event,
  events,
  json,
  streamed,
  usage,
} from '../../fixtures/wire.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { mostPromptTokens } from '../../tokens/prompt-tokens.ts';
import type { Timeouts } from '../../wire/deadlines.ts';
import type { ChatStream } from '../chat-stream.ts';
import { OpenAiModelProvider } from './open-ai-model-provider.ts';

const apiKey = 'sk-local-0123456789abcdef';
let server: ScriptedServer;
let provider: OpenAiModelProvider;

const providerWith = (timeouts: Partial<Timeouts> = {}) =>
  new OpenAiModelProvider({ baseUrl: `${server.baseUrl}/`, apiKey, models: ['gpt-4.1-mini'], timeouts });

beforeEach(async () => {
  server = await scriptedServer();
  provider = providerWith();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await provider.close();
});

const request = (rest: Partial<ChatCompletionRequest> = {}): ChatCompletionRequest => ({
  model: 'gpt-4.1-mini',
  messages: [{ role: 'user', content: 'How long is the bridge?' }],
  ...rest,
});
const options = (signal = new AbortController().signal) => ({ signal });
const stream = (rest: Partial<ChatCompletionRequest> = {}, signal?: AbortSignal): Promise<ChatStream> =>
  provider.streamChat(request(rest), options(signal));

const failureOf = async (call: Promise<unknown>): Promise<ProviderError> => {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof ProviderError)) throw new Error(`expected a ProviderError, got ${inspect(error)}`);
  expect(inspect(error, { depth: 9 })).not.toContain(apiKey);
  return error;
};

/** Answers chats, streamed or not, and embeddings, as OpenAI does. */
const asOpenAi: Script = (response, asked) => {
  const body = asked.body as { stream?: boolean };
  if (asked.url === '/v1/embeddings') embedded(response, asked);
  else if (body.stream === true) streamed('412 ', 'metres')(response, asked);
  else json(completion('412 metres'))(response, asked);
};

describe('a server that speaks the API of OpenAI', () => {
  beforeEach(() => server.script(asOpenAi));

  it('is sent the request as it is, with the key, and asked for the usage of a stream', async () => {
    await provider.chat(request({ temperature: 0, vendor_field: { a: 1 } }), options());
    await readAll(await stream({ stream_options: { include_obfuscation: false } }));
    expect(server.asked[0]).toMatchObject({
      url: '/v1/chat/completions',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: { ...request(), temperature: 0, vendor_field: { a: 1 }, stream: false },
    });
    expect(server.asked[1]?.body).toEqual({
      ...request(),
      stream: true,
      stream_options: { include_obfuscation: false, include_usage: true },
    });
  });

  it('is asked again on the connections that are there, after whole answers, streams and errors', async () => {
    for (let round = 0; round < 5; round++) {
      server.script(asOpenAi);
      await provider.chat(request(), options());
      await readAll(await stream());
      server.script(json({ error: { message: 'no' } }, 400));
      await failureOf(provider.chat(request(), options()));
      await failureOf(stream());
    }
    expect(server.asked).toHaveLength(20);
    // The end of a stream is told at [DONE], which the last bytes of its body may follow a moment later.
    expect(new Set(server.asked.map(({ connection }) => connection)).size).toBeLessThanOrEqual(2);
  });

  it('has its bytes passed on as they came', async () => {
    const odd =
      '{"choices" : [{"index":0,"message":{"role":"assistant","content":"\\u0034"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2},"id":"x","object":"chat.completion","created":1,"model":"m"}';
    server.script((response) => response.end(odd));
    expect((await provider.chat(request(), options())).body.toString()).toBe(odd);
    const spaced = `{ "choices": [{"index":0, "delta":{"content":"ä"}, "finish_reason":"stop"}], "id":"x","object":"chat.completion.chunk","created":1,"model":"m" }`;
    server.script((response) => begin(response).end(event(spaced) + event('[DONE]')));
    expect((await readAll(await stream()))[0]?.frame.toString()).toBe(event(spaced));
  });
});

describe('a stream', () => {
  it('is passed on with one line for each event, however many lines the JSON stood on', async () => {
    const lines = JSON.stringify(chunk({ content: 'a' }, 'stop'), null, 1).split('\n');
    server.script((response) => begin(response).end(lines.map((line) => `data: ${line}\n`).join('') + '\n'));
    const [only] = await readAll(await stream());
    expect(only?.frame.toString()).toBe(event(chunk({ content: 'a' }, 'stop')));
  });

  it('has ended at [DONE], and a server that leaves the connection open loses it', async () => {
    server.script((response) => {
      begin(response).write(event(chunk({ content: 'a' }, 'stop')) + event('[DONE]') + event('not read'));
    });
    expect(await readAll(await stream())).toHaveLength(1);
    await server.brokenOff;
  });

  it('may end without [DONE] when every choice has ended, and not before', async () => {
    server.script((response) => begin(response).end(event(chunk({ content: 'a' }, 'stop'))));
    expect(await readAll(await stream())).toHaveLength(1);
    const failure = await failureOf(stream({ n: 2 }).then(readAll));
    expect([failure.category, failure.message]).toEqual([
      'unavailable',
      'openai broke off in the middle of its answer.',
    ]);
  });

  it('is read no faster than its reader takes it, and still comes whole', async () => {
    // More than the buffers of the connection hold.
    const count = 3_000;
    const long = event(chunk({ content: 'x'.repeat(20_000) }));
    let sent = false;
    server.script((response) => {
      begin(response);
      for (let one = 0; one < count; one++) response.write(long);
      response.on('finish', () => {
        sent = true;
      });
      response.end(event(chunk({}, 'stop')) + event('[DONE]'));
    });
    const slow = await stream();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sent).toBe(false);
    expect(await readAll(slow)).toHaveLength(count + 1);
  });
});

describe('a caller that leaves', () => {
  const endless: Script = (response) => void begin(response).write(event(chunk({ content: 'word ' })));

  it('has used at most what was sent to and fro: the bytes bound the tokens', async () => {
    server.script(endless);
    const left = await stream({ max_tokens: 3 });
    for await (const _ of left) break;
    expect(left.usage).toEqual({
      promptTokens: mostPromptTokens(request()),
      completionTokens: 3,
      estimated: true,
    });
    const unlimited = await stream();
    for await (const _ of unlimited) break;
    expect(unlimited.usage.completionTokens).toBe('word '.length + 1);
  });
});

describe('a provider that reports no usage', () => {
  it('has used at most what the bytes allow, the same streamed or not', async () => {
    server.script(json(completion('412 metres', {})));
    const whole = await provider.chat(request(), options());
    server.script(
      events(chunk({ role: 'assistant', content: '412 ' }), chunk({ content: 'metres' }), chunk({}, 'stop')),
    );
    const parts = await stream({ stream_options: { include_usage: true } });
    const last = (await readAll(parts)).at(-1)?.chunk;
    expect(whole.usage).toEqual({
      promptTokens: mostPromptTokens(request()),
      completionTokens: '412 metres'.length + 1,
      estimated: true,
    });
    expect(parts.usage).toEqual(whole.usage);
    expect(last?.usage).toEqual(whole.completion.usage);
    expect(JSON.parse(whole.body.toString())).toEqual(whole.completion);
  });

  it('has used the whole limit when the model thinks unseen', async () => {
    server.script(json(completion('412', {})));
    const thinking = request({ model: 'gpt-5-mini', max_completion_tokens: 700 });
    expect((await provider.chat(thinking, options())).usage.completionTokens).toBe(700);
  });

  it('is believed only at the end: a report in the middle is a lower bound', async () => {
    server.script((response) => {
      const early = { prompt_tokens: 9, completion_tokens: 0, total_tokens: 9 };
      begin(response).write(event(chunk({ content: 'four' }, null, { usage: early })));
    });
    const left = await stream();
    for await (const _ of left) break;
    expect(left.usage).toEqual({ promptTokens: 9, completionTokens: 5, estimated: true });
  });

  it('has its answers completed where it left fields out or gave them other types', async () => {
    server.script((response) => response.end('{"id":7,"choices":[{"message":{"content":"hi"}}]}'));
    const { completion: whole } = await provider.chat(request(), options());
    expect(ChatCompletion.parse(whole)).toEqual(whole);
    expect(whole.model).toBe('gpt-4.1-mini');
    server.script(events({ choices: [{ delta: { content: 'hi' } }] }));
    const [first] = await readAll(await stream());
    expect(ChatCompletionChunk.parse(first?.chunk)).toEqual(first?.chunk);
    expect(JSON.parse(String(first?.data))).toEqual(first?.chunk);
  });
});

describe('a provider that fails', () => {
  const error = (rest: object) => ({ error: { message: `wrong key ${apiKey}`, ...rest } });

  it('says when to come back, and which parameter is wrong, in names alone', async () => {
    server.script(json(error({}), 429, { 'retry-after': '7' }));
    expect((await failureOf(stream())).retryAfter).toBe(7);
    server.script(json(error({ code: 'unsupported_value', param: 'messages[0].role', type: apiKey }), 400));
    const failure = await failureOf(stream());
    expect(failure.refusal).toEqual({ code: 'unsupported_value', param: 'messages[0].role' });
    expect(failure.message).toBe(
      'openai refuses the request (HTTP 400): unsupported_value at messages[0].role.',
    );
    server.script(json(error({ code: apiKey, param: 'two words' }), 400));
    expect((await failureOf(stream())).refusal).toEqual({});
  });

  it('is not available when it gives other than one embedding for each text', async () => {
    server.script(json({ object: 'list', data: [{ index: 0, embedding: [1] }], model: 'm', usage }));
    const failure = await failureOf(provider.embed({ model: 'm', input: ['a', 'b'] }, options()));
    expect(failure.message).toBe('openai answered with something that is not a list of embeddings.');
  });

  it('is not blamed for a reader that is slow', async () => {
    await provider.close();
    provider = providerWith({ idleMs: 250 });
    const words = Array.from({ length: 5_000 }, () => 'x'.repeat(2_000));
    server.script(streamed(...words));
    const slow = await stream();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await readAll(slow)).toHaveLength(words.length + 2);
  });

  it('is not asked what cannot be written', async () => {
    let deep: object = {};
    for (let depth = 0; depth < 200_000; depth++) deep = { deep };
    const call = request({ tools: [{ type: 'function', function: { name: 'f', parameters: { deep } } }] });
    for (const asked of [provider.chat(call, options()), provider.streamChat(call, options())])
      expect(await failureOf(asked)).toMatchObject({ category: 'invalid_input', sent: false });
    expect(server.asked).toEqual([]);
  });

  it('fails before the stream begins when it says that it has ended, or that a limit is reached', async () => {
    server.script((response) => void begin(response).end(event('[DONE]')));
    expect((await failureOf(stream())).category).toBe('unavailable');
    server.script(events({ error: { message: 'slow down', code: 'rate_limit_exceeded' } }));
    expect(await failureOf(stream())).toMatchObject({ category: 'rate_limited', status: undefined });
  });
});
