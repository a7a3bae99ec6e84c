import { describe, expect, it } from 'vitest';
import { keyOf } from '../fixtures/keys.ts';
import { memoryLevel } from '../fixtures/memory-level.ts';
import { TwoLevelCache } from '../levels/two-level-cache.ts';
import { EmbeddingCache, EmbeddingCountError, type MadeVectors } from './embedding-cache.ts';

const open = (shared = memoryLevel()) => {
  const calls: (readonly string[])[] = [];
  const cache = new EmbeddingCache(new TwoLevelCache({ maxBytes: 1_000_000, shared }), keyOf);
  const embed = async (texts: readonly string[]): Promise<MadeVectors> => {
    calls.push(texts);
    return { vectors: texts.map((text) => Float32Array.of(text.length, 0.1, -3e-20)), mayKeep: true };
  };
  return { cache, calls, embed };
};

const request = { tenant: 'acme', model: 'm', texts: ['one', 'three', 'one'] };

describe('a cache of embeddings', () => {
  it('computes what is missing in one call, each text once, and gives vectors in their places', async () => {
    const { cache, calls, embed } = open();
    const { vectors, computed } = await cache.embedMany(request, embed);
    expect(vectors.map(([first]) => first)).toEqual([3, 5, 3]);
    expect(computed).toBe(2);
    const more = await cache.embedMany({ ...request, texts: ['seventeen', 'three'] }, embed);
    expect(more).toEqual({ vectors: [Float32Array.of(9, 0.1, -3e-20), vectors[1]], computed: 1 });
    expect(calls).toEqual([['one', 'three'], ['seventeen']]);
  });

  it('does not call for texts that are known, to another replica too', async () => {
    const level = memoryLevel();
    const [one, two] = [open(level), open(level)];
    const { vectors } = await one.cache.embedMany(request, one.embed);
    expect(await two.cache.embedMany(request, two.embed)).toEqual({ vectors, computed: 0 });
    expect(two.calls).toEqual([]);
    expect(await two.cache.embedMany({ ...request, texts: [] }, two.embed)).toEqual({
      vectors: [],
      computed: 0,
    });
  });

  it.each([
    ['tenant', { tenant: 'other' }],
    ['model', { model: 'M' }],
    ['number of dimensions', { parameters: { dimensions: 2 } }],
    ['text in its case', { texts: ['One'] }],
  ])('does not take the vector of another %s', async (_, change) => {
    const { cache, calls, embed } = open();
    await cache.embedMany(request, embed);
    await cache.embedMany({ ...request, ...change }, embed);
    expect(calls).toHaveLength(2);
  });

  it('fails, and caches nothing, when there are not as many vectors as texts', async () => {
    const { cache, calls, embed } = open();
    const tooFew = async (): Promise<MadeVectors> => ({ vectors: [Float32Array.of(1)], mayKeep: true });
    await expect(cache.embedMany(request, tooFew)).rejects.toThrow(EmbeddingCountError);
    await cache.embedMany(request, embed);
    expect(calls).toEqual([['one', 'three']]);
  });

  it('does not keep vectors of another model', async () => {
    const { cache, calls, embed } = open();
    const ofAnother = async (texts: readonly string[]): Promise<MadeVectors> => ({
      vectors: texts.map(() => Float32Array.of(7)),
      mayKeep: false,
    });
    const { vectors } = await cache.embedMany(request, ofAnother);
    expect(vectors.map(([first]) => first)).toEqual([7, 7, 7]);
    await cache.embedMany(request, embed);
    expect(calls).toEqual([['one', 'three']]);
  });
});
