import type { EmbeddingsRequest } from '@octollm/contracts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ScriptedProvider } from '../../fixtures/scripted-provider.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import type { CallOptions, EmbeddingsResult } from '../model-provider.ts';
import { BatchedEmbeddings } from './batched-embeddings.ts';
import { shares } from './shares.ts';

/** Makes of each text a vector of its length; refuses all when one of them is `bad`. */
class Lengths extends ScriptedProvider {
  readonly requests: EmbeddingsRequest[] = [];
  signal: AbortSignal | undefined;
  gate: Promise<void> = Promise.resolve();

  constructor() {
    super('p', ['m']);
  }

  override async embed(request: EmbeddingsRequest, options?: CallOptions): Promise<EmbeddingsResult> {
    this.requests.push(request);
    this.signal = options?.signal;
    await this.gate;
    const texts: readonly unknown[] = typeof request.input === 'string' ? [request.input] : request.input;
    if (texts.includes('bad')) throw new ProviderError('invalid_input', 'one is bad', { status: 400 });
    if (texts.includes('away')) throw new ProviderError('unavailable', 'away');
    const data = texts.map((text, index) => ({
      object: 'embedding' as const,
      index,
      embedding: [String(text).length],
    }));
    const tokens = 10 * texts.length;
    const embeddings = {
      object: 'list' as const,
      // In whatever order.
      data: data.toReversed(),
      model: request.model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
    const usage = { promptTokens: tokens, completionTokens: 0, estimated: false };
    return { embeddings, body: Buffer.from(JSON.stringify(embeddings)), usage };
  }
}

let inner: Lengths;
let provider: BatchedEmbeddings;
const options = (signal = new AbortController().signal) => ({ signal });
const embed = (input: EmbeddingsRequest['input'], rest: object = {}, signal?: AbortSignal) =>
  provider.embed({ model: 'm', input, ...rest }, options(signal));
const vectors = ({ embeddings }: EmbeddingsResult) =>
  embeddings.data.map(({ index, embedding }) => [index, embedding]);

beforeEach(() => {
  inner = new Lengths();
  provider = new BatchedEmbeddings(inner);
});

describe('requests for embeddings at about the same time', () => {
  it('share one call, and each gets its own vectors, bytes and share of the tokens', async () => {
    const [one, two, three] = await Promise.all([embed('a'), embed(['bb', 'ccc']), embed('dddd')]);
    expect(inner.requests.map(({ input }) => input)).toEqual([['a', 'bb', 'ccc', 'dddd']]);
    expect([one, two, three].map(vectors)).toEqual([
      [[0, [1]]],
      [
        [0, [2]],
        [1, [3]],
      ],
      [[0, [4]]],
    ]);
    for (const each of [one, two, three]) {
      expect(JSON.parse(each.body.toString())).toEqual(each.embeddings);
      expect(each.embeddings.usage.prompt_tokens).toBe(each.usage.promptTokens);
    }
    expect(one.usage.promptTokens + two.usage.promptTokens + three.usage.promptTokens).toBe(40);
  });

  it('are sent as they are when there is one, and when there are tokens', async () => {
    await embed('a', { user: 'u' });
    await Promise.all([embed([1, 2]), embed([[3]])]);
    expect(inner.requests).toEqual([
      { model: 'm', input: 'a', user: 'u' },
      { model: 'm', input: [1, 2] },
      { model: 'm', input: [[3]] },
    ]);
  });

  it('do not share it with those for another model or with other parameters', async () => {
    await Promise.all([embed('a'), embed('b', { model: 'n' }), embed('c', { encoding_format: 'base64' })]);
    expect(inner.requests).toHaveLength(3);
  });

  it('fill no call with more than a provider takes', async () => {
    const many = Array.from({ length: 1_500 }, () => 'x');
    const results = await Promise.all([embed(many), embed(many), embed('y'), embed('z'.repeat(600_000))]);
    expect(results.map(({ embeddings }) => embeddings.data.length)).toEqual([1_500, 1_500, 1, 1]);
    expect(inner.requests.map(({ input }) => input.length)).toEqual([1_500, 1_501, 600_000]);
  });

  it('are asked for one by one when the provider refuses the texts of one of them', async () => {
    const results = await Promise.allSettled([embed('a'), embed('bad'), embed('cc')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(inner.requests).toHaveLength(4);
  });

  it('all fail when the provider fails', async () => {
    const results = await Promise.allSettled([embed('a'), embed('away')]);
    expect(results).toMatchObject([
      { reason: { category: 'unavailable' } },
      { reason: { category: 'unavailable' } },
    ]);
    expect(inner.requests).toHaveLength(1);
  });

  it('are not given up for one caller who leaves, before or after the call was made', async () => {
    const leaver = new AbortController();
    const reason = new Error('gone');
    const left = embed('a', {}, leaver.signal);
    const stays = embed('bb');
    leaver.abort(reason);
    await expect(left).rejects.toBe(reason);
    expect(vectors(await stays)).toEqual([[0, [2]]]);
    expect(inner.requests).toEqual([{ model: 'm', input: 'bb' }]);
    await expect(embed('a', {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('are given up when all have left', async () => {
    let answer = (): void => undefined;
    inner.gate = new Promise((resolve) => {
      answer = resolve;
    });
    const callers = [new AbortController(), new AbortController()];
    const reason = new Error('gone');
    const asked = callers.map(({ signal }) => embed('a', {}, signal));
    await expect.poll(() => inner.signal).toBeDefined();
    callers[0]?.abort(reason);
    expect(inner.signal?.aborted).toBe(false);
    callers[1]?.abort(reason);
    expect(inner.signal?.aborted).toBe(true);
    answer();
    for (const one of asked) await expect(one).rejects.toBe(reason);
  });
});

describe('shares of a whole number', () => {
  it('add up to it, none is negative, and each is at most 1 off', () =>
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(fc.nat(1_000), { minLength: 1 }), (whole, weights) => {
        const parts = shares(whole, weights);
        const sum = weights.reduce((total, weight) => total + weight, 0);
        expect(parts.reduce((total, part) => total + part, 0)).toBe(whole);
        for (const [at, part] of parts.entries()) {
          expect(part).toBeGreaterThanOrEqual(0);
          const share = sum === 0 ? part : (whole * (weights[at] ?? 0)) / sum;
          expect(Math.abs(part - share)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 100 },
    ));
});
