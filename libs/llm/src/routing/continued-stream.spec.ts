import type { ChatCompletionRequest } from '@octollm/contracts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../fixtures/model-provider-suite.ts';
import { type ScriptedStream, StreamingProvider } from '../fixtures/streaming-provider.ts';
import type { StreamedChunk } from '../models/chat-stream.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { mostPromptTokens } from '../tokens/prompt-tokens.ts';
import { ModelDirectory } from './model-directory.ts';

const broken = new ProviderError('unavailable', 'first broke off in the middle of its answer.');
const question: ChatCompletionRequest = {
  model: 'first-model',
  messages: [{ role: 'user', content: 'How long is the bridge?' }],
  stream_options: { include_usage: true },
};
const role = { role: 'assistant', content: '' };
const says = (...words: readonly string[]) => [role, ...words.map((content) => ({ content }))];

let first: StreamingProvider;
let second: StreamingProvider;
let third: StreamingProvider;
let quoting: StreamingProvider;

beforeEach(() => {
  first = new StreamingProvider('first');
  second = new StreamingProvider('second');
  third = new StreamingProvider('third');
  quoting = new StreamingProvider('quoting', false);
});

const ask = async (rest: Partial<ChatCompletionRequest> = {}, signal = new AbortController().signal) => {
  const directory = new ModelDirectory({
    providers: [first, quoting, second, third],
    fallbacks: { 'first-model': ['quoting-model', 'second-model', 'third-model'] },
  });
  const { answer } = await directory.resolve('first-model').streamChat({ ...question, ...rest }, { signal });
  return answer;
};
const textOf = (chunks: readonly StreamedChunk[]): string =>
  chunks.map(({ chunk }) => chunk.choices[0]?.delta.content ?? '').join('');

