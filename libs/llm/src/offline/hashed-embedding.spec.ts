import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashedEmbedding, hashedEmbeddingDimensions } from './hashed-embedding.ts';

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
const lengthOf = (vector: Float32Array): number => Math.sqrt(cosine(vector, vector));

describe('the hashed embedding', () => {
  it('is the same for the same text, in every process', () => {
    const vector = hashedEmbedding('The Halden bridge was opened in 1938.');
    expect(createHash('sha256').update(vector).digest('hex').slice(0, 16)).toMatchInlineSnapshot(
      `"3f6e8e57d24c43b0"`,
    );
  });

  it('has length 1, or 0 for a text without a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const vector = hashedEmbedding(text);
        expect(vector).toHaveLength(hashedEmbeddingDimensions);
        const length = lengthOf(vector);
        expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
      }),
    );
    expect(lengthOf(hashedEmbedding('...'))).toBe(0);
    expect(lengthOf(hashedEmbedding('to be or not to be'))).toBeCloseTo(1);
  });

  it('puts texts near each other that share stems, and others far from them', () => {
    const bridge = hashedEmbedding('The bridge is closed when the wind is strong.');
    expect(cosine(bridge, hashedEmbedding('bridges closing in strong winds'))).toBeGreaterThan(0.7);
    expect(
      Math.abs(cosine(bridge, hashedEmbedding('A refund must be approved by a supervisor.'))),
    ).toBeLessThan(0.2);
  });

  it('comes nearer to what shares a word when the word has more weight', () => {
    const bridge = hashedEmbedding('the halden bridge');
    const weighted = hashedEmbedding('halden ferry', (stem) => (stem === 'halden' ? 5 : 1));
    expect(cosine(bridge, weighted)).toBeGreaterThan(cosine(bridge, hashedEmbedding('halden ferry')));
  });
});
