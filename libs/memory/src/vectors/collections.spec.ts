import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectionOf, collectionOwners } from './collections.ts';

const owner = fc.constantFrom(...collectionOwners);
const model = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('a', '2', 'f', '_', '/', '\u02fa', '.') }),
);

describe('the name of a collection', () => {
  it('tells owners and models apart, and has only what a name may have', () => {
    fc.assert(
      fc.property(owner, model, owner, model, (owner1, model1, owner2, model2) => {
        const [name1, name2] = [collectionOf(owner1, model1), collectionOf(owner2, model2)];
        expect(name1).toMatch(/^[\w.-]+$/);
        expect(name1 === name2).toBe(owner1 === owner2 && model1 === model2);
      }),
    );
  });

  it('of the usual models can be read', () => {
    expect(collectionOf('knowledge_base', 'octollm-hash-v1')).toBe('knowledge_base_octollm-hash-v1');
    expect(collectionOf('coder', 'openai/text-3')).toBe('coder_openai_2f_text-3');
  });
});
