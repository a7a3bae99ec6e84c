import { type ChatCompletionChunk, ChatCompletionChunk as Chunk } from '@octollm/contracts';
import { StreamedChunk } from '@octollm/llm';
import { describe, expect, it } from 'vitest';
import { TokenList } from '../screening/token-list.ts';
import { outputFilters } from './output-filters.ts';
import { PieceFilter } from './piece-filter.ts';

const request = { model: 'm', messages: [] };
const judgement = { tenant: 'acme', tier: 'pro' } as const;
const filterFor = (tokens = new TokenList(), more: object = {}) =>
  new PieceFilter(outputFilters({ tokens, judgement, request: { ...request, ...more } }));
type Choice = ChatCompletionChunk['choices'][number];
const piece = (...choices: Partial<Choice>[]) =>
  new StreamedChunk(
    Chunk.parse({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: choices.map((choice) => ({ index: 0, delta: {}, finish_reason: null, ...choice })),
    }),
  );
const content = (text: string, index = 0) => ({ index, delta: { content: text } });
const choicesOf = (pieces: readonly StreamedChunk[]) => pieces.flatMap(({ chunk }) => chunk.choices);
const textOf = (pieces: readonly StreamedChunk[], index = 0) =>
  choicesOf(pieces)
    .filter((choice) => choice.index === index)
    .map(({ delta }) => delta.content ?? '')
    .join('');

describe('the pieces of a streamed answer', () => {
  it('are passed on as they came when nothing in them changes', () => {
    const filter = filterFor();
    for (const one of [
      piece({ delta: { role: 'assistant', content: '' } }),
      piece(content('word ')),
      piece(),
    ])
      expect(filter.take(one)[0]).toBe(one);
  });

  it('hold back what may become something to hide, and bring the rest before the end', () => {
    const filter = filterFor();
    const out = ['The card is 4111 11', '11 1111 11', '11 and more'].flatMap((text) =>
      filter.take(piece(content(text))),
    );
    const end = filter.take(piece({ finish_reason: 'stop' }));
    expect(textOf([...out, ...end])).toBe('The card is [payment_card] and more');
    expect(choicesOf(end).at(-1)?.finish_reason).toBe('stop');
    expect(choicesOf(end).filter(({ finish_reason }) => finish_reason)).toHaveLength(1);
  });

  it('keep the text of the last piece in front of what was held back before it', () => {
    const filter = filterFor();
    const out = filter.take(piece(content('one tw')));
    const end = filter.take(piece({ delta: { content: 'o three' }, finish_reason: 'length' }));
    expect(textOf([...out, ...end])).toBe('one two three');
    expect(choicesOf(end).at(-1)?.finish_reason).toBe('length');
  });

  it('bring what was held back of every choice when they end without a reason', () => {
    const filter = filterFor();
    const out = ['one tw', 'o thr'].flatMap((text) =>
      filter.take(piece(content(text, 0), content(text.toUpperCase(), 1))),
    );
    const end = filter.end();
    expect([textOf([...out, ...end], 0), textOf([...out, ...end], 1)]).toEqual([
      'one two thr',
      'ONE TWO THR',
    ]);
    expect(end.every(({ chunk }) => chunk.id === 'c' && !chunk.usage)).toBe(true);
    expect(filter.end()).toEqual([]);
  });

  it('have nothing to bring after a reason of the end', () => {
    const filter = filterFor();
    filter.take(piece(content('word')));
    filter.take(piece({ finish_reason: 'stop' }));
    expect(filter.end()).toEqual([]);
  });

  it('keep choices, and the arguments of tools, apart', () => {
    const filter = filterFor();
    const call = (index: number, args: string) => ({
      delta: { tool_calls: [{ index, function: { arguments: args } }] },
    });
    const out = [
      piece(content('4111 1111 ', 0), content('1111 1111 ', 1)),
      piece(call(0, '{"card":"4111 1111')),
      piece(call(1, ' 1111 1111"}')),
      piece({ index: 0, finish_reason: 'stop' }, { index: 1, finish_reason: 'stop' }),
    ].flatMap((one) => filter.take(one));
    expect([textOf(out, 0), textOf(out, 1)]).toEqual(['4111 1111 ', '1111 1111 ']);
    const args = (index: number) =>
      choicesOf(out)
        .flatMap(({ delta }) => delta.tool_calls ?? [])
        .filter((one) => one.index === index)
        .map((one) => one.function?.arguments ?? '')
        .join('');
    expect([args(0), args(1)]).toEqual(['{"card":"4111 1111', ' 1111 1111"}']);
  });

  it('lose log probabilities, which repeat the text', () => {
    const logprobs = { content: [{ token: '4111', logprob: 0 }] };
    const [out] = filterFor().take(piece({ delta: { content: 'word ' }, logprobs }));
    expect(out?.chunk.choices[0]).toMatchObject({ delta: { content: 'word ' }, logprobs: null });
  });

  it('are screened in the arguments of the one call that there could be before tools, too', () => {
    const filter = filterFor();
    const call = (args: string) => piece({ delta: { function_call: { arguments: args } } });
    const out = [call('{"card":"4111 1111'), call(' 1111 1111"}'), piece({ finish_reason: 'function_call' })];
    const args = choicesOf(out.flatMap((one) => filter.take(one))).map(
      ({ delta }) => (delta.function_call as { arguments?: string } | undefined)?.arguments ?? '',
    );
    expect(args.join('')).toBe('{"card":"[payment_card]"}');
  });

  it('are screened in what a model speaks, too', () => {
    const filter = filterFor();
    const spoken = (transcript: string) => piece({ delta: { audio: { id: 'a', transcript } } });
    const out = [spoken('The card is 4111 1111'), spoken(' 1111 1111.'), piece({ finish_reason: 'stop' })];
    const words = choicesOf(out.flatMap((one) => filter.take(one))).map(
      ({ delta }) => (delta.audio as { transcript?: string } | undefined)?.transcript ?? '',
    );
    expect(words.join('')).toBe('The card is [payment_card].');
  });

  it('get the values of tokens back, escaped where they stand in JSON', () => {
    const tokens = new TokenList([{ type: 'person', token: 'abc', value: 'Jo "J" Ray' }]);
    const said = (more: object) => {
      const filter = filterFor(tokens, more);
      return textOf([
        ...filter.take(piece(content('"[person:abc]" '))),
        ...filter.take(piece({ finish_reason: 'stop' })),
      ]);
    };
    expect(said({})).toBe('"Jo "J" Ray" ');
    expect(said({ response_format: { type: 'json_object' } })).toBe('"Jo \\"J\\" Ray" ');
  });
});
