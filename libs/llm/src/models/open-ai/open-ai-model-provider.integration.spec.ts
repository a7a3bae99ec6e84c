import { inspect } from 'node:util';
import { ChatCompletion, ChatCompletionChunk, type ChatCompletionRequest } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itBehavesAsAModelProvider, readAll } from '../../fixtures/model-provider-suite.ts';
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
  usageChunk,
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

  itBehavesAsAModelProvider(() => ({
    provider,
    chatModel: 'gpt-4.1-mini',
    embeddingModel: 'text-embedding-3-small',
  }));

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
  it('is the same wherever its bytes are cut', async () => {
    const bytes = Buffer.from(
      [chunk({ content: '€ 412' }), chunk({ content: ' 😀' }), chunk({}, 'stop'), usageChunk]
        .map((value) => `: note\r\ndata: ${JSON.stringify(value)}\r\n\r\n`)
        .join('') + 'data: [DONE]\r\n\r\n',
    );
    server.script((response) => {
      begin(response);
      let at = 0;
      const next = (): void => {
        if (at === bytes.length) return void response.end();
        response.write(bytes.subarray(at, at + 7), next);
        at = Math.min(at + 7, bytes.length);
      };
      next();
    });
    const read = await stream();
    const text = (await readAll(read)).map((one) => one.chunk.choices[0]?.delta.content ?? '').join('');
    expect(text).toBe('€ 412 😀');
    expect(read.usage).toEqual({ promptTokens: 9, completionTokens: 3, estimated: false });
  });

  it('is passed on with one line for each event, however many lines the JSON stood on', async () => {
    const lines = JSON.stringify(chunk({ content: 'a' }, 'stop'), null, 1).split('\n');
    server.script((response) => begin(response).end(lines.map((line) => `data: ${line}\n`).join('') + '\n'));
    const [only] = await readAll(await stream());
    expect(only?.frame.toString()).toBe(event(chunk({ content: 'a' }, 'stop')));
  });

  it('carries calls of tools through', async () => {
    const calls = [{ index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }];
    server.script(events(chunk({ tool_calls: calls }), chunk({}, 'tool_calls')));
    expect((await readAll(await stream()))[0]?.chunk.choices[0]?.delta.tool_calls).toEqual(calls);
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

  it('closes the connection of a stream at once, with the reason it has', async () => {
    server.script(endless);
    const caller = new AbortController();
    const reason = new Error('closed the page');
    const reading = (await stream({}, caller.signal))[Symbol.asyncIterator]();
    await reading.next();
    const waiting = reading.next();
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await server.brokenOff;
  });

  it('closes it by leaving the loop', async () => {
    server.script(endless);
    for await (const _ of await stream()) break;
    await expect(server.brokenOff).resolves.toBeUndefined();
  });

  it('closes it before the first chunk, and that of a whole answer', async () => {
    for (const call of [
      stream,
      (_: object, signal: AbortSignal) => provider.chat(request(), options(signal)),
    ]) {
      const caller = new AbortController();
      server.script(() => caller.abort(new Error('gone')));
      await expect(call({}, caller.signal)).rejects.toThrow('gone');
    }
    await server.brokenOff;
  });

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

  it.each([
    [400, {}, 'invalid_input'],
    [401, { code: 'invalid_api_key' }, 'internal'],
    [404, { code: 'model_not_found' }, 'internal'],
    [408, {}, 'timeout'],
    [429, { code: 'rate_limit_exceeded' }, 'rate_limited'],
    [429, { code: 'insufficient_quota' }, 'unavailable'],
    [302, {}, 'internal'],
    [500, {}, 'unavailable'],
    [503, {}, 'unavailable'],
  ])('answers %i %j: %s, streamed or not', async (status, rest, category) => {
    server.script(json(error(rest), status, { 'retry-after': '7' }));
    expect((await failureOf(provider.chat(request(), options()))).category).toBe(category);
    expect((await failureOf(stream())).category).toBe(category);
    expect((await failureOf(provider.embed({ model: 'm', input: 'x' }, options()))).category).toBe(category);
  });

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

  it.each([
    ['no JSON', '<html>'],
    ['no object', '[]'],
    ['no choices', '{"choices":[]}'],
    [
      'invalid UTF-8',
      Buffer.concat([
        Buffer.from('{"choices":[{"message":{"content":"'),
        Buffer.from([0xff]),
        Buffer.from('"}}]}'),
      ]),
    ],
  ])('is not available when it answers with %s', async (_, body) => {
    server.script((response) => response.end(body));
    expect((await failureOf(provider.chat(request(), options()))).category).toBe('unavailable');
    server.script((response) =>
      begin(response).end(Buffer.concat([Buffer.from('data: '), Buffer.from(body), Buffer.from('\n\n')])),
    );
    expect((await failureOf(stream().then(readAll))).category).toBe('unavailable');
  });

  it('is not available when it gives other than one embedding for each text', async () => {
    server.script(json({ object: 'list', data: [{ index: 0, embedding: [1] }], model: 'm', usage }));
    const failure = await failureOf(provider.embed({ model: 'm', input: ['a', 'b'] }, options()));
    expect(failure.message).toBe('openai answered with something that is not a list of embeddings.');
  });

  it('fails before the stream begins when it ends, breaks or reports an error before the first chunk', async () => {
    const scripts: Script[] = [
      (response) => void begin(response).end(),
      (response) => void begin(response).end(event('[DONE]')),
      (response) => begin(response).write(': hello\n\n', () => response.destroy()),
      events({ error: { message: 'overloaded', type: 'server_error' } }),
    ];
    for (const script of scripts) {
      server.script(script);
      expect((await failureOf(stream())).category).toBe('unavailable');
    }
    server.script(events({ error: { message: 'slow down', code: 'rate_limit_exceeded' } }));
    expect((await failureOf(stream())).category).toBe('rate_limited');
  });

  it.each<[string, (response: Parameters<Script>[0]) => void]>([
    ['breaks off', (response) => response.destroy()],
    ['ends', (response) => void response.end()],
    ['ends within a chunk', (response) => void response.end('data: {"choices":[{"del')],
    ['reports an error', (response) => void response.end(event({ error: { message: 'x' } }))],
  ])('gives what it said and then throws when it %s in the middle', async (_, then) => {
    server.script(
      (response) => void begin(response).write(event(chunk({ content: 'half' })), () => then(response)),
    );
    const broken = await stream();
    const reading = broken[Symbol.asyncIterator]();
    expect((await reading.next()).value?.chunk.choices[0]?.delta.content).toBe('half');
    expect((await failureOf(reading.next())).category).toBe('unavailable');
    expect(broken.usage).toEqual({
      promptTokens: mostPromptTokens(request()),
      completionTokens: 5,
      estimated: true,
    });
  });

  it('is not read on when one event has no end', async () => {
    server.script((response) => {
      begin(response).write('data: ');
      const piece = 'x'.repeat(1_000_000);
      const more = (): void => void response.write(piece, (failed) => (failed ? undefined : more()));
      more();
    });
    expect((await failureOf(stream())).category).toBe('unavailable');
    await server.brokenOff;
  });

  it.each<[string, Partial<Timeouts>, Script, string]>([
    ['before its answer', { firstByteMs: 40 }, () => undefined, 'openai did not answer within 40 ms.'],
    [
      'within it',
      { idleMs: 40 },
      (response) => void begin(response).write(event(chunk({ content: 'a' }))),
      'openai paused within its answer for more than 40 ms.',
    ],
    [
      'in all',
      { totalMs: 60 },
      (response) => {
        begin(response);
        const timer = setInterval(() => response.write(event(chunk({ content: 'a' }))), 10);
        response.on('close', () => clearInterval(timer));
      },
      'openai did not end its answer within 60 ms.',
    ],
  ])(
    'has timed out when it is too slow %s, and the connection is closed',
    async (_, timeouts, script, message) => {
      server.script(script);
      await provider.close();
      provider = providerWith(timeouts);
      const failure = await failureOf(stream().then(readAll));
      expect([failure.category, failure.message]).toEqual(['timeout', message]);
      await server.brokenOff;
    },
  );

  it('is not blamed for a reader that is slow', async () => {
    await provider.close();
    provider = providerWith({ idleMs: 60 });
    const words = Array.from({ length: 5_000 }, () => 'x'.repeat(2_000));
    server.script(streamed(...words));
    const slow = await stream();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await readAll(slow)).toHaveLength(words.length + 2);
  });

  it('is not asked what cannot be written', async () => {
    let deep: object = {};
    for (let depth = 0; depth < 200_000; depth++) deep = { deep };
    const call = request({ tools: [{ type: 'function', function: { name: 'f', parameters: { deep } } }] });
    for (const asked of [provider.chat(call, options()), provider.streamChat(call, options())])
      expect((await failureOf(asked)).category).toBe('invalid_input');
    expect(server.asked).toEqual([]);
  });

  it('is not available when nothing listens', async () => {
    const closed = await scriptedServer();
    await closed[Symbol.asyncDispose]();
    const nobody = new OpenAiModelProvider({ baseUrl: closed.baseUrl, apiKey, models: [] });
    expect((await failureOf(nobody.chat(request(), options()))).category).toBe('unavailable');
    await nobody.close();
  });
});