describe('an answer whose provider breaks off in the middle', () => {
  it('is gone on with by the next that can, as one answer', async () => {
    first.answers.push({ deltas: says('The bridge is ', '412 '), breaksWith: broken });
    second.answers.push({ deltas: says('metres', ' long.'), finish: 'stop' });
    const answer = await ask();
    const chunks = await readAll(answer);
    expect(textOf(chunks)).toBe('The bridge is 412 metres long.');
    const told = chunks.map(({ chunk }) => chunk);
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set(['id-of-first']));
    expect(told.filter(({ choices }) => choices[0]?.delta.role !== undefined)).toHaveLength(1);
    expect(told.flatMap(({ choices }) => choices[0]?.finish_reason ?? [])).toEqual(['stop']);
    expect(told.map(({ model }) => model)).toContain('second-model');
    expect(quoting.asked).toEqual([]);
  });

  it('is asked for with what was said, what to do with it, and the tokens that are left', async () => {
    first.answers.push({ deltas: says('The bridge is '), breaksWith: broken });
    second.answers.push({ deltas: says('long.'), finish: 'stop' });
    await readAll(await ask({ max_tokens: 50 }));
    const [rest] = second.asked;
    expect(rest?.messages.slice(0, -1)).toEqual([
      ...question.messages,
      { role: 'assistant', content: 'The bridge is ' },
    ]);
    expect(rest?.messages.at(-1)).toMatchObject({
      role: 'user',
      content: expect.stringMatching(/exactly where it stopped/),
    });
    expect(rest?.max_tokens).toBe(45);
  });

  it('has used what every provider used, the broken one the most that it can have', async () => {
    first.answers.push({ deltas: says('half'), breaksWith: broken });
    second.answers.push({ deltas: says(' more'), finish: 'stop' });
    const answer = await ask();
    const chunks = await readAll(answer);
    const lost = { promptTokens: mostPromptTokens(question), completionTokens: 5, estimated: true };
    expect(answer.calls).toEqual([
      { provider: 'first', model: 'first-model', usage: lost },
      {
        provider: 'second',
        model: 'second-model',
        usage: { promptTokens: 100, completionTokens: 10, estimated: false },
      },
    ]);
    const total = { promptTokens: lost.promptTokens + 100, completionTokens: 15, estimated: true };
    expect(answer.usage).toEqual(total);
    const usages = chunks.flatMap(({ chunk }) => (chunk.usage ? [chunk.usage] : []));
    expect(usages).toEqual([
      {
        prompt_tokens: total.promptTokens,
        completion_tokens: 15,
        total_tokens: total.promptTokens + 15,
      },
    ]);
  });

  it('is gone on with again when the next breaks off too, or cannot begin', async () => {
    first.answers.push({ deltas: says('one '), breaksWith: broken });
    second.answers.push(new ProviderError('rate_limited', 'no more for now'));
    third.answers.push({ deltas: says('two '), breaksWith: broken });
    const answer = await ask();
    await expect(readAll(answer)).rejects.toBe(broken);
    expect(third.asked[0]?.messages.at(-2)).toEqual({ role: 'assistant', content: 'one ' });
    expect(answer.calls.map(({ provider }) => provider)).toEqual(['first', 'third']);
  });

  it('is asked for anew, from whoever is next, while nothing was said', async () => {
    first.answers.push({ deltas: [role], breaksWith: broken });
    quoting.answers.push({ deltas: says('"412"'), finish: 'stop' });
    const chunks = await readAll(await ask());
    expect(textOf(chunks)).toBe('"412"');
    expect(quoting.asked[0]?.messages).toEqual(question.messages);
  });

  it('is whole when the model had said why it stopped', async () => {
    first.answers.push({ deltas: says('412 metres.'), finish: 'stop', breaksWith: broken });
    const chunks = await readAll(await ask());
    expect(textOf(chunks)).toBe('412 metres.');
    expect(chunks.at(-1)?.chunk.usage?.completion_tokens).toBe('412 metres.'.length + 1);
    expect(second.asked).toEqual([]);
  });

  const call = { index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a"' } };
  it.each<[string, ScriptedStream['deltas'], Partial<ChatCompletionRequest>]>([
    ['a call of a tool', [role, { tool_calls: [call] }], {}],
    ['a refusal', [role, { refusal: 'I can' }], {}],
    ['JSON', says('{"metres":'), { response_format: { type: 'json_object' } }],
    ['several answers', says('412'), { n: 2 }],
    ['log probabilities', says('412'), { logprobs: true }],
  ])('ends with the error when it was %s, which nobody can go on with', async (_, deltas, rest) => {
    first.answers.push({ deltas, breaksWith: broken });
    await expect(readAll(await ask(rest))).rejects.toBe(broken);
    expect(second.asked).toEqual([]);
  });

  it('ends with the error when that is not the state of the provider, or the caller has left', async () => {
    const reason = new Error('the caller has left');
    for (const error of [reason, new ProviderError('invalid_input', 'no')]) {
      first.answers.push({ deltas: says('half'), breaksWith: error });
      await expect(readAll(await ask())).rejects.toBe(error);
    }
    expect(second.asked).toEqual([]);
  });

  it('is not gone on with for a caller who leaves meanwhile', async () => {
    const reason = new Error('the caller has left');
    first.answers.push({ deltas: says('half'), breaksWith: broken });
    second.answers.push(reason);
    await expect(readAll(await ask())).rejects.toBe(reason);
  });

  it('has nothing twice, however much of it the next model repeats', () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 40 }),
        fc.integer({ min: 12, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (cut, repeated, size) => {
          const whole = 'In 1938 the old bridge of Halden was opened to walkers, riders and two small trams.';
          const at = 20 + cut;
          const rest = whole.slice(Math.max(0, at - repeated));
          const pieces = rest.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
          first.answers.push({ deltas: says(whole.slice(0, at)), breaksWith: broken });
          second.answers.push({ deltas: says(...pieces), finish: 'stop' });
          expect(textOf(await readAll(await ask()))).toBe(whole);
        },
      ),
      { numRuns: 100 },
    ));

  it('may have thoughts beside it, and empty lists of calls, as some servers send', async () => {
    const beside = { reasoning_content: 'Hm.', tool_calls: [] };
    first.answers.push({
      deltas: [role, beside, { content: 'In 1938 it was', tool_calls: [] }],
      breaksWith: broken,
    });
    second.answers.push({
      deltas: [role, beside, { content: ' opened.', tool_calls: [] }],
      finish: 'stop',
    });
    expect(textOf(await readAll(await ask()))).toBe('In 1938 it was opened.');
    second.answers.push({ deltas: says('In 1938', ' it was opened.'), finish: 'stop' });
    first.answers.push({ deltas: [role, beside, { content: 'In 1938 it was' }], breaksWith: broken });
    expect(textOf(await readAll(await ask()))).toBe('In 1938 it was opened.');
  });

  it('loses nothing when the next ends without saying why', async () => {
    first.answers.push({ deltas: says('It was opened in 1938.'), breaksWith: broken });
    second.answers.push({ deltas: says(' in 1938') });
    expect(textOf(await readAll(await ask()))).toBe('It was opened in 1938. in 1938');
  });

  it('keeps what only looks like a repetition', async () => {
    first.answers.push({ deltas: says('ha ha ha '), breaksWith: broken });
    second.answers.push({ deltas: says('ha ha', ' ha'), finish: 'stop' });
    expect(textOf(await readAll(await ask()))).toBe('ha ha ha ha ha ha');
  });
});
