import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { OpenAiCompatibleProvider } from './open-ai-compatible-provider.ts';
import { ProviderError } from './provider-error.ts';

const apiKey = 'sk-local-0123456789abcdef';
const servers: Server[] = [];

interface Received {
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
};

/** A server that answers every request in one way, and what it was asked. */
const serve = async (answer: (response: ServerResponse) => void) => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({
        url: request.url,
        authorization: request.headers.authorization,
        body: JSON.parse(body),
      });
      answer(response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { received, baseUrl: `http://127.0.0.1:${address.port}/v1` };
};

const completion = (message: object, rest: object = {}): string =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', ...rest }],
    usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 },
  });

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(code, headers).end(JSON.stringify({ error: { message: `wrong key ${apiKey}` } }));
  };

const request = (signal = new AbortController().signal) => ({
  system: 'Be brief.',
  prompt: 'How long is the bridge?',
  maxTokens: 50,
  signal,
});

const failure = async (
  answer: (response: ServerResponse) => void,
  timeoutMs = 5_000,
): Promise<ProviderError> => {
  const { baseUrl } = await serve(answer);
  const provider = new OpenAiCompatibleProvider({ baseUrl, apiKey, model: 'gpt-4.1-mini', timeoutMs });
  const error: unknown = await provider.complete(request()).catch((thrown: unknown) => thrown);
  if (!(error instanceof ProviderError)) throw new Error(`expected a ProviderError, got ${inspect(error)}`);
  expect(inspect(error, { depth: 9 })).not.toContain(apiKey);
  return error;
};

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('a provider that speaks the API of OpenAI', () => {
  it('is asked for one chat completion with the key, the messages and the limit', async () => {
    const { baseUrl, received } = await serve((response) =>
      response.end(completion({ content: '412 metres.' })),
    );
    const provider = new OpenAiCompatibleProvider({ baseUrl: `${baseUrl}/`, apiKey, model: 'gpt-4.1-mini' });
    expect(await provider.complete({ ...request(), temperature: 0 })).toEqual({
      text: '412 metres.',
      usage: { promptTokens: 9, completionTokens: 3 },
      truncated: false,
    });
    expect(received).toEqual([
      {
        url: '/v1/chat/completions',
        authorization: `Bearer ${apiKey}`,
        body: {
          model: 'gpt-4.1-mini',
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'How long is the bridge?' },
          ],
          max_tokens: 50,
          temperature: 0,
        },
      },
    ]);
  });

  it('is sent the limit under the name that reasoning models take, and no key when there is none', async () => {
    const { baseUrl, received } = await serve((response) => response.end(completion({ content: '' })));
    await new OpenAiCompatibleProvider({ baseUrl, model: 'gpt-5-mini' }).complete(request());
    expect(received[0]?.authorization).toBeUndefined();
    expect(received[0]?.body).toMatchObject({ max_completion_tokens: 50 });
  });

  it('says when an answer ended at the limit', async () => {
    const { baseUrl } = await serve((response) =>
      response.end(completion({ content: 'The bridge' }, { finish_reason: 'length' })),
    );
    const provider = new OpenAiCompatibleProvider({ baseUrl, model: 'local' });
    expect((await provider.complete(request())).truncated).toBe(true);
  });

  it('is taken to have used all it might when it reports no usage', async () => {
    const { baseUrl } = await serve((response) =>
      response.end(JSON.stringify({ choices: [{ message: { content: 'Yes.' } }] })),
    );
    const { usage } = await new OpenAiCompatibleProvider({ baseUrl, model: 'local' }).complete(request());
    expect(usage).toEqual({ promptTokens: 'Be brief.How long is the bridge?'.length, completionTokens: 50 });
  });
});

describe('a provider that fails', () => {
  it('says when to come back when a limit is reached', async () => {
    const error = await failure(status(429, { 'retry-after': '7' }));
    expect([error.category, error.retryAfter]).toEqual(['rate_limited', 7]);
  });

  it('asks for another key when the key is refused, without repeating it', async () => {
    const error = await failure(status(401));
    expect(error.category).toBe('internal');
    expect(error.message).toMatch(/check the configured key/i);
  });

  it.each([
    [400, 'invalid_input'],
    [404, 'internal'],
    [408, 'timeout'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [504, 'timeout'],
  ])('answers %i: %s', async (code, category) => {
    expect((await failure(status(code))).category).toBe(category);
  });

  it('is unavailable when it answers with something that is not JSON', async () => {
    expect((await failure((response) => response.end('<html>'))).category).toBe('unavailable');
  });

  it('is unavailable when it answers with another shape', async () => {
    expect((await failure((response) => response.end('{"choices":[]}'))).category).toBe('unavailable');
  });

  it('is unavailable when the connection breaks in the middle of the answer', async () => {
    const error = await failure((response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"choices":[', () => response.destroy());
    });
    expect(error.category).toBe('unavailable');
  });

  it('is unavailable when nothing listens', async () => {
    const provider = new OpenAiCompatibleProvider({ baseUrl: 'http://127.0.0.1:1/v1', apiKey, model: 'm' });
    await expect(provider.complete(request())).rejects.toMatchObject({ category: 'unavailable' });
  });

  it('has timed out when it is slower than it may be', async () => {
    const error = await failure(() => undefined, 50);
    expect([error.category, error.message]).toEqual(['timeout', 'openai did not answer within 50 ms.']);
  });

  it('is left alone with the reason of the caller when the caller gives up', async () => {
    const { baseUrl } = await serve(() => undefined);
    const caller = new AbortController();
    const reason = new Error('the task was cancelled');
    const asked = new OpenAiCompatibleProvider({ baseUrl, model: 'm' }).complete(request(caller.signal));
    setTimeout(() => caller.abort(reason), 20);
    await expect(asked).rejects.toBe(reason);
  });
});
