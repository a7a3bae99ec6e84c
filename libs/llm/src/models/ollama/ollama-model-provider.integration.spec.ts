import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ollamaDialect, piece } from '../../fixtures/dialects/ollama.ts';
import { readAll } from '../../fixtures/model-provider-suite.ts';
import { type ScriptedServer, scriptedServer } from '../../fixtures/scripted-server.ts';
import { json } from '../../fixtures/wire.ts';
import { itSpeaksOnItsWire } from '../../fixtures/wire-suite.ts';
import { costUsd } from '../../pricing/cost.ts';
import { OllamaModelProvider } from './ollama-model-provider.ts';

describe('the API of Ollama', () => {
  itSpeaksOnItsWire(ollamaDialect);
});

describe('a server of Ollama', () => {
  let server: ScriptedServer;
  let provider: OllamaModelProvider;
  const question = { model: 'llama3.2', messages: [{ role: 'user' as const, content: 'hi' }] };
  const options = { signal: new AbortController().signal };

  beforeEach(async () => {
    server = await scriptedServer(ollamaDialect.whole({ words: ['hi'] }));
    const baseUrl = new URL(server.baseUrl).origin;
    provider = new OllamaModelProvider({ baseUrl, models: [], keepAlive: '-1' });
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await provider.close();
  });

  it('says that it does not have a model, also within an answer', async () => {
    const missing = { error: "model 'llama9' not found" };
    for (const script of [json(missing, 404), json(missing)]) {
      server.script(script);
      await expect(provider.chat(question, options)).rejects.toMatchObject({
        category: 'internal',
        refusal: { code: 'model_not_found' },
      });
    }
  });

  it('keeps the model loaded, and embeds whole texts or none', async () => {
    server.script(ollamaDialect.embedded);
    await provider.embed({ model: 'nomic-embed-text', input: 'x', dimensions: 256 }, options);
    expect(server.asked[0]).toMatchObject({
      url: '/api/embed',
      body: { model: 'nomic-embed-text', input: 'x', truncate: false, dimensions: 256, keep_alive: -1 },
    });
    await expect(provider.embed({ model: 'm', input: [1, 2] }, options)).rejects.toMatchObject({
      category: 'invalid_input',
    });
  });

  it('gives calls of tools an id when the server gives none', async () => {
    const call = { function: { name: 'find', arguments: { a: 1 } } };
    server.script(json({ model: 'm', message: { role: 'assistant', tool_calls: [call] }, done: true }));
    const { completion } = await provider.chat(question, options);
    expect(completion.choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: {
        content: null,
        tool_calls: [{ id: expect.stringMatching(/^call_[0-9a-f]{32}$/), function: { name: 'find' } }],
      },
    });
  });

  it('has used at most what was sent to and fro when it reports nothing, its thoughts included', async () => {
    server.script((response) => {
      response.write(piece('', { thinking: 'Hm. ' }) + piece('412'));
      response.end('{"model":"m","message":{"role":"assistant","content":""},"done":true}\n');
    });
    const stream = await provider.streamChat(question, options);
    const text = (await readAll(stream)).map(({ chunk }) => chunk.choices[0]?.delta.content ?? '').join('');
    expect(text).toBe('412');
    expect(stream.usage).toMatchObject({ completionTokens: 'Hm. 412'.length + 1, estimated: true });
    expect(costUsd('ollama', 'llama3.2', stream.usage)).toBe(0);
  });
});
