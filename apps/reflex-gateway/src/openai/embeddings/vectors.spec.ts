import { ProviderError } from '@octollm/llm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddingsOf, vectorOf } from './vectors.ts';

describe('a vector', () => {
  it('comes back from numbers and from base64', () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, maxLength: 50 }), (vector) => {
        for (const format of ['float', 'base64'] as const)
          expect(vectorOf('p', embeddingsOf([vector], format)[0]?.embedding ?? '')).toEqual(vector);
      }),
    );
  });

  it('is in base64 what OpenAI sends: little-endian 32-bit floats', () => {
    expect(embeddingsOf([Float32Array.of(1)], 'base64')[0]).toEqual({
      object: 'embedding',
      index: 0,
      embedding: 'AACAPw==',
    });
  });

  it('is an error of the provider when it breaks off in the middle of a number', () => {
    expect(() => vectorOf('p', 'AACA')).toThrow(ProviderError);
  });
});
