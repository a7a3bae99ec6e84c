import { type ChatCompletionRequest, UnsupportedParameterError } from '@octollm/contracts';
import { notFoundAnswer } from '@octollm/text';
import { describe, expect, it } from 'vitest';
import { itBehavesAsAModelProvider, readAll } from '../../fixtures/model-provider-suite.ts';
import { ModelRequiredError } from '../../model-required-error.ts';
import { hashedEmbedding } from '../../offline/hashed-embedding.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { OfflineModelProvider } from './offline-model-provider.ts';

const provider = new OfflineModelProvider();
const options = { signal: new AbortController().signal };
const bridge = 'The Halden bridge was opened in 1938. Its main span measures 412 metres.';

const chat = (messages: ChatCompletionRequest['messages'], rest: Partial<ChatCompletionRequest> = {}) =>
  provider.chat({ model: 'offline', messages, ...rest }, options);
const ask = (question: string, rest: Partial<ChatCompletionRequest> = {}) =>
  chat([{ role: 'user', content: `<source title="bridge">${bridge}</source>\n${question}` }], rest);
const contentOf = ({ completion }: Awaited<ReturnType<typeof chat>>) =>
  completion.choices[0]?.message.content;

describe('the offline provider', () => {
  itBehavesAsAModelProvider(() => ({ provider, chatModel: 'offline', embeddingModel: 'offline' }));

  it('quotes the source that a message marks, or that a tool has returned, and says how', async () => {
    const answer = await ask('When was the Halden bridge opened?');
    expect(contentOf(answer)).toBe('The Halden bridge was opened in 1938. [1]');
    expect(answer.completion).toMatchObject({
      model: 'offline',
      system_fingerprint: 'octollm-extractive-v1',
    });
    const returned = await chat([
      { role: 'user', content: 'When was the Halden bridge opened?' },
      { role: 'tool', tool_call_id: 'call_1', content: bridge },
    ]);
    expect(contentOf(returned)).toBe('The Halden bridge was opened in 1938. [1]');
  });

  it('says that the sources do not hold what they do not hold', async () => {
    expect(contentOf(await ask('Who is the king of Norway?'))).toBe(notFoundAnswer);
  });

  it('does not act as a model when there is nothing to quote', async () => {
    const messages: ChatCompletionRequest['messages'] = [{ role: 'user', content: 'Write a poem. <source>' }];
    await expect(chat(messages)).rejects.toBeInstanceOf(ModelRequiredError);
    await expect(provider.streamChat({ model: 'offline', messages }, options)).rejects.toThrow(
      /language model and none is configured/,
    );
  });

  it.each([
    { n: 2 },
    { logprobs: true },
    { response_format: { type: 'json_object' as const } },
    { tool_choice: 'required' as const },
  ])('refuses %j, which only a model can follow', async (rest) => {
    await expect(ask('When was the Halden bridge opened?', rest)).rejects.toBeInstanceOf(
      UnsupportedParameterError,
    );
  });

  it('keeps to the limit of the request, streamed or not', async () => {
    const limit = { max_completion_tokens: 8 };
    const whole = await ask('When was the Halden bridge opened?', limit);
    expect(whole.completion.choices[0]?.finish_reason).toBe('length');
    expect(whole.usage.completionTokens).toBeLessThanOrEqual(8);
    const stream = await provider.streamChat(
      {
        model: 'offline',
        messages: [{ role: 'user', content: `<source>${bridge}</source>When was the Halden bridge opened?` }],
        ...limit,
      },
      options,
    );
    expect((await readAll(stream)).at(-1)?.chunk.choices[0]?.finish_reason).toBe('length');
  });

  it('refuses more sources than it can search without holding others up', async () => {
    await expect(
      ask(`</source><source>${'A bridge. '.repeat(2_000)}</source> How long?`),
    ).rejects.toMatchObject({
      category: 'invalid_input',
    });
  });

  it('gives the vectors that retrieval uses', async () => {
    const { embeddings } = await provider.embed({ model: 'offline', input: bridge }, options);
    expect(embeddings.data[0]?.embedding).toEqual([...hashedEmbedding(bridge)]);
  });

  it('refuses tokens, long texts and other dimensions', async () => {
    const embed = (input: string | number[], dimensions?: number) =>
      provider.embed({ model: 'offline', input, dimensions }, options);
    await expect(embed([1, 2])).rejects.toBeInstanceOf(ProviderError);
    await expect(embed('x'.repeat(32_769))).rejects.toMatchObject({ category: 'invalid_input' });
    await expect(embed('x', 512)).rejects.toBeInstanceOf(UnsupportedParameterError);
    await expect(embed('x', 384)).resolves.toBeDefined();
  });
});
