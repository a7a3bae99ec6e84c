import { ChatCompletionRequest } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompletionMeter } from './completion-tokens.ts';
import { estimateTokens, mostTokens } from './estimate-tokens.ts';
import {
  estimateInputTokens,
  estimatePromptTokens,
  mostInputTokens,
  mostPromptTokens,
} from './prompt-tokens.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const request = (rest: object = {}): ChatCompletionRequest =>
  ChatCompletionRequest.parse({
    model: 'gpt-4.1-mini',
    messages: [{ role: 'user', content: 'hi' }],
    ...rest,
  });

describe('the tokens of a text', () => {
  it('are at most its bytes, however it is cut into tokens', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(200)), (whole, cuts) => {
        const bytes = Buffer.from(whole);
        const ends = new Set(cuts.filter((cut) => cut > 0 && cut < bytes.length));
        const tokens = bytes.length === 0 ? 0 : ends.size + 1;
        expect(mostTokens(whole)).toBeGreaterThanOrEqual(tokens);
        expect(estimateTokens(whole)).toBeLessThanOrEqual(mostTokens(whole));
      }),
    );
  });

  it('are estimated above what tokenisers make of prose, within a factor of two', () => {
    const prose = 'The quick brown fox jumps over the lazy dog, and then it rests under an old tree.';
    const words = prose.match(/\w+|[^\w\s]/g)?.length ?? 0;
    expect(estimateTokens(prose)).toBeGreaterThanOrEqual(words);
    expect(estimateTokens(prose)).toBeLessThan(words * 2);
  });
});

describe('the tokens of a prompt', () => {
  it('are at least the bytes of every text in it, wherever it stands', () => {
    fc.assert(
      fc.property(text, text, text, text, (said, called, described, schema) => {
        const prompt = request({
          messages: [
            { role: 'user', content: [{ type: 'text', text: said }] },
            {
              role: 'assistant',
              tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: called } }],
            },
          ],
          tools: [
            { type: 'function', function: { name: 'f', description: described, parameters: { schema } } },
          ],
        });
        const bytes = [said, called, described, schema].reduce((sum, one) => sum + Buffer.byteLength(one), 0);
        expect(mostPromptTokens(prompt)).toBeGreaterThanOrEqual(bytes);
        expect(estimatePromptTokens(prompt)).toBeLessThanOrEqual(mostPromptTokens(prompt));
      }),
    );
  });

  it('count an image by what images cost, not by its bytes', () => {
    const url = `data:image/png;base64,${'A'.repeat(100_000)}`;
    const image = request({
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
    });
    expect(estimatePromptTokens(image)).toBeLessThan(2_000);
    expect(mostPromptTokens(image)).toBeGreaterThanOrEqual(48_169);
  });

  it('are counted however deep a schema is', () => {
    let parameters: object = {};
    for (let depth = 0; depth < 100_000; depth++) parameters = { parameters };
    const deep = {
      ...request(),
      tools: [{ type: 'function' as const, function: { name: 'f', parameters: { parameters } } }],
    };
    expect(mostPromptTokens(deep)).toBeGreaterThan(100_000);
  });

  it('of embeddings are those of their texts, and tokens count as they are', () => {
    const model = 'm';
    expect(mostInputTokens({ model, input: 'abc' })).toBe(4);
    expect(mostInputTokens({ model, input: ['abc', 'ä'] })).toBe(7);
    expect(mostInputTokens({ model, input: [1, 2, 3] })).toBe(3);
    expect(estimateInputTokens({ model, input: [[1, 2], [3]] })).toBe(3);
  });
});

describe('the meter of an answer', () => {
  const most = (rest: object, ...parts: object[]): number => {
    const meter = new CompletionMeter(request(rest));
    for (const part of parts) meter.add({ ...part });
    return meter.most;
  };

  it('counts all that is said, thoughts and calls of tools included, and is never lowered by a piece', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), text, (pieces, thought) => {
        const meter = new CompletionMeter(request());
        let before = 0;
        for (const content of pieces) {
          meter.add({ role: 'assistant', content, reasoning_content: thought });
          expect(meter.most).toBeGreaterThanOrEqual(before + mostTokens(content) + mostTokens(thought));
          before = meter.most;
        }
      }),
    );
    const call = [
      { index: 0, id: 'call_1', type: 'function', function: { name: 'sum', arguments: '{"a":1}' } },
    ];
    expect(most({}, { tool_calls: call })).toBeGreaterThanOrEqual('sum{"a":1}'.length);
  });

  it('is the same for an answer in one piece and in many', () => {
    const call = (part: string, id?: string) => ({
      tool_calls: [{ index: 0, ...(id === undefined ? {} : { id }), function: { arguments: part } }],
    });
    expect(most({}, call('{"a":', 'call_1'), call('1}'))).toBe(most({}, call('{"a":1}', 'call_1')));
  });

  it('is never above the limit of the request, which holds for each of its choices', () => {
    expect(most({ max_tokens: 5 }, { content: 'a long answer' })).toBe(5);
    expect(most({ max_completion_tokens: 5, n: 2 }, { content: 'a long answer' })).toBe(10);
  });

  it('is the limit for models that think unseen', () => {
    expect(most({ model: 'o3', max_completion_tokens: 500 }, { content: 'a' })).toBe(500);
    expect(most({ reasoning_effort: 'low', max_tokens: 500 }, { content: 'a' })).toBe(500);
    expect(most({ reasoning_effort: 'none', max_tokens: 500 }, { content: 'a' })).toBe(2);
  });
});
